package import Checklist
internal import Learners

/// Whether the model takes little enough of the processor.
package enum ProcessorUseIsWithinLimits: LimitCheck {
  static let kind = Project.Limits.Kind.cpu
  static let subject = "the processor time for 1,000 rows"
  static let unit = "s"
  static let isExpected = false

  package static let card: CheckCard = limitCard(
    title: "The processor time that a prediction takes is within its limit",
    summary: "Holds the processor seconds for 1,000 rows against their goal and their hard limit.")

  static func figure(_ run: BenchReport.Run, _ limits: Project.Limits) -> BenchReport.Figure {
    run.cpuPer1000
  }
}
