package import Statistics

/// The metrics of each group of people, and how far apart the groups are in them.
package struct GroupMetricsReport: Sendable {
  /// A group.
  package struct Group: Sendable {
    /// Its name: `f`, `f × old`, `(missing)`.
    package let name: String
    /// Its value in each column, nil where missing.
    package let values: [(column: String, value: String?)]
    /// Rows; nil when hidden.
    package let rows: Int?
    /// Whether it enters gaps.
    package let enters: Bool
    /// Why it enters none, or what is hidden.
    package let note: String?
  }

  /// A metric of all groups.
  package struct Metric: Sendable {
    /// Which metric.
    package let card: Card
    /// Its value in each group, in the order of the groups.
    package let groups: [Estimate]
    /// How far apart the groups are.
    package let gaps: GroupMetricGaps
  }

  /// The groups of a column or of a combination of columns.
  package struct Attribute: Sendable {
    /// Its name: `sex`, `sex × age`.
    package let name: String
    /// Its columns.
    package let columns: [String]
    /// Groups in the order of their values.
    package let groups: [Group]
    /// Metrics in the catalogue's order.
    package let metrics: [Metric]

    /// The metric of a key.
    package subscript(key: String) -> Metric? { metrics.first { $0.card.key == key } }
  }

  /// The kind of prediction.
  package let task: MetricOptions.Task
  /// Rows read.
  package let rows: Int
  /// Metrics of all rows.
  package let overall: [MetricsReport.Entry]
  /// Attributes as asked for, then their combinations.
  package let attributes: [Attribute]
  /// What was missing or odd.
  package let warnings: [MetricsReport.Warning]

  /// The share of wrong calls: accuracy seen from the other side, as Fairlearn has it.
  package static let zeroOneLoss = Card(
    id: "zero-one-loss", key: "zeroOneLoss", title: "Zero-one loss",
    summary: "The share of rows that are called wrong.", unit: "share", range: "0…1",
    direction: .lowerIsBetter, formula: "(FP + FN) / n",
    undefined: "no row has both a label and a predicted class",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, zero_one_loss; Fairlearn, zero_one_loss_group_max")

  /// Compares the groups of reports that were each grouped by one attribute's columns.
  ///
  /// - Parameters:
  ///   - smallestGroup: rows below which a group enters no gap.
  ///   - suppressBelow: rows below which a group is hidden.
  ///   - fairness: the rates of the same groups, where the task has them: what is hidden there is
  ///     hidden here.
  package init(
    _ reports: [(columns: [String], report: MetricsReport)], smallestGroup: Int,
    suppressBelow: Int, level: Double, fairness: FairnessReport? = nil
  ) {
    task = reports.first?.report.task ?? .binary
    rows = reports.first?.report.rows ?? 0
    overall = Self.withLoss(reports.first?.report.metrics ?? [])
    warnings = reports.first?.report.warnings ?? []
    attributes = reports.enumerated().map { place, part in
      Self.attribute(
        part.columns, part.report, smallestGroup, suppressBelow, level,
        fairness.flatMap { $0.attributes.indices.contains(place) ? $0.attributes[place] : nil })
    }
  }

  private static func attribute(
    _ columns: [String], _ report: MetricsReport, _ smallestGroup: Int, _ suppressBelow: Int,
    _ level: Double, _ fairness: FairnessReport.Attribute?
  ) -> Attribute {
    let hidden = CountSuppression(
      report.groups.map { ConfusionCells(truePositives: $0.rows) }, below: suppressBelow
    ).hidden
    let states = report.groups.indices.map { place in
      let group = report.groups[place]
      if let known = fairness?.groups.first(where: { $0.name == group.key }) {
        return State(known)
      }
      // Rows with what a metric needs: those alone make a group large enough.
      return State(
        rows: group.metrics.map(\.rows).max() ?? group.rows, isHidden: hidden.contains(place),
        smallestGroup: smallestGroup,
        suppressBelow: suppressBelow)
    }
    let groups = zip(report.groups, states).map { group, state in
      Group(
        name: group.key, values: group.values, rows: state.rows, enters: state.enters,
        note: state.note)
    }
    let entries = report.groups.map { withLoss($0.metrics) }
    let cards = (entries.first ?? []).map(\.card)
    let metrics = cards.indices.map { place in
      let estimates = zip(entries, states).map { entries, state in
        state.isHidden
          ? Estimate(undefined: Undefined("hidden: it stands on a count that is hidden"))
          : entries[place].estimate
      }
      let entering = zip(estimates, states).filter { $0.1.enters }.map(\.0)
      return Metric(
        card: cards[place], groups: estimates,
        gaps: GroupMetricGaps(entering, range: cards[place].range, level: level))
    }
    return Attribute(
      name: columns.joined(separator: " × "), columns: columns, groups: groups, metrics: metrics)
  }

  /// Whether a group counts, and what may be shown of it.
  private struct State {
    let rows: Int?
    let enters: Bool
    let isHidden: Bool
    let note: String?

    init(_ group: FairnessReport.Group) {
      rows = group.rows
      note = group.note
      // A group with a small cell shows no metric: any would give the cell away.
      isHidden = group.rows == nil || group[.accuracy]?.note?.hasPrefix("hidden") == true
      enters = group.enters && !isHidden
    }

    init(rows: Int, isHidden: Bool, smallestGroup: Int, suppressBelow: Int) {
      self.rows = isHidden ? nil : rows
      self.isHidden = isHidden
      enters = rows >= smallestGroup && !isHidden
      if isHidden {
        note =
          "hidden and in no disparity: it, or a group that it would give away, has fewer than "
          + "\(suppressBelow) rows"
      } else {
        note = enters ? nil : "in no disparity: fewer than \(smallestGroup) rows"
      }
    }
  }

  /// With the loss that Fairlearn reports beside the accuracy.
  private static func withLoss(_ entries: [MetricsReport.Entry]) -> [MetricsReport.Entry] {
    guard let place = entries.firstIndex(where: { $0.card.key == "accuracy" }) else {
      return entries
    }
    var entries = entries
    var loss = entries[place].estimate
    loss.value = loss.value.map { 1 - $0 }
    loss.interval = loss.interval.map {
      Interval(low: 1 - $0.high, high: 1 - $0.low, level: $0.level, method: $0.method)
    }
    entries.insert(
      MetricsReport.Entry(
        card: zeroOneLoss, estimate: loss, rows: entries[place].rows, withoutSkill: nil),
      at: place + 1)
    return entries
  }
}
