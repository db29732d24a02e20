package import Checklist
internal import Measurements
internal import Statistics

/// Whether the registered changes whose days the data have did come, on their days and in their columns.
package enum KnownChangesCome: Check {
  package static let card = CheckCard(
    id: "drift.register", aspect: .drift,
    title: "Changes that are known beforehand come on their days, in their columns",
    summary: """
      Holds the register of known changes against the windows of the scoring rows: each one whose days they \
      have must show; what else changes is a finding of `drift.now`.
      """,
    reference: "changes typed as in `drift.now`",
    needs: ["drift.known", "data.train", "data.scoring", "columns.timestamp"], settings: ["drift"])

  package static func needs(_ project: Project) -> Needs {
    project.drift.known.isEmpty
      ? Needs() : Needs(profiles: [.train, .scoring], series: [.scoring])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let known = facts.project.drift.known
    guard !known.isEmpty else {
      return notApplicable("No change is registered beforehand (drift.known holds the register).")
    }
    if let unknown = unknownColumns(facts, known) { return unknown }
    if NothingChangesUnexpectedly.gap(facts) != nil {
      return notApplicable(
        "No scoring rows with times are there in which a known change could show.")
    }
    guard let typed = TypedChanges(facts), let days = typed.days else {
      return notApplicable(
        "The windows of drift.window are cut by rows, and a register has days.")
    }
    guard typed.windows.count >= ChangeTyping.fewest else {
      return notApplicable(
        "The scoring rows fill \(typed.windows.count.of("window")), too few for a change to show.")
    }
    var came: [String] = []
    var absent: [String] = []
    var elsewhere = 0
    for change in known {
      guard let from = change.from else { continue }
      // The first window has nothing before it that it could differ from.
      let isWithin = from > days.lowerBound && from <= days.upperBound
      guard isWithin else {
        elsewhere += 1
        continue
      }
      let found = typed.changes.filter { $0.known == change }
      if found.isEmpty {
        absent.append("\(change.name.visible) (\(from))")
      } else {
        came.append("\(change.name.visible) shows in \(found.map(\.column).listed())")
      }
    }
    guard !came.isEmpty || !absent.isEmpty else {
      return notApplicable(
        """
        None of \(elsewhere.of("registered change")) begins within the days of the scoring rows, \
        \(days.lowerBound) to \(days.upperBound).
        """)
    }
    var sentences: [String] = []
    if !came.isEmpty { sentences.append("\(came.joined(separator: "; ").capitalizedFirst).") }
    if !absent.isEmpty {
      sentences.append(
        """
        \(absent.joined(separator: ", ")) \(absent.count.verb("was", "were")) expected and did not show: either \
        nothing came, or the days, the columns or their reading are wrong.
        """)
    }
    if elsewhere > 0 {
      sentences.append(
        "\(elsewhere.of("other")) \(elsewhere.verb("begins", "begin")) on other days.")
    }
    return evidence(
      absent.isEmpty ? .pass : .attention, sentences.joined(separator: " "),
      measurements: [
        Measurement(
          name: "registered changes that came", value: Double(came.count), unit: "changes",
          threshold: Double(came.count + absent.count))
      ],
      method: """
        A change counts as a registered one when it is in one of its columns and the interval of its start meets \
        the registered days. Only changes that begin after the first window of the scoring rows can show.
        """,
      remedy: absent.isEmpty
        ? nil
        : "Correct the days and columns in drift.known, or find out why the change did not reach the data.",
      weight: 0.4)
  }

  private static func unknownColumns(
    _ facts: Facts, _ known: [Project.KnownChange]
  ) -> Evidence? {
    let named = Set(known.flatMap(\.columns))
    let unknown = named.filter { column in !facts.sets.contains { $0.has(column) } }.sorted()
    guard !unknown.isEmpty, !facts.sets.isEmpty else { return nil }
    return evidence(
      .fail, "drift.known names \(unknown.listed()), which no data set has.",
      method: "Nothing was compared.", remedy: "Correct the columns in drift.known.", weight: 0.5)
  }
}
