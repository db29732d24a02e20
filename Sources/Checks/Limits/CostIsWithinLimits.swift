package import Checklist
internal import Learners

/// Whether predictions are cheap enough.
package enum CostIsWithinLimits: LimitCheck {
  static let kind = Project.Limits.Kind.cost
  static let subject = "the cost of 1,000 rows"
  static let unit = ""
  static let isExpected = true

  package static let card: CheckCard = limitCard(
    title: "The cost of a prediction is within its limit",
    summary:
      "Holds the cost of 1,000 rows, from the price of an hour, against its goal and its hard limit."
  )

  static func figure(_ run: BenchReport.Run, _ limits: Project.Limits) -> BenchReport.Figure {
    run.costPer1000
  }
}
