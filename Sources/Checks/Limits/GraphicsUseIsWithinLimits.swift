package import Checklist
internal import Learners

/// Whether the model leaves the graphics processors enough time.
package enum GraphicsUseIsWithinLimits: LimitCheck {
  static let kind = Project.Limits.Kind.gpu
  static let subject = "the use of the graphics processors"
  static let unit = "share"
  static let isExpected = false

  package static let card: CheckCard = limitCard(
    title: "The use of the graphics processors is within its limit",
    summary: "Holds the share of the graphics processors' time against its goal and its hard limit."
  )

  static func figure(_ run: BenchReport.Run, _ limits: Project.Limits) -> BenchReport.Figure {
    run.gpuUse
  }
}
