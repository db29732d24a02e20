package import Checklist
internal import Measurements

/// Whether a fault that is put in on purpose raises an alarm that arrives where people look.
package enum CanaryRaisesItsAlarm: Check {
  package static let card = CheckCard(
    id: "performance.canary", aspect: .performance,
    title: "A fault put in on purpose is followed by an alarm that arrives in time",
    summary: """
      Runs the declared command that puts a fault in, and looks for its alarm among those that arrived: the alarm \
      path from end to end. How often it is repeated must be declared.
      """,
    reference: "a drill", needs: ["plan.canary"], settings: ["plan.canary"])

  package static func needs(_ project: Project) -> Needs {
    project.plan.canary.isDeclared ? Needs(raisesCanary: true) : Needs()
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let canary = facts.project.plan.canary
    guard canary.isDeclared else {
      return missing(
        "No fault is put in on purpose, so that nothing shows that alarms arrive.",
        add: ["plan.canary"])
    }
    guard let drill = facts.canary else { return notApplicable("No fault was put in.") }
    let limit = CanaryAsking.seconds(canary)
    let time = Measurement(
      name: "time until the alarm arrived", value: drill.seconds, unit: "seconds",
      threshold: limit, note: drill.seconds == nil ? "it did not arrive" : nil, isMomentary: true)
    let method = """
      The command of plan.canary was run with a new word, and plan.canary.alarms read until a row had the word in \
      \(canary.column.visible), for \(NumberText.plain(limit)) seconds at most.
      """
    guard drill.seconds != nil else {
      let why =
        drill.problem.map { "The fault could not be put in: \($0.asClause.visible)" }
        ?? drill.unread.map { "The alarms cannot be read: \($0)" }
        ?? "A fault was put in, and no alarm of it arrived within \(NumberText.plain(limit)) seconds"
      return evidence(
        .fail, "\(why).", measurements: [time], method: method,
        remedy:
          "Follow the fault from the command through the monitor to where its alarm should arrive.",
        weight: 0.7)
    }
    guard let every = canary.every else {
      return evidence(
        .attention,
        "The alarm of a fault put in on purpose arrived; how often that is repeated is not declared.",
        measurements: [time], method: method,
        remedy: "Put the command on a schedule, and say it: plan.canary.every.", weight: 0.3)
    }
    return evidence(
      .pass,
      "The alarm of a fault put in on purpose arrived; that is repeated every \(every.text).",
      measurements: [time], method: method, weight: 0.3)
  }
}
