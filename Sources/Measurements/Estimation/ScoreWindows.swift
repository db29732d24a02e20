/// The counted scores of a data set: its windows in order, and all labelled scores where kept.
package struct ScoreWindows: Sendable {
  /// What was asked for.
  package let options: EstimationOptions
  /// Rows read.
  package let rows: Int
  /// Rows without a time, which are in no window.
  package let undated: Int
  /// The windows in order.
  package let windows: [ScoreWindow]
  /// Where each window begins; nil for the one window of all rows.
  package let positions: [Int64?]
  /// All labelled scores, positives the first class; nil where they were not kept.
  package let labels: SortedCounts?

  /// A window's name and ends.
  package func span(_ window: Int) -> WindowSpan? {
    guard let position = positions[window], let length = options.window else { return nil }
    return WindowSpan(start: position, length: length)
  }

  /// What a reader must know of the rows; `set` says which: `reference`, `current`.
  package func warnings(_ set: String) -> [MetricsReport.Warning] {
    func warning(_ code: String, _ count: Int, _ what: String, _ column: String?) -> [MetricsReport
      .Warning]
    {
      count == 0
        ? []
        : [
          MetricsReport.Warning(
            code: "\(set)-\(code)", message: "\(count) of \(rows) \(set) rows \(what)",
            column: column)
        ]
    }
    func sum(_ count: KeyPath<ScoreWindow, Int>) -> Int {
      windows.reduce(0) { $0 + $1[keyPath: count] }
    }
    return warning("missing-score", sum(\.missingScores), "have no score", options.score)
      + warning(
        "broken-score", sum(\.brokenScores), "have a score that is not a number", options.score)
      + warning(
        "missing-prediction", sum(\.missingPredictions), "have no predicted class",
        options.prediction)
      + warning(
        "missing-timestamp", undated, "have no time and are in no window", options.timestamp)
  }
}
