package import Statistics

/// Metrics held against those of another document, value by value, as far as they are the same
/// quantity.
///
/// What is not the same is refused with the reason, or translated: figures of another share of
/// positives are moved to it, intervals of another level are rescaled.
package struct MetricComparison: Sendable {
  /// One metric here and there.
  package struct Row: Sendable {
    package let key: String
    /// As compared: translated where a translation is named.
    package let here: Estimate
    package let there: Estimate
    /// Here less there; nil where they are not compared.
    package let difference: Estimate?
    /// Why they are not compared.
    package let refusal: String?
    /// How one was moved to be like the other.
    package let translation: String?
  }

  /// A group of rows here, and the one that it is compared with.
  package struct Group: Sendable {
    package let here: String
    package let there: String
    package let rows: [Row]
  }

  /// The other document's name.
  package let name: String
  /// What its metrics are of.
  package let fingerprint: MetricFingerprint?
  package let rows: [Row]
  /// Groups of one key, and windows of the same season of an earlier year.
  package let groups: [Group]
  /// What a reader must know.
  package let notes: [String]

  /// Whether anything could be compared.
  package var isComparable: Bool { rows.contains { $0.refusal == nil } }

  /// Compares.
  ///
  /// - Parameters:
  ///   - report: the metrics here.
  ///   - own: what they are of.
  ///   - other: the other document.
  ///   - name: the other document's name.
  package init(
    _ report: MetricsReport, _ own: MetricFingerprint, _ options: MetricOptions,
    against other: MetricsFile, name: String
  ) {
    self.name = name
    fingerprint = other.fingerprint
    let judge = Comparability(own, other.fingerprint)
    let translated = judge.translation(report, options, otherRows: other.rows)
    rows = report.metrics.compactMap { entry in
      guard let there = other.metrics[entry.card.key]?.estimate else { return nil }
      let moved = translated?.report[entry.card.key]
      return Self.row(
        entry.card, here: moved ?? entry.estimate, there: there, refusal: judge.refusal(entry.card),
        translation: moved == nil || Comparability.ignoresPrevalence(entry.card)
          ? nil : translated?.words)
    }
    notes = judge.notes
    var groups: [Group] = []
    for group in report.groups {
      guard let match = Self.match(group, other.groups ?? []) else { continue }
      groups.append(
        Group(
          here: group.key, there: match.key ?? "",
          rows: group.metrics.compactMap { entry in
            match.metrics[entry.card.key].map {
              Self.row(
                entry.card, here: entry.estimate, there: $0.estimate,
                refusal: judge.refusal(entry.card), translation: nil)
            }
          }))
    }
    self.groups = groups
  }

  private static func row(
    _ card: Card, here: Estimate, there: Estimate, refusal: String?, translation: String?
  ) -> Row {
    var other = there
    if let value = there.value, let interval = there.interval, let own = here.interval,
      own.level != interval.level
    {
      other.interval = interval.rescaled(around: value, to: own.level)
    }
    guard refusal == nil else {
      return Row(
        key: card.key, here: here, there: there, difference: nil, refusal: refusal,
        translation: nil)
    }
    do throws(Undefined) {
      return Row(
        key: card.key, here: here, there: there,
        difference: try IndependentDifference.measure(here, minus: other), refusal: nil,
        translation: translation)
    } catch {
      guard let value = here.value, let before = there.value else {
        return Row(
          key: card.key, here: here, there: there, difference: nil, refusal: error.reason,
          translation: nil)
      }
      return Row(
        key: card.key, here: here, there: there,
        difference: Estimate(value - before, note: error.reason), refusal: nil,
        translation: translation)
    }
  }

  /// The group of the same key, else that of the same values and season of the last year before.
  private static func match(
    _ group: MetricsReport.Group, _ others: [MetricsFile.Group]
  ) -> MetricsFile.Group? {
    if let same = others.first(where: { $0.key == group.key }) { return same }
    guard let start = group.window?.start else { return nil }
    let values = Dictionary(
      group.values.map { ($0.column, $0.value) }, uniquingKeysWith: { first, _ in first })
    // `2013-02-01T00:00:00Z`: what follows the year is the season.
    func season(_ start: String) -> Substring { start.suffix(16) }
    return others.filter { other in
      guard let earlier = other.start else { return false }
      return season(earlier) == season(start) && earlier < start && (other.by ?? [:]) == values
    }.max { ($0.start ?? "") < ($1.start ?? "") }
  }
}

extension MetricComparison: Encodable {
  private enum Key: String, CodingKey { case against }
  private enum Field: String, CodingKey {
    case document, comparable, fingerprint, metrics, groups, notes
  }
  private enum GroupKey: String, CodingKey { case key, against, metrics }

  /// Writes `against` into a document.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    var field = container.nestedContainer(keyedBy: Field.self, forKey: .against)
    try field.encode(name, forKey: .document)
    try field.encode(isComparable, forKey: .comparable)
    try field.encode(fingerprint, forKey: .fingerprint)
    try field.encode(rows, forKey: .metrics)
    try field.encode(notes, forKey: .notes)
    guard !groups.isEmpty else { return }
    var list = field.nestedUnkeyedContainer(forKey: .groups)
    for group in groups {
      var own = list.nestedContainer(keyedBy: GroupKey.self)
      try own.encode(group.here, forKey: .key)
      try own.encode(group.there, forKey: .against)
      try own.encode(group.rows, forKey: .metrics)
    }
  }
}

extension MetricComparison.Row: Encodable {
  private enum Key: String, CodingKey {
    case metric, here, there, difference, comparable, reason, translation
  }

  /// Writes one element of `metrics`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(key, forKey: .metric)
    try container.encode(EstimateField(here), forKey: .here)
    try container.encode(EstimateField(there), forKey: .there)
    try container.encode(difference.map { EstimateField($0) }, forKey: .difference)
    try container.encode(refusal == nil, forKey: .comparable)
    try container.encodeIfPresent(refusal, forKey: .reason)
    try container.encodeIfPresent(translation, forKey: .translation)
  }
}
