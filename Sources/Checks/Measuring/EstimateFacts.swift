package import Measurements
package import Statistics

/// Performance that was estimated without labels.
package struct EstimateFacts: Sendable {
  /// What is to be expected of the scoring rows.
  package let present: EstimationReport
  /// Estimates for windows whose labels are known, or why there is no record.
  package let record: Result<EstimationReport, Undefined>
  /// What the record's estimates were learned from: `validation`, or the earlier half of test.
  package let learned: String
}
