internal import Foundation
internal import Measurements

/// How surprising a row's values are beside those of other rows, column by column.
///
/// A value's surprise is −ln of the share of reference rows that lie at least as far out as it
/// does: twice the smaller tail of numbers and times, for categories the rows whose category is no
/// more frequent, and for a missing value the missing ones. Beyond the outermost number of the
/// reference comes the distance to it, in spans of the middle nine tenths: else the farthest would
/// surprise no more than the first beyond it. A row's is the sum over its columns. What is unusual
/// only as a combination of usual values is not seen.
///
/// - Source: after Li et al. 2022, ECOD.
struct TailSurprise {
  /// What is known of a column from the reference rows.
  private enum Reference {
    /// Ascending.
    case ordered([Double])
    /// By category, the share of rows whose category is no more frequent.
    case categories([String: Double])
  }

  /// The columns, in the order of each row's surprises.
  let columns: [String]
  private let references: [Reference]
  /// By column, reference rows in which it is missing.
  private let missing: [Double]
  private let rows: Double

  /// Learns from the reference rows.
  init(_ reference: RowTable, columns: [String]) {
    let found = columns.compactMap { reference[$0] }
    self.columns = found.map(\.name)
    rows = Double(reference.rowCount)
    missing = found.map { Double($0.missingCount) }
    references = found.map { column in
      switch column.values {
      case .numeric(let numbers): .ordered(numbers.filter { !$0.isNaN }.sorted())
      case .timestamp(let times):
        .ordered(times.filter { $0 != RowColumn.missingTime }.map { Double($0) }.sorted())
      case .categorical(let codes, let categories):
        .categories(Self.shares(codes, categories))
      }
    }
  }

  private static func shares(_ codes: [Int32], _ categories: [String]) -> [String: Double] {
    var counts = [Int](repeating: 0, count: categories.count)
    for code in codes where code != RowColumn.missingCode { counts[Int(code)] += 1 }
    var rowsByCount: [Int: Int] = [:]
    for count in counts { rowsByCount[count, default: 0] += count }
    var below = 0
    var cumulated: [Int: Int] = [:]
    for count in rowsByCount.keys.sorted() {
      below += rowsByCount[count] ?? 0
      cumulated[count] = below
    }
    return Dictionary(
      zip(categories, counts.map { Double(cumulated[$0] ?? 0) }),
      uniquingKeysWith: { one, _ in one })
  }

  /// The surprises of every row: by column, then by row.
  func surprises(_ table: RowTable) -> [[Double]] {
    columns.indices.map { place in
      guard let column = table[columns[place]] else {
        return [Double](repeating: 0, count: table.rowCount)
      }
      let ofMissing = surprise(missing[place])
      return switch column.values {
      case .numeric(let numbers):
        numbers.map { $0.isNaN ? ofMissing : surprise($0, in: references[place]) }
      case .timestamp(let times):
        times.map {
          $0 == RowColumn.missingTime ? ofMissing : surprise(Double($0), in: references[place])
        }
      case .categorical(let codes, let categories):
        codes.map { [known = categories.map { surprise($0, in: references[place]) }] code in
          code == RowColumn.missingCode ? ofMissing : known[Int(code)]
        }
      }
    }
  }

  /// Of so many reference rows that lie as far out; one more is counted, so that nothing is
  /// impossible.
  private func surprise(_ farther: Double) -> Double {
    -log(min(1, (farther + 1) / (rows + 1)))
  }

  private func surprise(_ number: Double, in reference: Reference) -> Double {
    guard case .ordered(let sorted) = reference else { return surprise(0) }
    let atMost = sorted.firstPlace { $0 > number }
    let below = sorted.firstPlace { $0 >= number }
    return surprise(2 * Double(min(atMost, sorted.count - below)))
      + distance(number, beyond: sorted)
  }

  private func distance(_ number: Double, beyond sorted: [Double]) -> Double {
    guard let least = sorted.first, let most = sorted.last else { return 0 }
    let last = Double(sorted.count - 1)
    let span = sorted[Int(0.95 * last)] - sorted[Int(0.05 * last)]
    guard span > 0, span.isFinite else { return 0 }
    return max(0, least - number, number - most) / span
  }

  private func surprise(_ category: String, in reference: Reference) -> Double {
    guard case .categories(let shares) = reference else { return surprise(0) }
    return surprise(shares[category] ?? 0)
  }
}

extension [Double] {
  /// Of ascending numbers, the place of the first of which the condition holds.
  func firstPlace(where isAfter: (Double) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
