package import Statistics

/// What an estimator found in one window, before anything is judged.
package struct WindowEstimate: Sendable {
  /// A metric of the window.
  package struct Metric: Sendable {
    /// The estimate for all rows.
    package var estimate: Estimate
    /// The estimate for the rows that have a label; nil without any.
    package var onLabelled: Estimate?
    /// What those labels gave; nil without any.
    package var realised: Estimate?

    /// A metric.
    package init(estimate: Estimate, onLabelled: Estimate? = nil, realised: Estimate? = nil) {
      self.estimate = estimate
      self.onLabelled = onLabelled
      self.realised = realised
    }
  }

  /// Its name and ends; nil for the one window of all rows.
  package var span: WindowSpan?
  /// Its rows that are counted.
  package var rows: Int
  /// Its rows that have a label.
  package var labelledRows: Int
  /// One a metric, in the order of the estimator's metrics.
  package var metrics: [Metric]
  /// Expected rows of each cell: TP, FP, FN, TN.
  package var cells: [Estimate]?
  /// The expected confusion matrix of several classes; nil where the method has none.
  package var confusion: [EstimationReport.ExpectedCell]?
  /// What was tested about this window.
  package var assumptions: [EstimationReport.Assumption]

  /// An estimate.
  package init(
    span: WindowSpan?, rows: Int, labelledRows: Int, metrics: [Metric], cells: [Estimate]? = nil,
    confusion: [EstimationReport.ExpectedCell]? = nil,
    assumptions: [EstimationReport.Assumption] = []
  ) {
    self.span = span
    self.rows = rows
    self.labelledRows = labelledRows
    self.metrics = metrics
    self.cells = cells
    self.confusion = confusion
    self.assumptions = assumptions
  }
}
