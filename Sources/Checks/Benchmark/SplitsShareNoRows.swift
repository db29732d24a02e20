package import Checklist
internal import Measurements
internal import Statistics

/// Whether the test rows are new to the model: no copies, no shared entities, no rows from before.
package enum SplitsShareNoRows: Check {
  package static let card = CheckCard(
    id: "benchmark.overlap", aspect: .benchmark,
    title: "The splits share no rows and no entities",
    summary: """
      Compares fingerprints of what the model reads, and of entities, across train, validation and test, \
      looks for a test set that repeats itself, and for test rows that are older than training rows.
      """,
    reference: "Kapoor and Narayanan, Leakage and the reproducibility crisis, 2023",
    needs: ["data.train", "data.test"],
    settings: ["metrics.level"])

  /// The largest share of a set's rows, beyond what coincidence brings, that may stand in another.
  ///
  /// 1 %: copies flatter a metric by about their share times its distance to perfect, so that one
  /// in a hundred moves no metric by more than its interval does.
  static let limit = 0.01

  package static func needs(_ project: Project) -> Needs {
    let roles: Set<Project.DataRole> = [.train, .validation, .test]
    return Needs(profiles: roles, fingerprints: roles)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.train, .test], in: facts) { return missing }
    let sets = facts.sets.filter { $0.role != .scoring && $0.profile.rows > 0 }
    var draft = FindingDraft()
    var remedies: [String] = []
    var measurements: [Measurement] = []
    var isTimeCompared = false
    for (index, first) in sets.enumerated() {
      for second in sets.dropFirst(index + 1) {
        for finding in try findings(first, second, facts) {
          measurements.append(finding.measurement)
          isTimeCompared = isTimeCompared || finding.isOnTime && finding.status == .pass
          if finding.status != .pass { remedies.append(finding.remedy) }
          if finding.status != .pass || finding.isCoincidence {
            draft.add(finding.status, finding.sentence)
          }
        }
      }
    }
    for finding in sets.compactMap({ repetition(in: $0) }) {
      measurements.append(finding.measurement)
      draft.add(finding.status, finding.sentence)
      remedies.append(finding.remedy)
    }
    let columns = sets.first?.rowPrints?.columns.count ?? 0
    return evidence(
      draft.status,
      draft.text.isEmpty ? clean(facts, isTimeCompared: isTimeCompared) : draft.text,
      measurements: measurements,
      method: """
        A row is its values in the \(columns.of("column")) that all sets have and that a model may \
        read\(facts.project.model.task.tellingApart), the target and predictions. Numbers are compared in \
        single precision. \
        Rows are compared by 64-bit fingerprints, all of them up to a million a set and a common random \
        part beyond. What chance alone brings together is estimated from the rows that repeat inside \
        the sets (Good–Turing); beyond it, up to \(NumberText.percent(Self.limit)) is let pass.
        """,
      remedy: remedies.isEmpty
        ? nil
        : remedies.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
          .joined(separator: " "),
      weight: draft.status == .fail ? 0.95 : 0.5)
  }

  private static func copies(_ count: Int) -> String {
    count.verb("is a copy of", "are copies of")
  }

  /// What was looked at when nothing was found.
  private static func clean(_ facts: Facts, isTimeCompared: Bool) -> String {
    let columns = facts.project.columns
    let more = [
      facts.project.model.task == .ranking
        ? nil : columns.entity.map { "no \($0.visible) is in two of them" },
      isTimeCompared ? "no test row is older than a training row" : nil,
    ].compactMap(\.self)
    guard !more.isEmpty else { return "No row of one set stands in another." }
    return "No row of one set stands in another, and \(more.joined(separator: ", and "))."
  }

  private struct Finding {
    let status: CheckStatus
    let sentence: String
    let remedy: String
    let measurement: Measurement
    var isOnTime = false
    var isCoincidence = false
  }

  /// That the test set holds all its rows several times, which narrows every interval.
  private static func repetition(in set: SetFacts) -> Finding? {
    guard set.role == .test, let prints = set.rowPrints, let times = prints.timesOver, times > 1
    else { return nil }
    return Finding(
      status: .attention,
      sentence: """
        The \(set.role.rawValue) data hold all their rows \(times) times over: the intervals of all metrics \
        are too narrow.
        """,
      remedy: "Give each \(set.role.rawValue) row once.",
      measurement: Measurement(
        name: "times that the \(set.role.rawValue) data hold their rows",
        value: Double(times),
        unit: "times"))
  }

  private static func findings(
    _ first: SetFacts, _ second: SetFacts, _ facts: Facts
  ) throws -> [Finding] {
    [
      try copiedRows(first, second, facts), try knownEntities(first, second, facts),
      order(first, second, facts),
    ].compactMap(\.self)
  }

  /// Rows of one set that stand in another.
  private static func copiedRows(
    _ first: SetFacts, _ second: SetFacts, _ facts: Facts
  ) throws -> Finding? {
    guard let mine = first.rowPrints, let theirs = second.rowPrints else { return nil }
    let overlap = Overlap(of: theirs, in: mine)
    let share = try overlap.share(level: facts.project.metrics.level)
    let value = share.value ?? 0
    // Where rows of few values repeat inside the sets too, they meet across sets without a copy.
    let coincidence = try overlap.coincidence(level: facts.project.metrics.level)
    let surelyCopied = (share.interval?.low ?? value) - coincidence
    let status: CheckStatus =
      overlap.shared == 0 || value <= coincidence
      ? .pass : surelyCopied > Self.limit ? .fail : .attention
    let isCoincidence = status == .pass && overlap.shared > 0
    let excuse =
      coincidence > 0
      ? """
       Rows repeat inside the sets too, so up to \(NumberText.percent(min(coincidence, 1))) may be \
      coincidence.
      """ : ""
    return Finding(
      status: status,
      sentence: """
        \(NumberText.count(overlap.shared)) of \(NumberText.count(overlap.compared)) \
        \(second.role.rawValue) rows\(overlap.isExact ? "" : " looked at") \
        (\(NumberText.percent(value))) \(isCoincidence ? "equal" : Self.copies(overlap.shared)) \
        \(first.role.rawValue) rows.\(excuse)
        """,
      remedy: "Remove the copied rows, or split again by a key that keeps copies together.",
      measurement: Measurement(
        name: "\(second.role.rawValue) rows that also stand in \(first.role.rawValue)",
        value: value, interval: share.interval, unit: "share", threshold: Self.limit),
      isCoincidence: isCoincidence)
  }

  /// Entities of one set that the model knows from another.
  private static func knownEntities(
    _ first: SetFacts, _ second: SetFacts, _ facts: Facts
  ) throws -> Finding? {
    guard let column = facts.project.columns.entity, let mine = first.entityPrints,
      let theirs = second.entityPrints
    else { return nil }
    let overlap = Overlap(of: theirs, in: mine)
    let share = try overlap.share(level: facts.project.metrics.level)
    // A ranking is made for those who are known.
    let isKnown = facts.project.model.task == .ranking
    return Finding(
      status: overlap.shared == 0 || isKnown ? .pass : .attention,
      sentence: """
        \(NumberText.percent(share.value ?? 0)) of the \(second.role.rawValue) rows have a \
        \(column.visible) that the model knows from \(first.role.rawValue).
        """,
      remedy: """
        Split by \(column), unless production also scores each \(column) again: then say so in \
        the answer on the split.
        """,
      measurement: Measurement(
        name: "\(second.role.rawValue) rows whose \(column) is in \(first.role.rawValue)",
        value: share.value, interval: share.interval, unit: "share"))
  }

  /// Whether test rows are older than those of another set; nil where times are not compared.
  private static func order(
    _ first: SetFacts, _ second: SetFacts, _ facts: Facts
  ) -> Finding? {
    guard second.role == .test, first.role != .test, let column = facts.project.columns.timestamp,
      first.has(column), second.has(column)
    else { return nil }
    guard let order = TimeOrder(first, second, column) else {
      return uncomparedTimes(first, second, column)
    }
    return Finding(
      status: order.share == 0 ? .pass : .attention,
      sentence: """
        \(NumberText.percent(order.share)) of the \(second.role.rawValue) rows are older than \
        the newest \(first.role.rawValue) row.
        """,
      remedy: """
        When the model predicts the future, split by \(column): train on the past, test on what came \
        after.
        """,
      measurement: Measurement(
        name: "\(second.role.rawValue) rows older than the newest \(first.role.rawValue) row",
        value: order.share, unit: "share"),
      isOnTime: true)
  }

  private static func uncomparedTimes(
    _ first: SetFacts, _ second: SetFacts, _ column: String
  ) -> Finding {
    Finding(
      status: .attention,
      sentence: """
        Whether \(second.role.rawValue) rows are older than \(first.role.rawValue) rows is not known: \
        \(column.visible) holds no times, or none that can be read.
        """,
      remedy: "Write \(column) as dates or times, 2026-03-31 or 2026-03-31 12:00:00.",
      measurement: Measurement(
        name: "\(second.role.rawValue) rows older than the newest \(first.role.rawValue) row",
        value: nil, unit: "share", note: "\(column) could not be compared"))
  }
}

extension Project.Task {
  /// What else makes a row the same, and what does not.
  fileprivate var tellingApart: String {
    switch self {
    case .binary, .multiclass, .regression: ": without identifiers, times"
    case .forecast: ", and its time: without identifiers"
    case .ranking: ", its query and its item: without identifiers, times"
    }
  }
}
