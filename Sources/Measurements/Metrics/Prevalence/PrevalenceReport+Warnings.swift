internal import Statistics

extension PrevalenceReport {
  /// Rows from which equal classes are no chance.
  ///
  /// Of 1,000 rows of two equally frequent classes exactly 500 are positive once in 40 times.
  private static let fewestBalanced = 1_000

  /// What a reader must know about the shares of the classes.
  ///
  /// - Parameters:
  ///   - report: of any task, over all rows.
  ///   - declared: the metrics at a declared share, where one was.
  package static func warnings(
    _ report: MetricsReport, declared: PrevalenceReport?, _ options: MetricOptions
  ) -> [MetricsReport.Warning] {
    guard case .binary(let measurement) = report.measurement else { return [] }
    let scores = measurement.scores
    let (positives, negatives) =
      scores.firstTotal + scores.secondTotal > 0
      ? (scores.firstTotal, scores.secondTotal)
      : (measurement.cells.positives, measurement.cells.negatives)
    let rows = positives + negatives
    guard let declared else {
      guard positives == negatives, rows >= fewestBalanced else { return [] }
      return [
        MetricsReport.Warning(
          code: "resampled-classes",
          message: "exactly half of \(rows) rows are positive: if the classes were resampled, "
            + "declare their share in production with --prevalence",
          column: options.target)
      ]
    }
    let share = declared.correction.production
    do throws(Undefined) {
      let interval = try WilsonInterval.interval(
        successes: positives, rows: rows, level: options.level)
      guard share < interval.low || share > interval.high else { return [] }
    } catch {
      return []
    }
    return [
      MetricsReport.Warning(
        code: "prevalence-differs",
        message: "\(positives) of \(rows) rows are positive, more or fewer than the declared share "
          + "of \(share) by more than chance: the classes were resampled or the rows are of "
          + "another population",
        column: options.target)
    ]
  }
}
