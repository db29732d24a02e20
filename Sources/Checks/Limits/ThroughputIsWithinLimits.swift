package import Checklist
internal import Learners

/// Whether enough rows are answered.
package enum ThroughputIsWithinLimits: LimitCheck {
  static let kind = Project.Limits.Kind.throughput
  static let subject = "the number of rows answered a second"
  static let unit = "rows a second"
  static let isExpected = false

  package static let card: CheckCard = limitCard(
    title: "Enough rows are answered each second",
    summary: "Holds the measured rows a second against their goal and their hard limit.")

  static func figure(_ run: BenchReport.Run, _ limits: Project.Limits) -> BenchReport.Figure {
    run.throughput
  }
}
