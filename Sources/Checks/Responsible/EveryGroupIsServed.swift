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

/// Groups that train or test have too few rows of.
private struct GroupPresence {
  struct Group {
    let name: String
    let train: Int
    let test: Int
  }

  private(set) var absent: [Group] = []
  private(set) var small: [Group] = []
  private(set) var unclear: [String] = []
  private var count = 0
  private let smallest: Int

  init(_ facts: Facts) {
    let project = facts.project
    let shown = facts.shown
    smallest = project.fairness.smallestGroup
    let declared = project.population.keys.filter { !project.columns.protected.contains($0) }
    for column in project.columns.protected + declared.sorted() {
      let shares = facts.sets.compactMap { GroupShares($0, column) }
      guard !shares.isEmpty else {
        unclear.append(column)
        continue
      }
      // Of other columns only what the population names is known to be a group of people.
      var values = Set(
        (project.population[column] ?? [:]).filter { $0.value > 0 }.map(\.key))
      if project.columns.protected.contains(column) {
        values.formUnion(shares.flatMap(\.counts.keys))
        values.remove("missing")
      }
      for value in values.sorted() {
        func rows(_ role: Project.DataRole) -> Int {
          shares.first { $0.role == role }?.counts[value] ?? 0
        }
        let group = Group(
          name: shown.group(value, of: column), train: rows(.train), test: rows(.test))
        count += 1
        if group.train == 0 {
          absent.append(group)
        } else if min(group.train, group.test) < smallest {
          small.append(group)
        }
      }
    }
  }

  var status: CheckStatus { !absent.isEmpty ? .fail : small.isEmpty ? .pass : .attention }

  var sentences: [String] {
    var sentences: [String] = []
    if !absent.isEmpty {
      sentences.append(
        """
        \(absent.count.of("group")) \(absent.count.verb("has", "have")) no row in train: \
        \(absent.map(\.name).listed(3)).
        """)
    }
    if !small.isEmpty {
      let told = small.map {
        "\($0.name) (\($0.train) in train, \($0.test) in test)"
      }
      sentences.append(
        """
        \(small.count.of("group")) \(small.count.verb("has", "have")) fewer than \
        \(NumberText.count(smallest)) rows: \(told.listed(3)).
        """)
    }
    if sentences.isEmpty {
      sentences.append(
        """
        All \(count.of("group")) \(count.verb("has", "have")) at least \(NumberText.count(smallest)) rows in \
        train and in test.
        """)
    }
    if !unclear.isEmpty {
      sentences.append(
        """
        \(unclear.listed()) \(unclear.count.verb("divides", "divide")) the rows into more than \
        \(GroupShares.mostGroups) groups or none.
        """)
    }
    return sentences
  }

  var measurements: [Measurement] {
    (absent + small).flatMap { group in
      [("train", group.train), ("test", group.test)].map { set, rows in
        Measurement(
          name: "\(set) rows where \(group.name)", value: Double(rows), unit: "rows",
          threshold: Double(smallest))
      }
    }
  }
}

/// The primary metric of each group of the protected columns.
private struct ServedGroups {
  private(set) var refused: [String] = []
  private(set) var status = CheckStatus.pass
  /// Whether a group with a worse figure, on too few rows, stood before the one that surely misses the goal.
  private var isHidden = false
  private var groups: [(name: String, estimate: Estimate, rows: Int)] = []
  private let primary: PrimaryMetric
  private let goal: Double?

  init(_ facts: Facts) throws {
    primary = try facts.primary()
    let shown = facts.shown
    goal = facts.project.metrics.goals[primary.key]
    for (column, segment) in facts[.test]?.segments ?? []
    where facts.project.columns.protected.contains(column) {
      switch segment {
      case .success(let report):
        for group in report.groups {
          guard let entry = group.entry(primary.key),
            entry.rows >= facts.project.fairness.smallestGroup, entry.estimate.value != nil
          else { continue }
          groups.append(
            (shown.group(group.values.first?.value, of: column), entry.estimate, entry.rows))
        }
      case .failure(let refusal):
        refused.append("\(ErrorText(refusal).clause.capitalizedFirst).")
      }
    }
    let level = 1 - (1 - facts.project.metrics.level) / Double(max(groups.count, 1))
    let primary = primary
    groups = groups.map { ($0.name, $0.estimate.rescaled(to: level), $0.rows) }
      .sorted {
        (primary.badness($0.estimate.value ?? 0), $1.name)
          > (primary.badness($1.estimate.value ?? 0), $0.name)
      }
    guard !groups.isEmpty else {
      status = .undecided
      return
    }
    guard let goal else { return }
    // A small group with the worst figure must not hide a large one that surely misses the goal.
    let judged = groups.map {
      CheckStatus(primary.card.direction.judgement($0.estimate, goal: goal, rows: $0.rows))
    }
    status = judged.reduce(.pass) { $0.worse($1) }
    if status == .fail, let first = judged.firstIndex(of: .fail), judged.first != .fail {
      groups.insert(groups.remove(at: first), at: 0)
      isHidden = true
    }
  }

  var sentences: [String] {
    guard let worst = groups.first else {
      return ["No group has labelled test rows enough to say how it is served."]
    }
    let text = MetricText(primary.card)
    let served = """
      \(isHidden ? "Surely short of the goal is" : "Worst served is") \(worst.name): \(text.name) is \(text.words(worst.estimate)) on \
      \(worst.rows.of("test row"))
      """
    guard let goal else { return ["\(served); no goal says whether that is enough."] }
    let words =
      switch status {
      case .fail: "short of the goal of \(text.limit(goal))"
      case .pass: "and reaches the goal of \(text.limit(goal))"
      default: "and the rows do not decide whether that reaches the goal of \(text.limit(goal))"
      }
    return ["\(served), \(words)."]
  }

  var measurements: [Measurement] {
    groups.map {
      Measurement(
        name: "\(primary.key) where \($0.name)", value: $0.estimate.value,
        interval: $0.estimate.interval, unit: primary.card.unit, threshold: goal,
        note: "\(NumberText.count($0.rows)) rows")
    }
  }

  var figure: Figure? {
    guard let worst = groups.first else { return nil }
    let text = MetricText(primary.card)
    return Figure(
      title: "\(primary.card.title) by group of people, the worst-served first",
      summary: "\(worst.name) with \(text.words(worst.estimate))",
      content: .intervals(
        Figure.IntervalRows(
          axis: "\(primary.card.title) (\(primary.card.unit))",
          rows: groups.prefix(24).map {
            Figure.IntervalRows.Row(
              label: $0.name, value: $0.estimate.value, interval: $0.estimate.interval,
              count: $0.rows)
          }, lines: goal.map { [Figure.Line(label: "goal", value: $0)] } ?? [])))
  }
}
