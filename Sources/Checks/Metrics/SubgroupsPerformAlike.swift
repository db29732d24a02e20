package import Checklist
internal import Measurements
internal import Statistics

/// Whether the model serves every declared group about as well as all rows together.
package enum SubgroupsPerformAlike: Check {
  package static let card = CheckCard(
    id: "metrics.subgroups", aspect: .metrics,
    title: "The model serves every declared group about as well",
    summary: """
      Measures the primary metric for each value of the declared segments and protected columns, \
      with intervals that hold for all groups together.
      """,
    reference: "Zou and Donner 2008; Bonferroni over the groups",
    needs: ["data.test", "columns.segments"])

  /// Groups with fewer rows are named, not judged.
  static let fewestRows = 30

  package static func needs(_ project: Project) -> Needs {
    Needs(metrics: [.test], segments: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.test], in: facts) { return missing }
    guard let test = facts[.test], let report = try test.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    guard !test.segments.isEmpty else {
      return missing(
        "No groups that matter are declared.",
        add: ["columns.segments: [COLUMN, …]", "columns.protected: [COLUMN, …]"])
    }
    let primary = try facts.primary()
    guard let whole = report[primary.key], let overall = whole.value else {
      throw Undefined("\(primary.key) has no value on test")
    }
    var groups: [Subgroup] = []
    var unjudged: [String] = []
    for (column, segment) in test.segments {
      for group in try segment.get().groups {
        let name = "\(column) = \(group.values.first?.value ?? "missing")"
        guard group.rows >= Self.fewestRows, let estimate = group[primary.key],
          let value = estimate.value, estimate.interval != nil
        else {
          unjudged.append(name)
          continue
        }
        groups.append(Subgroup(name: name, rows: group.rows, estimate: estimate, value: value))
      }
    }
    guard !groups.isEmpty else {
      return evidence(
        .undecided,
        """
        None of the \(unjudged.count) groups has \(Self.fewestRows) rows with both classes, so \
        nothing can be said of them.
        """, method: "Groups below \(Self.fewestRows) rows are not judged.",
        remedy: "Gather more rows of each group.")
    }
    return try judge(groups, unjudged, whole: whole, overall: overall, primary, facts)
  }

  private static func judge(
    _ groups: [Subgroup], _ unjudged: [String], whole: Estimate, overall: Double,
    _ primary: PrimaryMetric, _ facts: Facts
  ) throws -> Evidence {
    let text = MetricText(primary.card)
    let level = 1 - (1 - facts.project.metrics.level) / Double(groups.count)
    var weak: [Subgroup] = []
    var open: [(group: Subgroup, more: Int?)] = []
    for group in groups {
      let loss = try primary.loss(of: group.estimate, against: whole)
      guard let value = loss.value, let interval = loss.interval else { continue }
      switch Judgement(
        value, interval.rescaled(around: value, to: level), atMost: primary.tolerance,
        rows: group.rows)
      {
      case .pass: break
      case .fail: weak.append(group)
      case .undecided(let more): open.append((group, more))
      }
    }
    weak.sort { primary.worseSign * ($0.value - $1.value) < 0 }
    let goal = facts.project.metrics.goals[primary.key]
    let misses = weak.filter { group in
      guard let goal, let interval = group.estimate.interval else { return false }
      return primary.isHigherBetter ? interval.high < goal : interval.low > goal
    }
    let status: CheckStatus =
      !misses.isEmpty ? .fail : !weak.isEmpty ? .attention : open.isEmpty ? .pass : .undecided
    let named = weak.prefix(3).map { "\($0.name): \(text.words($0.value))" }
    var finding =
      weak.isEmpty
      ? """
      None of \(groups.count) groups is surely worse than all rows together \
      (\(text.words(overall))) by more than \(text.words(primary.tolerance)).
      """
      : """
      \(weak.count) of \(groups.count) groups are surely worse than all rows together \
      (\(text.words(overall))) by more than \(text.words(primary.tolerance)): \
      \(named.joined(separator: "; "))\(weak.count > 3 ? "; …" : "").
      """
    if !open.isEmpty {
      let most = open.compactMap(\.more).max()
      finding += """
         \(open.count) are undecided\
        \(most.map { ": the last of them needs about \(NumberText.count($0)) more rows" } ?? "").
        """
    }
    if !unjudged.isEmpty { finding += " \(unjudged.count) are too small to judge." }
    return evidence(
      status, finding,
      measurements: groups.sorted { primary.worseSign * ($0.value - $1.value) < 0 }.map {
        Measurement(
          name: "\(primary.key) where \($0.name)", value: $0.value,
          interval: $0.estimate.interval, unit: primary.card.unit, threshold: goal,
          note: "\(NumberText.count($0.rows)) rows")
      },
      figures: [figure(groups, overall: overall, primary, weak: Set(weak.map(\.name)))],
      method: """
        A group's loss against all test rows, with intervals that hold for \(groups.count) groups \
        together (Bonferroni). Groups below \(Self.fewestRows) rows are not judged. The loss that \
        matters is \(primary.toleranceOrigin).
        """,
      remedy: weak.isEmpty
        ? nil
        : """
        Give the model more rows of these groups, or features that tell them apart; where a group \
        matters in production, watch its metric by itself.
        """,
      weight: status == .fail ? 0.9 : 0.65)
  }

  /// The weakest groups first, as many as a reader takes in.
  private static func figure(
    _ groups: [Subgroup], overall: Double, _ primary: PrimaryMetric, weak: Set<String>
  ) -> Figure {
    let shown = groups.sorted { primary.worseSign * ($0.value - $1.value) < 0 }.prefix(24)
    let text = MetricText(primary.card)
    return Figure(
      title: "\(primary.card.title) by group\(groups.count > 24 ? ", the 24 weakest" : "")",
      summary: shown.first.map { "Weakest: \($0.name) with \(text.words($0.value))." } ?? "",
      content: .intervals(
        Figure.IntervalRows(
          axis: "\(primary.card.title) (\(primary.card.unit))",
          rows: shown.map {
            Figure.IntervalRows.Row(
              label: $0.name, value: $0.value, interval: $0.estimate.interval, count: $0.rows,
              isHighlighted: weak.contains($0.name))
          },
          lines: [Figure.Line(label: "all rows", value: overall)])))
  }
}

/// One value of one segment column.
private struct Subgroup {
  let name: String
  let rows: Int
  let estimate: Estimate
  let value: Double
}
