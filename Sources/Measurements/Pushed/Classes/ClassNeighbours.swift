internal import ADBC
internal import Engines

/// How scores of each class are put together with their neighbours in SQL.
///
/// Fewer are kept of more classes, as the tables of classes keep fewer; a table keeps at last fewer
/// than come.
struct ClassNeighbours {
  /// Bits that are cut from the scores of a group, and of all rows.
  let dropped: (group: Int, all: Int)

  init(classes: Int) {
    func bits(_ capacity: Int, less: Int) -> Int {
      Int.bitWidth - (capacity - 1).leadingZeroBitCount - less
    }
    dropped = (
      group: 52 - bits(MulticlassTask.scores(classes: classes, isOverall: false), less: 1),
      all: 52 - bits(MulticlassTask.scores(classes: classes, isOverall: true), less: 3)
    )
  }

  /// A query over one with a score `x` in each row: `carried`, and `z`, `r` and `q` of
  /// ``BinnedSQL``.
  func query(_ inner: String, carrying carried: [String], in rows: ClassRows) -> String {
    let dialect = rows.dialect
    let bits = rows.select(
      carried + ["x", "\(dialect.neighbourBits("abs(x)")) as m"], from: inner)
    let zone = BinnedSQL.neighbours(
      zone: "case when x > 0.5 and x <= 1 then 1 when x < 0 then 2 else 0 end", dropped: dropped,
      dialect)
    return rows.select(carried + [zone], from: bits)
  }

  /// The score for which an answer's columns `z` and `r`, or of all rows `q`, stand.
  ///
  /// - Returns: nil for what is no answer.
  func score(_ answer: AnswerRow, zone: Int, bits: Int, isOfAll: Bool) -> Double? {
    let cut = Int64(isOfAll ? dropped.all : dropped.group)
    guard let kind = answer.whole(zone), (0...2).contains(kind), let kept = answer.whole(bits),
      kept >= 0, kept <= Int64.max >> cut
    else { return nil }
    let number = Double(bitPattern: UInt64(kept) << UInt64(cut))
    guard number.isFinite else { return nil }
    return kind == 1 ? 1 - number : kind == 2 ? -number : number
  }
}
