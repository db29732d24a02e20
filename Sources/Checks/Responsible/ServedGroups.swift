internal import Checklist
internal import Measurements
internal import Statistics

/// The primary metric of each group of the protected columns.
struct ServedGroups {
  private(set) var refused: [String] = []
  private(set) var status = CheckStatus.pass
  /// Whether a group with a worse figure, on too few rows, stood before the one that surely misses
  /// the goal.
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
