/// What a check found: a status, a sentence, and the numbers behind it.
package struct Evidence: Sendable, Hashable {
  /// The check that found it.
  package var check: CheckCard
  /// How it came out.
  package var status: CheckStatus
  /// One or two sentences for people, with the numbers that matter.
  package var finding: String
  /// The numbers, most important first.
  package var measurements: [Measurement]
  /// Charts, most important first.
  package var figures: [Figure]
  /// How the numbers were computed, from which rows, with which parameters.
  package var method: String
  /// What to do next; nil when nothing needs doing.
  package var remedy: String?
  /// How much it matters beside other findings of the same status: 0…1, larger first.
  package var weight: Double
  /// Whether the check could not be made: an error stands in its place, and nothing was decided.
  package var isBroken: Bool

  /// Makes evidence.
  package init(
    check: CheckCard, status: CheckStatus, finding: String, measurements: [Measurement] = [],
    figures: [Figure] = [], method: String, remedy: String? = nil, weight: Double = 0.5,
    isBroken: Bool = false
  ) {
    self.check = check
    self.status = status
    self.finding = finding
    self.measurements = measurements
    self.figures = figures
    self.method = method
    self.remedy = remedy
    self.weight = weight
    self.isBroken = isBroken
  }
}
