package import Checklist
internal import Learners

/// Whether an answer comes in time.
package enum LatencyIsWithinLimits: LimitCheck {
  static let kind = Project.Limits.Kind.latency
  static let subject = "the time of an answer"
  static let unit = "ms"
  static let isExpected = true

  package static let card: CheckCard = limitCard(
    title: "Answers are given within their time",
    summary:
      "Holds a quantile of the measured times of answers against its goal and its hard limit.")

  static func figure(_ run: BenchReport.Run, _ limits: Project.Limits) -> BenchReport.Figure {
    limits.quantile(run.latency)
  }
}
