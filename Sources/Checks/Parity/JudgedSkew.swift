internal import Checklist
internal import Contracts
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
  /// Whether its cells are never shown, and whether its rows' keys are not.
  private let hides: (cells: Bool, keys: Bool)

  init(
    _ skew: ColumnSkew, limit: Double, level: Double, hides: (cells: Bool, keys: Bool)
  ) throws(Undefined) {
    self.hides = hides
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
  /// Wilson's upper end is z² / (n + z²) then: it shrinks with the rows, not with their square
  /// root.
  private static func rowsNeeded(_ estimate: Estimate, limit: Double, rows: Int) -> Int? {
    guard limit > 0, let high = estimate.interval?.high, high < 1 else { return nil }
    let square = high * Double(rows) / (1 - high)
    let more = (square * (1 - limit) / limit - Double(rows)).rounded(.up)
    return Int(exactly: more).map { max(1, $0) }
  }

  /// `fare differs in 12 % of the rows: online is 100 times offline`, a clause.
  func sentence(of rows: Int) -> String {
    let causes = skew.causes.map { cause in
      let words = hides.cells ? cause.cause.title : cause.words
      return skew.causes.count == 1 && cause.share > 0.995
        ? words : "\(words) (\(NumberText.percent(cause.share)) of them)"
    }
    let why =
      causes.isEmpty
      ? skew.first.first.map { ", first in \(words($0))" } ?? ""
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
        ? nil : skew.first.map(words).joined(separator: "; ").visible)
  }

  /// `row 12 (7): offline 3.5, online 350`.
  private func words(_ pair: CellPair) -> String {
    let row = "row \(pair.row + 1)" + (hides.keys ? "" : " (\(pair.key.prefix(60)))")
    return "\(row): offline \(words(pair.offline)), online \(words(pair.online))"
  }

  private func words(_ cell: Cell) -> String {
    hides.cells
      ? ConstraintResult.hidden : isInstant ? cell.shownAsInstant : String(cell.shown.prefix(60))
  }
}
