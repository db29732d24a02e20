internal import Checklist

/// Columns of a row compared two by two: all have the same value, or each another.
///
/// Where one has no value, nothing is judged.
struct ColumnPairs {
  let columns: [String]
  /// Whether equal values break it.
  let isDifferent: Bool
  /// Places of the columns that are compared.
  ///
  /// Of columns that are equal each is compared with the next: the others follow. Of columns that
  /// differ nothing follows.
  let pairs: [(first: Int, second: Int)]

  init(_ values: ConfigurationMapping, isDifferent: Bool) {
    columns = values.texts(OrderedColumns.columns)
    self.isDifferent = isDifferent
    let count = columns.count
    pairs = (0..<count).flatMap { first in
      (first..<(isDifferent ? count : min(first + 2, count))).dropFirst().map { (first, $0) }
    }
  }

  func question(_ data: inout ContractData) throws(ConstraintMisfit) -> ConstraintQuestion {
    let found = try data.comparable(columns)
    let sign = isDifferent ? "<>" : "="
    let parts = pairs.map { "\(found[$0.first].sql) \(sign) \(found[$0.second].sql)" }
    return .rows(holds: found.where(parts), shows: columns)
  }

  func streamed(_ columns: inout StreamColumns) throws(StreamRefusal) -> StreamQuestion {
    let found = try columns.comparable(self.columns)
    let slots = found.map(\.slot)
    let compared = pairs.map { (first: slots[$0.first], second: slots[$0.second]) }
    let isDifferent = isDifferent
    return .rows(
      { row in
        for slot in slots where !row[slot].isJudged { return nil }
        for pair in compared
        where (row[pair.first].order(row[pair.second]) == 0) == isDifferent { return false }
        return true
      }, shows: found)
  }
}
