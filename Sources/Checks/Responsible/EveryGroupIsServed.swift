package import Checklist
internal import Measurements
internal import Statistics

/// Whether every group of people is in the data, in rows enough to serve it, and served.
package enum EveryGroupIsServed: Check {
  package static let card = CheckCard(
    id: "responsible.inclusiveness", aspect: .responsible,
    title: "Every group of people is in the data and is served",
    summary: """
      Looks for groups of the population that train or test lack or have too few rows of, and for the \
      group of the protected columns that the model serves worst.
      """,
    reference: "Wilson 1927 and the primary metric's own interval; Bonferroni over the groups",
    needs: ["data.train", "data.test", "columns.protected"],
    settings: ["population", "fairness.smallest-group", "metrics"])

  package static func needs(_ project: Project) -> Needs {
    guard !project.columns.protected.isEmpty else { return Needs() }
    return Needs(profiles: [.train, .test, .scoring], metrics: [.test], segments: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let without = withoutPeople(facts) { return without }
    if let missing = missingSets([.train], in: facts) { return missing }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    let presence = GroupPresence(facts)
    let served = try ServedGroups(facts)
    var status = presence.status.worse(served.status)
    if !presence.unclear.isEmpty || !served.refused.isEmpty { status = status.worse(.attention) }
    let smallest = NumberText.count(facts.project.fairness.smallestGroup)
    return evidence(
      status, (presence.sentences + served.sentences + served.refused).joined(separator: " "),
      measurements: presence.measurements + served.measurements,
      figures: [served.figure].compactMap(\.self),
      method: """
        Groups are the values of the protected columns in any set, and those that population declares. \
        A group that train lacks cannot have been learned: it fails; below \(smallest) rows \
        (fairness.smallest-group) in train or test it asks for attention. The worst-served is the group \
        with the worst primary metric, its interval widened for all groups together (Bonferroni), and \
        held against the metric's goal where one is declared.
        """,
      remedy: remedy(presence, served, status), weight: status == .fail ? 0.85 : 0.6)
  }

  private static func remedy(
    _ presence: GroupPresence, _ served: ServedGroups, _ status: CheckStatus
  ) -> String? {
    if status == .pass { return nil }
    var words: [String] = []
    if !presence.absent.isEmpty || !presence.small.isEmpty {
      words.append(
        """
        Gather rows of \((presence.absent + presence.small).map(\.name).listed(3)), or say in the answers \
        who is not served and what they get instead.
        """)
    }
    if served.status == .fail {
      words.append("Give the model rows or features that serve its worst-served group.")
    }
    if words.isEmpty { words.append("Gather more test rows of each group, or merge small ones.") }
    return words.joined(separator: " ")
  }
}
