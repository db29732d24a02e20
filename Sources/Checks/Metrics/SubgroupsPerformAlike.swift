package import Checklist
internal import Measurements
internal import Statistics

/// Whether the model serves every declared group about as well as the other rows.
package enum SubgroupsPerformAlike: Check {
  package static let card = CheckCard(
    id: "metrics.subgroups", aspect: .metrics,
    title: "The model serves every declared group about as well",
    summary: """
      Measures the primary metric for each value of the declared segments and protected columns, and \
      on the rest of the rows, with intervals that hold for all groups together.
      """,
    reference: "Zou and Donner 2008; Bonferroni over the groups",
    needs: ["data.test", "columns.segments"],
    settings: ["metrics"])

  /// Groups with fewer rows are named, not judged: below 30 an interval's normal approximation does
  /// not hold, and it would span any loss that matters.
  static let fewestRows = 30

  package static func needs(_ project: Project) -> Needs {
    Needs(metrics: [.test], segments: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.test], in: facts) { return missing }
    guard !facts.project.judgedColumns.isEmpty else {
      return missing("No groups that matter are declared.", add: ["columns.segments"])
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let test = facts[.test], let report = try test.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    let primary = try GroupMetric.chosen(facts.project, report)
    let overall = try report.whole(primary).value
    let shown = facts.shown
    var groups: [Subgroup] = []
    var unjudged: [String] = []
    // A column that cannot be grouped hides no other.
    var refused = facts.project.judgedColumns.filter { !test.has($0) }.map {
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
      if found.warnings.contains(where: { $0.code == "divided-query" }) {
        refused.append(
          """
          \(column.visible) divides the rows of one query, which are ranked together: it is no group of a \
          ranking, and was not judged.
          """)
        continue
      }
      // Series that nobody declared as groups, and only one or very many of them, are none.
      let isDeclared = facts.project.groupColumns.contains(column)
      guard isDeclared || (2...MetricsReport.mostGroupsWithRest).contains(found.groups.count)
      else { continue }
      guard found.groups.count <= MetricsReport.mostGroupsWithRest else {
        refused.append(
          """
          \(column.visible) has \(found.groups.count.of("value")): more than \
          \(MetricsReport.mostGroupsWithRest) are no groups, and were not judged.
          """)
        continue
      }
      for group in found.groups {
        let name = shown.group(group.values.first?.value, of: column)
        guard let judged = Subgroup(name, group, primary, isDeclared: isDeclared) else {
          // Of series that nobody declared as groups only what can be judged is told.
          guard isDeclared else { continue }
          if let note = Subgroup.reasonUnmeasured(group, primary) {
            refused.append("\(name) has \(group.rows.of("row")) and no \(primary.key): \(note).")
          } else {
            unjudged.append(name)
          }
          continue
        }
        groups.append(judged)
      }
    }
    guard !groups.isEmpty else {
      if facts.project.groupColumns.isEmpty {
        return missing("No groups that matter are declared.", add: ["columns.segments"])
      }
      return evidence(
        refused.isEmpty ? .undecided : .attention,
        ([
          """
          None of \(unjudged.count.of("group")) has \(Self.fewestRows) labelled rows and a metric with \
          an interval, and as many other rows beside it, so nothing can be said of them.
          """
        ] + refused).joined(separator: " "),
        method: "Groups below \(Self.fewestRows) rows are not judged.",
        remedy: "Gather more rows of each group, or merge small ones.")
    }
    return try judge(groups, unjudged, refused, overall: overall, primary, facts)
  }

  private static func judge(
    _ groups: [Subgroup], _ unjudged: [String], _ refused: [String], overall: Double,
    _ primary: PrimaryMetric, _ facts: Facts
  ) throws -> Evidence {
    let text = MetricText(primary.card)
    let level = 1 - (1 - facts.project.metrics.level) / Double(groups.count)
    var weak: [Subgroup] = []
    var open: [(group: Subgroup, needed: RowsNeeded?)] = []
    // What one row decides is no property of a group, whichever side it falls on.
    var dominated = groups.filter { $0.caution != nil }
    dominated.sort { primary.badness($0.value) > primary.badness($1.value) }
    for group in groups where group.caution == nil {
      let (judgement, needed) = try group.judgement(primary, level: level)
      switch judgement {
      case .pass: break
      case .fail: weak.append(group)
      case .undecided: open.append((group, needed))
      }
    }
    let ordered = groups.sorted { primary.badness($0.value) > primary.badness($1.value) }
    weak.sort { primary.badness($0.value) > primary.badness($1.value) }
    let goal = facts.project.metrics.goals[primary.key]
    let misses = weak.filter { group in
      guard let goal else { return false }
      return primary.surelyMisses(goal, group.estimate.rescaled(to: level))
    }
    var draft = FindingDraft()
    let tolerance = text.limit(primary.tolerance)
    let all = "the rest of the rows (all together have \(text.words(overall)))"
    if !misses.isEmpty, let goal {
      draft.add(
        .fail,
        """
        \(misses.count.of("group")) surely \(misses.count.verb("misses", "miss")) the goal of \
        \(text.limit(goal)): \(misses.map(\.name).listed(3)).
        """)
    }
    if weak.isEmpty {
      draft.add(
        .pass,
        "None of \(groups.count.of("group")) is surely worse than \(all) by more than \(tolerance)."
      )
    } else {
      let named = weak.prefix(3).map { group in
        let rest = group.restValue.map { ", the rest with \(text.words($0))" } ?? ""
        return "\(group.name) with \(text.words(group.value))\(rest)"
      }
      draft.add(
        .attention,
        """
        \(weak.count) of \(groups.count.of("group")) \(weak.count.verb("is", "are")) surely worse than \
        \(all) by more than \(tolerance): \(named.joined(separator: "; "))\
        \(weak.count > 3 ? " and \(weak.count - 3) more" : "").
        """)
    }
    if !open.isEmpty {
      let nearest = open.compactMap(\.needed).min { $0.effort < $1.effort }
        .map { $0.words(current: "group", reference: "other") }
      draft.add(
        // Of series that nobody declared as groups nothing needs to be decided.
        open.contains(where: \.group.isDeclared) ? .undecided : .pass,
        """
        Of \(open.count) of \(groups.count.of("group")) it is undecided whether \
        \(open.count.verb("it is", "they are")) worse than the rest by more than \(tolerance) \
        (\(open.map(\.group.name).listed(3)))\(nearest.map { "; of the nearest to an answer, \($0)" } ?? "").
        """)
    }
    if !unjudged.isEmpty {
      draft.add(
        .undecided,
        """
        \(unjudged.count.of("group")) \(unjudged.count.verb("is", "are")) too small to judge \
        (\(unjudged.listed(3))).
        """)
    }
    if let worst = dominated.first, let caution = worst.caution {
      draft.add(
        .attention,
        """
        Of \(dominated.count.of("group")) nothing sure can be said \
        (\(dominated.map(\.name).listed(3))): where \(worst.name), \(caution).
        """)
    }
    for sentence in refused { draft.add(.attention, sentence) }
    let status = draft.status
    return evidence(
      status, draft.text,
      measurements: ordered.map {
        Measurement(
          name: "\(primary.key) where \($0.name)", value: $0.value,
          interval: $0.estimate.interval, unit: primary.card.unit, threshold: goal,
          note: "\(NumberText.count($0.rows)) rows"
            + ($0.restValue.map { "; the rest has \(text.words($0))" } ?? "")
            + ($0.estimate.caution.map { "; \($0)" } ?? ""))
      },
      figures: [figure(ordered, overall: overall, primary, weak: Set(weak.map(\.name)))],
      method: """
        A group's loss against the test rows outside it, so that the two are independent, with \
        intervals that hold for \(groups.count) groups together (Bonferroni, MOVER). Groups below \
        \(Self.fewestRows) labelled rows are not judged, nor are groups of which, or of whose other \
        rows, one row carries a quarter of the loss. The loss that matters is \
        \(primary.toleranceOrigin).\(facts.project.model.task == .forecast ? hangTogether : "")\
        \(primary.key == PrimaryMetric.key(facts.project) ? "" : ofDifferentScales(primary))
        """,
      remedy: weak.isEmpty && misses.isEmpty
        ? status == .pass
          ? nil
          : !dominated.isEmpty
            ? """
            Look at the rows with the largest errors: mend or remove what is wrong in them, or let a \
            metric decide that a single row cannot, such as the median absolute error.
            """
            : "Gather more test rows of these groups, merge small ones, or let a larger loss pass."
        : """
        Give the model more rows of these groups, or features that tell them apart; where a group \
        matters in production, watch its metric by itself.
        """,
      weight: status == .fail ? 0.9 : 0.65)
  }

  /// What is different about groups of series, to follow the method.
  private static let hangTogether = """
     Errors of different series at one time may hang together, and then the intervals are too wide \
    rather than too narrow.
    """

  /// Why groups are judged by another metric than the one that decides, to follow the method.
  private static func ofDifferentScales(_ primary: PrimaryMetric) -> String {
    """
     Series are of different scales, and so groups are judged by \(MetricText(primary.card).name) rather \
    than by an error in the target's unit.
    """
  }

  /// The weakest groups first, as many as a reader takes in.
  private static func figure(
    _ ordered: [Subgroup], overall: Double, _ primary: PrimaryMetric, weak: Set<String>
  ) -> Figure {
    let shown = ordered.prefix(24)
    let text = MetricText(primary.card)
    return Figure(
      title: "\(primary.card.title) by group\(ordered.count > 24 ? ", the 24 weakest" : "")",
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

/// One value of one segment column, beside all rows that have another.
private struct Subgroup {
  let name: String
  /// Labelled rows with a prediction.
  let rows: Int
  let estimate: Estimate
  let value: Double
  /// Whether its column was declared to be one of groups.
  let isDeclared: Bool
  private let rest: MetricsReport.Entry

  /// The metric of all rows outside the group.
  var restValue: Double? { rest.estimate.value }

  /// Why neither a loss nor its absence is the group's; nil where it is.
  var caution: String? {
    estimate.caution ?? rest.estimate.caution.map { "of the other rows \($0)" }
  }

  /// Nil when the group or its rest is too small to judge.
  init?(
    _ name: String, _ group: MetricsReport.Group, _ primary: PrimaryMetric, isDeclared: Bool
  ) {
    guard let entry = group.entry(primary.key), let rest = group.rest,
      min(entry.rows, rest.rows) >= SubgroupsPerformAlike.fewestRows,
      let value = entry.estimate.value, entry.estimate.interval != nil,
      rest.estimate.interval != nil
    else { return nil }
    self.name = name
    self.value = value
    self.isDeclared = isDeclared
    self.rest = rest
    rows = entry.rows
    estimate = entry.estimate
  }

  /// Why a group that has rows enough has no value of the metric; nil for one that is too small.
  static func reasonUnmeasured(
    _ group: MetricsReport.Group, _ primary: PrimaryMetric
  ) -> String? {
    guard group.rows >= SubgroupsPerformAlike.fewestRows, let entry = group.entry(primary.key)
    else {
      return nil
    }
    guard entry.rows > 0 else { return "none of them has a label and a usable prediction" }
    guard entry.rows >= SubgroupsPerformAlike.fewestRows, entry.estimate.value == nil else {
      return nil
    }
    return entry.estimate.note
  }

  /// Whether the group loses more than matters, and what would decide it.
  func judgement(
    _ primary: PrimaryMetric, level: Double
  ) throws(Undefined) -> (Judgement, RowsNeeded?) {
    let loss = try primary.loss(of: estimate, against: rest.estimate).rescaled(to: level)
    let judgement = Judgement(loss, atMost: primary.tolerance, rows: nil)
    guard judgement.isUndecided, let value = loss.value, let interval = loss.interval else {
      return (judgement, nil)
    }
    let gap = OpenGap(value, interval, atMost: primary.tolerance)
    return (
      judgement,
      RowsNeeded(
        distance: gap.distance, halfWidth: gap.halfWidth, current: rows, reference: rest.rows)
    )
  }
}
