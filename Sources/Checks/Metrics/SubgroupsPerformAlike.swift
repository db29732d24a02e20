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

  /// Groups with fewer rows are named, not judged: below 30 an interval's normal approximation does
  /// not hold, and it would span any loss that matters.
  static let fewestRows = 30

  package static func needs(_ project: Project) -> Needs {
    Needs(metrics: [.test], segments: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.test], in: facts) { return missing }
    guard !facts.project.groupColumns.isEmpty else {
      return missing("No groups that matter are declared.", add: ["columns.segments"])
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let test = facts[.test], let report = try test.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    let primary = try facts.primary()
    let whole = report[primary.key]
    guard let whole, let overall = whole.value else {
      throw Undefined(
        "\(primary.key) has no value on test: \(whole?.note ?? "it was not measured")")
    }
    var groups: [Subgroup] = []
    var unjudged: [String] = []
    // A column that cannot be grouped hides no other.
    var refused = facts.project.groupColumns.filter { !test.has($0) }.map {
      "Test has no column \($0.visible)."
    }
    for (column, segment) in test.segments {
      let found: MetricsReport
      switch segment {
      case .success(let measured): found = measured
      case .failure(let refusal):
        refused.append("\(ErrorText(refusal).clause.capitalizedFirst).")
        continue
      }
      for group in found.groups {
        let name = "\(column.visible) = \((group.values.first?.value ?? "missing").visible)"
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
        refused.isEmpty ? .undecided : .attention,
        ([
          """
          None of \(unjudged.count.of("group")) has \(Self.fewestRows) rows and a metric with an \
          interval, so nothing can be said of them.
          """
        ] + refused).joined(separator: " "),
        method: "Groups below \(Self.fewestRows) rows are not judged.",
        remedy: "Gather more rows of each group, or merge small ones.")
    }
    return try judge(
      groups, unjudged, refused, whole: whole, overall: overall, primary, facts)
  }

  private static func judge(
    _ groups: [Subgroup], _ unjudged: [String], _ refused: [String], whole: Estimate,
    overall: Double, _ primary: PrimaryMetric, _ facts: Facts
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
      guard let goal else { return false }
      return primary.surelyMisses(
        goal, group.estimate.interval?.rescaled(around: group.value, to: level))
    }
    let status: CheckStatus =
      !misses.isEmpty
      ? .fail
      : !weak.isEmpty || !refused.isEmpty
        ? .attention : open.isEmpty && unjudged.isEmpty ? .pass : .undecided
    let named = weak.prefix(3).map { "\($0.name) with \(text.words($0.value))" }
    let tolerance = text.limit(primary.tolerance)
    let all = "all rows together (\(text.words(overall)))"
    var finding =
      weak.isEmpty
      ? """
      None of \(groups.count.of("group")) is surely worse than \(all) by more than \(tolerance).
      """
      : """
      \(weak.count) of \(groups.count.of("group")) \(weak.count.verb("is", "are")) surely worse than \
      \(all) by more than \(tolerance): \(named.joined(separator: ", "))\
      \(weak.count > 3 ? " and \(weak.count - 3) more" : "").
      """
    if !misses.isEmpty, let goal {
      finding += """
         \(misses.count.of("group")) surely \(misses.count.verb("misses", "miss")) the goal of \
        \(text.limit(goal)): \(misses.map(\.name).listed(3)).
        """
    }
    if !open.isEmpty {
      let most = open.compactMap(\.more).min()
      finding += """
         \(open.count) \(open.count.verb("is", "are")) undecided \
        (\(open.map(\.group.name).listed(3)))\
        \(most.map { ": the nearest to an answer needs about \(NumberText.count($0)) more rows" } ?? "").
        """
    }
    if !unjudged.isEmpty {
      finding += """
         \(unjudged.count) \(unjudged.count.verb("is", "are")) too small to judge \
        (\(unjudged.listed(3))).
        """
    }
    for sentence in refused { finding += " \(sentence)" }
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
      remedy: weak.isEmpty && misses.isEmpty
        ? status == .pass
          ? nil
          : "Gather more test rows of these groups, merge small ones, or let a larger loss pass."
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
