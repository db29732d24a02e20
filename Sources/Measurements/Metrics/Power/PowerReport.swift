package import Statistics

/// What the rows allow to see: the smallest drop of each metric that they show, and of a drop that
/// matters the rows it needs and the groups that have it.
package struct PowerReport: Sendable {
  /// What a metric's interval allows.
  package struct Detectable: Sendable, Hashable {
    package let key: String
    /// The smallest change for the worse that a window of as many rows shows.
    package let smallestDrop: Double?
    /// Why there is none.
    package let note: String?
  }

  /// A group against the rows of all others.
  package struct Group: Sendable, Hashable {
    package let key: String
    package let rows: Int
    /// How much worse than the others; above 0 is worse.
    package let loss: Estimate
    /// Nil when there is nothing to judge.
    package let judgement: Judgement?
  }

  /// A drop that matters.
  package struct Judged: Sendable, Hashable {
    package let key: String
    package let drop: Double
    /// Rows of a window that shows it; nil when these rows are too few to compare with.
    package let rowsNeeded: Int?
    package let groups: [Group]
  }

  /// The chance to see a drop, and the level of the test.
  package let power: Double
  package let level: Double
  /// Rows of the window that is compared with these rows: as many.
  package let rows: Int
  package let metrics: [Detectable]
  package let judged: Judged?

  /// What a report's rows allow.
  ///
  /// - Parameters:
  ///   - report: with ``MetricOptions/metricOfRest`` of the metric that is judged.
  ///   - power: the chance to see a drop, above 0 and below 1.
  ///   - judged: the metric that is judged, and the smallest drop of it that matters.
  package init(
    _ report: MetricsReport, power: Double, level: Double,
    judged: (key: String, drop: Double)? = nil
  ) {
    self.power = power
    self.level = level
    rows = report.metrics.map(\.rows).max() ?? 0
    metrics = report.metrics.filter { Self.sign($0.card) != nil }.map { entry in
      do throws(Undefined) {
        let chance = try MetricChance(entry.estimate, rows: entry.rows)
        return Detectable(
          key: entry.card.key, smallestDrop: chance.smallestDrop(window: entry.rows, power: power),
          note: nil)
      } catch {
        return Detectable(
          key: entry.card.key, smallestDrop: nil, note: entry.estimate.note ?? error.reason)
      }
    }
    self.judged = judged.map { Self.judge($0.key, drop: $0.drop, report, power: power) }
  }

  private static func judge(
    _ key: String, drop: Double, _ report: MetricsReport, power: Double
  ) -> Judged {
    var needed: Int?
    if let entry = report.metrics.first(where: { $0.card.key == key }) {
      do throws(Undefined) {
        needed = try MetricChance(entry.estimate, rows: entry.rows)
          .rowsNeeded(drop: drop, power: power)
      } catch {
        needed = nil
      }
    }
    return Judged(
      key: key, drop: drop, rowsNeeded: needed,
      groups: report.groups.map { group($0, key, drop: drop) })
  }

  private static func group(
    _ group: MetricsReport.Group, _ key: String, drop: Double
  ) -> Group {
    let found = group.entry(key)
    func unjudged(_ reason: String) -> Group {
      Group(
        key: group.key, rows: found?.rows ?? group.rows,
        loss: Estimate(undefined: Undefined(reason)), judgement: nil)
    }
    guard let entry = found, let sign = Self.sign(entry.card) else {
      return unjudged("the metric has no better or worse")
    }
    guard let rest = group.rest else {
      return unjudged(
        "there is no other group, or there are too many to compare each with the rest")
    }
    do throws(Undefined) {
      let loss =
        sign > 0
        ? try IndependentDifference.measure(rest.estimate, minus: entry.estimate)
        : try IndependentDifference.measure(entry.estimate, minus: rest.estimate)
      var judgement: Judgement?
      if let value = loss.value, let interval = loss.interval {
        judgement = Judgement(value, interval, atMost: drop, rows: entry.rows)
      }
      return Group(key: group.key, rows: entry.rows, loss: loss, judgement: judgement)
    } catch {
      return unjudged(error.reason)
    }
  }

  /// 1 where higher is better, −1 where lower is; nil where neither.
  static func sign(_ card: Card) -> Double? {
    switch card.direction {
    case .higherIsBetter: 1
    case .lowerIsBetter: -1
    case .zeroIsBest, .neutral: nil
    }
  }
}

extension PowerReport: Encodable {
  private enum Key: String, CodingKey { case power }
  private enum Field: String, CodingKey { case power, level, rows, metrics, judged }
  private enum MetricKey: String, CodingKey { case metric, smallestDrop, note }
  private enum JudgedKey: String, CodingKey { case metric, drop, rowsNeeded, groups }
  private enum GroupKey: String, CodingKey { case key, rows, loss, verdict, moreRows }

  /// Writes `power` into a document.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    var field = container.nestedContainer(keyedBy: Field.self, forKey: .power)
    try field.encode(power, forKey: .power)
    try field.encode(level, forKey: .level)
    try field.encode(rows, forKey: .rows)
    var list = field.nestedUnkeyedContainer(forKey: .metrics)
    for metric in metrics {
      var own = list.nestedContainer(keyedBy: MetricKey.self)
      try own.encode(metric.key, forKey: .metric)
      try own.encode(metric.smallestDrop, forKey: .smallestDrop)
      try own.encodeIfPresent(metric.note, forKey: .note)
    }
    guard let judged else { return }
    var own = field.nestedContainer(keyedBy: JudgedKey.self, forKey: .judged)
    try own.encode(judged.key, forKey: .metric)
    try own.encode(judged.drop, forKey: .drop)
    try own.encode(judged.rowsNeeded, forKey: .rowsNeeded)
    var groups = own.nestedUnkeyedContainer(forKey: .groups)
    for group in judged.groups {
      var one = groups.nestedContainer(keyedBy: GroupKey.self)
      try one.encode(group.key, forKey: .key)
      try one.encode(group.rows, forKey: .rows)
      try one.encode(EstimateField(group.loss), forKey: .loss)
      try one.encode(group.verdict, forKey: .verdict)
      if case .undecided(let more) = group.judgement { try one.encode(more, forKey: .moreRows) }
    }
  }
}

extension PowerReport.Group {
  /// `asGood`, `worse` or `undecided`.
  package var verdict: String {
    switch judgement {
    case .pass: "asGood"
    case .fail: "worse"
    case .undecided, nil: "undecided"
    }
  }
}
