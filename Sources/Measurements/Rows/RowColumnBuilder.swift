internal import ADBC

/// A column that is being gathered row by row.
struct RowColumnBuilder: Sendable {
  private let name: String
  private var content: Content

  private enum Content: Sendable {
    case numeric([Double])
    case categorical(codes: [Int32], categories: [String], lookup: [String: Int32])
    case timestamp([Int64])
  }

  /// Starts a column, or nil when its type holds no single values.
  init?(field: ArrowField) {
    name = field.name
    var type = field.type
    if case .dictionary(_, let values) = type { type = values }
    switch type {
    case .unsupported, .list, .binary, .largeBinary, .binaryView, .fixedSizeBinary: return nil
    case .utf8, .largeUtf8, .utf8View:
      content = .categorical(codes: [], categories: [], lookup: [:])
    case .date32, .date64, .timestamp:
      // A dictionary of times is read through its text: the time reader knows no dictionaries.
      if case .dictionary = field.type {
        content = .categorical(codes: [], categories: [], lookup: [:])
      } else {
        content = .timestamp([])
      }
    default: content = .numeric([])
    }
  }

  /// Adds the values at the given rows of a batch's column.
  mutating func append(_ column: ArrowColumn, rows: [Int]) {
    switch content {
    case .numeric(var numbers):
      content = .timestamp([])  // the array is held once, so that it grows in place
      unsafe Self.append(column, rows: rows, to: &numbers)
      content = .numeric(numbers)
    case .timestamp(var times):
      content = .numeric([])
      for row in rows {
        unsafe times.append(column.microseconds(at: row) ?? RowColumn.missingTime)
      }
      content = .timestamp(times)
    case .categorical(var codes, var categories, var lookup):
      content = .numeric([])
      for row in rows {
        guard let text = unsafe Self.text(column, row) else {
          codes.append(RowColumn.missingCode)
          continue
        }
        codes.append(Self.code(of: text, in: &categories, &lookup))
      }
      content = .categorical(codes: codes, categories: categories, lookup: lookup)
    }
  }

  /// Adds the values of another part of the same column.
  mutating func append(_ other: RowColumnBuilder) {
    switch (content, other.content) {
    case (.numeric(let numbers), .numeric(let more)): content = .numeric(numbers + more)
    case (.timestamp(let times), .timestamp(let more)): content = .timestamp(times + more)
    case (
      .categorical(var codes, var categories, var lookup),
      .categorical(let moreCodes, let moreCategories, _)
    ):
      let translated = moreCategories.map { Self.code(of: $0, in: &categories, &lookup) }
      for code in moreCodes {
        codes.append(code == RowColumn.missingCode ? code : translated[Int(code)])
      }
      content = .categorical(codes: codes, categories: categories, lookup: lookup)
    default:
      preconditionFailure("parts of column \(name) were read as different kinds")
    }
  }

  /// Keeps the values at the given places, in that order.
  mutating func keep(_ places: [Int]) {
    switch content {
    case .numeric(let numbers): content = .numeric(places.map { numbers[$0] })
    case .timestamp(let times): content = .timestamp(places.map { times[$0] })
    case .categorical(let codes, let categories, _):
      let kept = Self.canonical(places.map { codes[$0] }, categories)
      let lookup = Dictionary(
        kept.categories.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { one, _ in one })
      content = .categorical(codes: kept.codes, categories: kept.categories, lookup: lookup)
    }
  }

  /// The column; categories in the order in which the rows first show them.
  func finish() -> RowColumn {
    switch content {
    case .numeric(let numbers): RowColumn(name: name, values: .numeric(numbers))
    case .timestamp(let times): RowColumn(name: name, values: .timestamp(times))
    case .categorical(let codes, let categories, _):
      RowColumn(name: name, values: Self.values(Self.canonical(codes, categories)))
    }
  }

  private static func values(_ kept: (codes: [Int32], categories: [String])) -> RowColumn.Values {
    .categorical(codes: kept.codes, categories: kept.categories)
  }

  /// The same values with categories numbered by first appearance and none that does not occur, so
  /// that they depend on the rows alone and not on how they were read.
  private static func canonical(
    _ codes: [Int32], _ categories: [String]
  ) -> (codes: [Int32], categories: [String]) {
    var numbers = [Int32](repeating: RowColumn.missingCode, count: categories.count)
    var kept: [String] = []
    let renumbered = codes.map { code -> Int32 in
      guard code != RowColumn.missingCode else { return code }
      let place = Int(code)
      if numbers[place] == RowColumn.missingCode {
        numbers[place] = Int32(kept.count)
        kept.append(categories[place])
      }
      return numbers[place]
    }
    return (renumbered, kept)
  }

  private static func code(
    of text: String, in categories: inout [String], _ lookup: inout [String: Int32]
  ) -> Int32 {
    if let known = lookup[text] { return known }
    let code = Int32(categories.count)
    categories.append(text)
    lookup[text] = code
    return code
  }

  private static func text(_ column: ArrowColumn, _ row: Int) -> String? {
    if let bytes = unsafe column.bytes(at: row) {
      return unsafe String(decoding: bytes, as: UTF8.self)
    }
    return unsafe column.text(at: row)
  }

  private static func append(_ column: ArrowColumn, rows: [Int], to numbers: inout [Double]) {
    // The common types without a branch on the type for every value.
    let isGathered =
      switch unsafe column.type {
      case .float64: unsafe gather(Double.self, column, rows, &numbers) { $0 }
      case .float32: unsafe gather(Float.self, column, rows, &numbers) { Double($0) }
      case .int64: unsafe gather(Int64.self, column, rows, &numbers) { Double($0) }
      case .int32: unsafe gather(Int32.self, column, rows, &numbers) { Double($0) }
      case .int16: unsafe gather(Int16.self, column, rows, &numbers) { Double($0) }
      default: false
      }
    if isGathered { return }
    for row in rows {
      let number = unsafe column.double(at: row)
      let time = unsafe number == nil ? column.microseconds(at: row).map(Double.init) : nil
      numbers.append(number ?? time ?? .nan)
    }
  }

  /// Whether the values were there to be taken.
  private static func gather<Stored: BitwiseCopyable>(
    _ type: Stored.Type, _ column: ArrowColumn, _ rows: [Int], _ numbers: inout [Double],
    _ number: (Stored) -> Double
  ) -> Bool {
    guard let values = unsafe column.values(as: type) else { return false }
    if unsafe column.validity == nil {
      for row in rows { unsafe numbers.append(number(values[row])) }
    } else {
      for row in rows {
        unsafe numbers.append(column.isValid(row) ? number(values[row]) : .nan)
      }
    }
    return true
  }
}
