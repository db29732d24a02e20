package import Checklist
internal import Learners

/// Whether the model is small enough.
package enum MemoryIsWithinLimits: LimitCheck {
  static let kind = Project.Limits.Kind.memory
  static let subject = "the memory at the highest"
  static let unit = "MB"
  static let isExpected = false

  package static let card: CheckCard = limitCard(
    title: "The memory that the model takes is within its limit",
    summary:
      "Holds the highest memory while the model answered against its goal and its hard limit.")

  static func figure(_ run: BenchReport.Run, _ limits: Project.Limits) -> BenchReport.Figure {
    run.peakMemory.scaled(1e-6)
  }
}

extension BenchReport.Figure {
  /// The same in another unit.
  fileprivate func scaled(_ factor: Double) -> BenchReport.Figure {
    BenchReport.Figure(value.map { $0 * factor }, note: note)
  }
}
