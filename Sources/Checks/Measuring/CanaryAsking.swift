internal import Checklist
internal import Engines
internal import Measurements

/// Puts the declared fault in, and looks for its alarm.
struct CanaryAsking {
  let project: Project
  let directory: String
  let engine: any Engine
  let means: DrillMeans

  /// How long an alarm is waited for.
  static func seconds(_ canary: Project.Canary) -> Double { canary.within?.seconds ?? 300 }

  func drill() -> SendingDrill? {
    let canary = project.plan.canary
    guard canary.isDeclared else { return nil }
    let marker = means.marker
    let column = SQLText.identifier(canary.column)
    let path = project.source(canary.alarms, from: directory)
    return SendingDrill(
      canary.command, marker: marker, folder: directory, within: Self.seconds(canary), means: means
    ) {
      let alarms = try engine.query(try engine.source(path), columns: [canary.column])
      let count = """
        select count(*) from (\(alarms)) where contains(cast(\(column) as varchar), \(SQLText.literal(marker)))
        """
      return try engine.counts(count).first ?? 0
    }
  }
}
