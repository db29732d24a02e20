internal import Checklist
internal import Engines
internal import Measurements
internal import Statistics

/// One column of both pipelines, its differing rows held against the limit.
struct JudgedSkew {
  let skew: ColumnSkew
  let limit: Double
  /// The share of differing rows.
  let estimate: Estimate
  let judgement: Judgement

  init(_ skew: ColumnSkew, limit: Double, level: Double) throws(Undefined) {
    self.skew = skew
    self.limit = limit
    estimate = try WilsonInterval.estimate(
      successes: skew.differing, rows: skew.rows, level: level)
    let judgement = Judgement(estimate, atMost: limit, rows: skew.rows)
    self.judgement =
      judgement.isUndecided && skew.differing == 0
      ? .undecided(moreRows: Self.rowsNeeded(estimate, limit: limit, rows: skew.rows)) : judgement
  }

  /// How many more rows settle a share of which no row was seen.
  ///
  /// Wilson's upper end is z² / (n + z²) then: it shrinks with the rows, not with their square root.
  private static func rowsNeeded(_ estimate: Estimate, limit: Double, rows: Int) -> Int? {
    guard limit > 0, let high = estimate.interval?.high, high < 1 else { return nil }
    let square = high * Double(rows) / (1 - high)
    let more = (square * (1 - limit) / limit - Double(rows)).rounded(.up)
    return Int(exactly: more).map { max(1, $0) }
  }

  /// `fare differs in 12 % of the rows: online is 100 times offline`, a clause.
  func sentence(of rows: Int) -> String {
    let causes = skew.causes.map { cause in
      skew.causes.count == 1 && cause.share > 0.995
        ? cause.words : "\(cause.words) (\(NumberText.percent(cause.share)) of them)"
    }
    let why =
      causes.isEmpty
      ? skew.first.first.map { ", first in \(Self.words($0, isInstant))" } ?? ""
      : ": \(causes.joined(separator: ", "))"
    return """
      \(skew.column.name.visible) differs in \(NumberText.percent(skew.share)) of the rows\(why.visible)
      """
  }

  private var isInstant: Bool { skew.column.kind == .instant }

  var measurement: Measurement {
    Measurement(
      name: "rows in which \(skew.column.name) differs", value: estimate.value,
      interval: estimate.interval, unit: "share", threshold: limit,
      note: skew.first.isEmpty
        ? nil : skew.first.map { Self.words($0, isInstant) }.joined(separator: "; ").visible)
  }

  /// `row 12 (7): offline 3.5, online 350`.
  private static func words(_ pair: CellPair, _ isInstant: Bool) -> String {
    """
    row \(pair.row + 1) (\(pair.key.prefix(60))): offline \(words(pair.offline, isInstant)), \
    online \(words(pair.online, isInstant))
    """
  }

  private static func words(_ cell: Cell, _ isInstant: Bool) -> String {
    isInstant ? cell.shownAsInstant : String(cell.shown.prefix(60))
  }
}
