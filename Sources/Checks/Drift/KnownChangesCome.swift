package import Checklist
internal import Measurements
internal import Statistics

/// Whether the registered changes whose days the data have did come, on their days and in their
/// columns.
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
    project.drift.known.isEmpty || project.data.sets[.scoring] == nil
      ? Needs() : Needs(profiles: [.train, .scoring], series: [.train, .scoring])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let known = facts.project.drift.known
    guard !known.isEmpty else {
      return notApplicable("No change is registered beforehand (drift.known holds the register).")
    }
    if let unknown = unknownColumns(facts, known) { return unknown }
    if NothingChangesUnexpectedly.gap(facts) != nil {
      return notApplicable(
        "No windows of scoring rows with times are there in which a known change could show.")
    }
    let typed: TypedChanges
    do throws(Undefined) {
      typed = try TypedChanges(facts)
    } catch {
      return evidence(
        .undecided, "Whether the registered changes came cannot be told: \(error.reason).",
        method: "Nothing was computed; `drift.now` says what is needed.",
        remedy: "Do what `drift.now` asks for.", weight: 0.3)
    }
    guard let days = typed.days else {
      return notApplicable(
        "The windows of drift.window are cut by rows, and a register has days.")
    }
    let arrivals = Arrivals(known, typed, days)
    guard arrivals.areAny else {
      return notApplicable(
        """
        None of \(arrivals.elsewhere.of("registered change")) begins within the days of the scoring rows, \
        \(days.lowerBound) to \(days.upperBound).
        """)
    }
    return evidence(
      arrivals.absent.isEmpty ? .pass : .attention, arrivals.sentences.joined(separator: " "),
      measurements: [
        Measurement(
          name: "registered changes that came", value: Double(arrivals.came.count), unit: "changes",
          threshold: Double(arrivals.came.count + arrivals.absent.count))
      ],
      method: """
        A change counts as a registered one when it is in one of its columns and the interval of its start meets \
        the registered days. Only changes that begin after the first window of the scoring rows can show, and \
        only those that show more clearly than windows of train change by themselves (`drift.now`).
        """,
      remedy: arrivals.absent.isEmpty
        ? nil
        : "Correct the days and columns in drift.known, or find out why the change did not reach the data.",
      weight: 0.4)
  }

  /// Which registered changes came.
  private struct Arrivals {
    private(set) var came: [String] = []
    private(set) var absent: [String] = []
    /// How many begin on other days.
    private(set) var elsewhere = 0

    var areAny: Bool { !came.isEmpty || !absent.isEmpty }

    init(
      _ known: [Project.KnownChange], _ typed: TypedChanges, _ days: ClosedRange<CalendarDate>
    ) {
      for change in known {
        guard let from = change.from else { continue }
        // The first window has nothing before it that it could differ from.
        guard from > days.lowerBound, from <= days.upperBound else {
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
    }

    /// What did not come stands first: it decides.
    var sentences: [String] {
      var sentences: [String] = []
      if !absent.isEmpty {
        sentences.append(
          """
          \(absent.joined(separator: ", ")) \(absent.count.verb("was", "were")) expected and did not show: either \
          nothing came, or the days, the columns or their reading are wrong.
          """)
      }
      if !came.isEmpty { sentences.append("\(came.joined(separator: "; ").capitalizedFirst).") }
      if elsewhere > 0 {
        sentences.append(
          "\(elsewhere.of("other")) \(elsewhere.verb("begins", "begin")) on other days.")
      }
      return sentences
    }
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
