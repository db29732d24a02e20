/// What a significance test found: a p-value is not a size and never decides alone.
package struct TestOutcome: Sendable, Hashable {
  /// The test statistic; its unit is on the test's card.
  package var statistic: Double
  /// Probability of a statistic at least this large when nothing changed, 0…1.
  package var pValue: Double
  /// How the p-value was computed: `exact`, `asymptotic`, `monteCarlo`, `moments`.
  package var method: String
  /// Degrees of freedom, where the test has them.
  package var degreesOfFreedom: Double?
  /// By how much at most the statistic is too small, because bins hide values; 0 from values.
  package var errorBound: Double?
  /// What the reader must know about this p-value.
  package var note: String?

  /// Makes the outcome.
  package init(
    statistic: Double, pValue: Double, method: String, degreesOfFreedom: Double? = nil,
    errorBound: Double? = nil, note: String? = nil
  ) {
    self.statistic = statistic
    self.pValue = pValue
    self.method = method
    self.degreesOfFreedom = degreesOfFreedom
    self.errorBound = errorBound
    self.note = note
  }
}
