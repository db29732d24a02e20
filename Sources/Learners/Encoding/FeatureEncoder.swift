package import Measurements

/// How columns become numbers for a linear model, learned from training rows alone.
///
/// - Numbers are centred on their mean and divided by their standard deviation (n in the
///   denominator); a missing or infinite one takes the mean, and where training rows had missing
///   values a column of ones and zeros says which.
/// - Categories become one level each; rare ones share the level `other`, which also takes those
///   never seen in training; a missing value is a level of its own.
/// - Times become hour, weekday and month.
/// - Constants and columns that number or name the rows are dropped, and said.
package struct FeatureEncoder: Sendable {
  /// Levels that a category may have beside `other`: more say little about each.
  package static let levelLimit = 50
  /// Standardised values beyond this are cut, so that no product overflows.
  static let valueLimit = 1e9

  /// Features not used, and why.
  package let dropped: [DroppedColumn]
  private let numeric: [NumericPart]
  private let categorical: [CategoricalPart]
  private let timestamps: [String]

  /// Whether nothing is left to learn from.
  package var isEmpty: Bool { numeric.isEmpty && categorical.isEmpty }

  private struct NumericPart: Sendable {
    let column: String
    let mean: Double
    /// Zero where the column's values are constant and only their absence tells something.
    let deviation: Double
    let hasIndicator: Bool
  }

  private struct CategoricalPart: Sendable {
    let column: String
    let levels: [String]
    let places: [String: Int32]
    /// The level of categories without one of their own, −1 where training had none.
    let other: Int32
    let missing: Int32
  }

  /// Learns the encoding of the given features.
  ///
  /// - Throws: ``RowsError`` when a feature is not among the columns.
  package static func fit(
    _ table: RowTable, features: [String]
  ) throws(RowsError) -> FeatureEncoder {
    var dropped: [DroppedColumn] = []
    var numeric: [NumericPart] = []
    var categorical: [CategoricalPart] = []
    var timestamps: [String] = []
    for name in features {
      let column = try table.column(name)
      if case .timestamp = column.values { timestamps.append(name) }
      let parts = TimestampParts.columns(of: column)
      for part in parts.isEmpty ? [column] : parts {
        if let reason = reasonToDrop(part) {
          dropped.append(DroppedColumn(name: part.name, reason: reason))
          continue
        }
        switch part.values {
        case .numeric(let numbers): numeric.append(Self.part(part.name, numbers))
        case .categorical(let codes, let categories):
          categorical.append(Self.part(part.name, codes, categories))
        case .timestamp: continue
        }
      }
    }
    return FeatureEncoder(
      dropped: dropped, numeric: numeric, categorical: categorical, timestamps: timestamps)
  }

  /// The rows of a table, encoded.
  ///
  /// - Throws: ``RowsError`` when a column is absent or of another kind than in training.
  package func encode(_ table: RowTable) throws(RowsError) -> DesignMatrix {
    var parts: [String: RowColumn] = [:]
    for name in timestamps {
      for part in TimestampParts.columns(of: try table.column(name)) { parts[part.name] = part }
    }
    var numbers: [(name: String, values: [Double])] = []
    for part in numeric {
      let values = try table.numbers(part.column)
      if part.deviation > 0 {
        numbers.append((part.column, values.map { Self.standardised($0, part) }))
      }
      if part.hasIndicator {
        numbers.append(("\(part.column) is missing", values.map { $0.isFinite ? 0 : 1 }))
      }
    }
    var blocks: [(codes: [Int32], levels: [String])] = []
    for part in categorical {
      let column =
        if let part = parts[part.column] { part } else { try table.column(part.column) }
      guard case .categorical(let codes, let categories) = column.values else {
        throw .columnUnreadable(
          name: part.column, reason: "it holds text in the training rows, but none here")
      }
      let translated = categories.map { part.places[$0] ?? part.other }
      blocks.append(
        (
          codes.map { $0 == RowColumn.missingCode ? part.missing : translated[Int($0)] },
          part.levels.map { "\(part.column) = \($0)" }
        ))
    }
    return DesignMatrix(rowCount: table.rowCount, numeric: numbers, blocks: blocks)
  }

  private static func standardised(_ value: Double, _ part: NumericPart) -> Double {
    guard value.isFinite else { return 0 }
    // Halved, so that the difference of two huge numbers does not overflow.
    let scaled = (value / 2 - part.mean / 2) / part.deviation * 2
    return min(max(scaled, -valueLimit), valueLimit)
  }

  private static func part(_ name: String, _ numbers: [Double]) -> NumericPart {
    let finite = numbers.filter(\.isFinite)
    let scale = finite.reduce(0) { max($0, $1.magnitude) }
    let count = Double(finite.count)
    guard scale > 0, count > 0 else {
      return NumericPart(
        column: name, mean: 0, deviation: 0, hasIndicator: finite.count < numbers.count)
    }
    // Scaled by the largest magnitude first: squares of huge values would overflow.
    let mean = finite.reduce(0) { $0 + $1 / scale } / count
    let variance = finite.reduce(0) { $0 + ($1 / scale - mean) * ($1 / scale - mean) } / count
    // A spread at the level of rounding is no spread.
    let deviation = variance.squareRoot() > 1e-14 * mean.magnitude ? variance.squareRoot() : 0
    return NumericPart(
      column: name, mean: mean * scale, deviation: deviation * scale,
      hasIndicator: finite.count < numbers.count)
  }

  private static func part(
    _ name: String, _ codes: [Int32], _ categories: [String]
  ) -> CategoricalPart {
    var counts = [Int](repeating: 0, count: categories.count)
    var missing = 0
    for code in codes {
      if code == RowColumn.missingCode { missing += 1 } else { counts[Int(code)] += 1 }
    }
    let least = max(2, codes.count / 1_000)
    let kept = categories.indices.filter { counts[$0] >= least }
      .sorted { (counts[$0], categories[$1]) > (counts[$1], categories[$0]) }
      .prefix(levelLimit)
    var levels = kept.map { categories[$0] }
    let places = Dictionary(
      levels.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { one, _ in one })
    var other: Int32 = -1
    if categories.indices.contains(where: { counts[$0] > 0 && places[categories[$0]] == nil }) {
      other = Int32(levels.count)
      levels.append("other")
    }
    var missingPlace: Int32 = -1
    if missing > 0 {
      missingPlace = Int32(levels.count)
      levels.append("missing")
    }
    return CategoricalPart(
      column: name, levels: levels, places: places, other: other, missing: missingPlace)
  }

  /// Why a column cannot help, nil when it may.
  package static func reasonToDrop(_ column: RowColumn) -> String? {
    switch column.values {
    case .timestamp: return nil
    case .numeric(let numbers):
      let finite = numbers.filter(\.isFinite)
      guard let first = finite.first else { return "it has no value in the training rows" }
      if finite.count == numbers.count, finite.allSatisfy({ $0 == first }) {
        return "it is constant in the training rows"
      }
      return numbersTheRows(finite, of: numbers.count)
        ? "it numbers the training rows: whole numbers, each once, without gaps worth the name"
        : nil
    case .categorical(let codes, _):
      var counts: [Int32: Int] = [:]
      for code in codes { counts[code, default: 0] += 1 }
      let missing = counts.removeValue(forKey: RowColumn.missingCode) ?? 0
      if counts.isEmpty { return "it has no value in the training rows" }
      if counts.count == 1, missing == 0 { return "it is constant in the training rows" }
      // A name for nearly every row teaches nothing about rows with other names.
      return counts.count > 50 && counts.count * 2 > codes.count - missing
        ? "it names the training rows: \(counts.count) different values in "
          + "\(codes.count - missing) rows"
        : nil
    }
  }

  /// Whether values look like row numbers: at least 50 whole numbers, none twice, spread over less
  /// than twice their count.
  private static func numbersTheRows(_ finite: [Double], of rows: Int) -> Bool {
    guard finite.count == rows, rows >= 50, let low = finite.min(), let high = finite.max(),
      high - low < 2 * Double(rows), finite.allSatisfy({ $0 == $0.rounded() })
    else { return false }
    return Set(finite).count == rows
  }
}
