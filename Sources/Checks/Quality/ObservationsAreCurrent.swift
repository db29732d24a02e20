package import Checklist

/// Whether somebody watches the data that come in, and what the watch says now.
package enum ObservationsAreCurrent: Check {
  package static let card = CheckCard(
    id: "quality.observability", aspect: .quality,
    title: "Incoming data are observed, come in time and raise no alarm",
    summary: """
      Reads the runs that `assay observe record` kept: when the latest batch of each stage came, whether the next is \
      overdue, how long data were late, empty or wrong against the budget, and which alarms are open.
      """,
    reference: "as `assay observe`; every recorded run counts",
    needs: ["quality.observations"],
    settings: ["quality.observations"])

  package static func needs(_ project: Project) -> Needs {
    Needs(readsObservations: project.quality.observations != nil)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard let declared = facts.project.quality.observations, let observed = facts.observations
    else {
      return missing(
        "No store of recorded runs says how incoming data are watched.",
        add: ["quality.observations"])
    }
    let stages = try observed.get()
    guard !stages.isEmpty else {
      return evidence(
        .attention, "The store holds no run yet: nobody would see that data stop or change.",
        method: Self.method, remedy: Self.start)
    }
    let budget = declared.budget.map { $0.seconds / 3_600 }
    let judged = stages.map { JudgedObservation($0, budget: budget) }
    let status = judged.map(\.status).reduce(CheckStatus.pass) { $0.worse($1) }
    let sentences = judged.filter { $0.status != .pass }.map(\.sentence)
    return evidence(
      status,
      sentences.isEmpty
        ? judged.map(\.sentence).joined(separator: " ") : sentences.joined(separator: " "),
      measurements: judged.flatMap(\.measurements), method: Self.method,
      remedy: status == .pass
        ? nil
        : "Look at `assay observe show`: repair the source, or take a batch as it is with "
          + "`assay observe accept` and a reason.", weight: 0.6)
  }

  private static let start =
    "Record every batch when it comes: `assay observe record DATA --dataset NAME`."
  private static let method = """
    A batch is overdue when the next has not come by the time that the stated or learnt distance between batches \
    allows. Hours count from the time a batch was due, and while the latest is empty or looks wrong, over the last \
    30 days. Alarms are those of the latest run of each stage that no person took as they are; their limits keep the \
    stated number of false alarms (`assay observe`).
    """
}

/// One stage's runs, judged.
private struct JudgedObservation {
  let facts: ObservedStageFacts
  let budget: Double?

  init(_ facts: ObservedStageFacts, budget: Double?) {
    self.facts = facts
    self.budget = budget
  }

  private var isOverBudget: Bool { budget.map { facts.downtime > $0 } ?? false }

  var status: CheckStatus {
    if facts.overdue != nil || isOverBudget || facts.open.contains(where: \.isError) {
      return .fail
    }
    return facts.open.isEmpty ? .pass : .attention
  }

  var sentence: String {
    var parts: [String] = []
    let name = facts.name.visible
    if let overdue = facts.overdue {
      parts.append("The next batch of \(name) is overdue by \(Self.hours(overdue)).")
    } else {
      parts.append(
        "The latest batch of \(name) came \(Self.hours(facts.age)) ago with \(facts.rows.of("row"))."
      )
    }
    if let budget {
      let sign =
        isOverBudget
        ? "more than the \(Self.hours(budget)) that are allowed" : "of \(Self.hours(budget))"
      parts.append("\(Self.hours(facts.downtime)) were lost in 30 days, \(sign).")
    }
    if !facts.open.isEmpty {
      let shown = facts.open.sorted { $0.isError && !$1.isError }.prefix(3).map(\.finding.visible)
      parts.append(
        "\(facts.open.count.of("alarm")) of it \(facts.open.count == 1 ? "is" : "are") open: "
          + "\(shown.joined(separator: "; "))\(facts.open.count > 3 ? "; …" : "").")
    }
    return parts.joined(separator: " ")
  }

  var measurements: [Measurement] {
    let name = facts.name.visible
    return [
      Measurement(name: "hours since the latest batch of \(name)", value: facts.age, unit: "hours"),
      Measurement(
        name: "hours lost of \(name) in 30 days", value: facts.downtime, unit: "hours"),
      Measurement(
        name: "open alarms of \(name)", value: Double(facts.open.count), unit: "alarms"),
    ]
  }

  private static func hours(_ hours: Double) -> String {
    hours < 1
      ? "\(NumberText.plain((hours * 60).rounded())) minutes"
      : hours < 72
        ? "\(NumberText.plain((hours * 10).rounded() / 10)) hours"
        : "\(NumberText.plain((hours / 2.4).rounded() / 10)) days"
  }
}
