package import Statistics

/// The metrics to expect over all rows when groups are mixed as in production.
///
/// Each group keeps its own performance; only how many rows it has changes.
package struct MixReport: Sendable {
  /// A group's share in production, and here.
  package struct Part: Sendable, Hashable {
    package let key: String
    package let share: Double
    /// Nil where it was not measured.
    package let measuredShare: Double?
    package let measuredRows: Int
  }

  /// Groups of production, the largest first.
  package let parts: [Part]
  /// The share of production that is in groups which were not measured.
  package let absentShare: Double
  /// Rows that the shares were counted on; nil when they were declared.
  package let rows: Int?
  package let metrics: [MetricsReport.Entry]

  /// Mixes the groups of a report.
  ///
  /// What production has of groups that were not measured is left out; the others' shares are
  /// raised alike.
  ///
  /// - Throws: ``Undefined`` when no group of production was measured.
  package init(
    _ report: MetricsReport, _ production: ProductionShares, level: Double
  ) throws(Undefined) {
    let measured = Dictionary(
      report.groups.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let total = report.groups.reduce(0) { $0 + $1.rows }
    rows = production.rows
    parts = production.shares.filter { $0.value > 0 }.map { key, share in
      let group = measured[key]
      return Part(
        key: key, share: share,
        measuredShare: group.map { Double($0.rows) / Double(max(total, 1)) },
        measuredRows: group?.rows ?? 0)
    }.sorted { ($1.share, $0.key) < ($0.share, $1.key) }
    let present = parts.filter { $0.measuredRows > 0 }
    let known = present.reduce(0.0) { $0 + $1.share }
    absentShare = min(1, max(0, 1 - known))
    guard known > 0 else { throw Undefined("no group of production was measured") }
    let mixture = present.compactMap { part in
      measured[part.key].map { MixedGroup(share: part.share / known, group: $0) }
    }
    let mixer = MetricMixer(groups: mixture, shareRows: production.rows, level: level)
    metrics = report.metrics.map { entry in
      MetricsReport.Entry(entry.card, rows: entry.rows) { () throws(Undefined) in
        try mixer.measure(entry.card)
      }
    }
  }

  /// The metric of a key; nil when it was not measured.
  package subscript(key: String) -> Estimate? {
    metrics.first { $0.card.key == key }?.estimate
  }

  /// Groups of production that were not measured.
  package var absent: [Part] { parts.filter { $0.measuredRows == 0 } }

  /// What a reader must know.
  package var warnings: [MetricsReport.Warning] {
    guard !absent.isEmpty else { return [] }
    let names =
      absent.prefix(5).map(\.key).joined(separator: ", ") + (absent.count > 5 ? ", …" : "")
    let percent = (absentShare * 1_000).rounded() / 10
    return [
      MetricsReport.Warning(
        code: "group-not-measured",
        message:
          "\(percent) % of production is in groups that were not measured (\(names)): nothing "
          + "tells how the model does there",
        column: nil)
    ]
  }
}

/// A group and its share in production.
struct MixedGroup: Sendable {
  let share: Double
  let group: MetricsReport.Group
}

extension MixReport: Encodable {
  private enum Key: String, CodingKey { case mix }
  private enum Field: String, CodingKey { case rows, absentShare, groups, metrics }
  private enum PartKey: String, CodingKey { case key, share, measuredShare, measuredRows }

  /// Writes `mix` into a document.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    var field = container.nestedContainer(keyedBy: Field.self, forKey: .mix)
    try field.encode(rows, forKey: .rows)
    try field.encode(absentShare, forKey: .absentShare)
    var list = field.nestedUnkeyedContainer(forKey: .groups)
    for part in parts {
      var own = list.nestedContainer(keyedBy: PartKey.self)
      try own.encode(part.key, forKey: .key)
      try own.encode(part.share, forKey: .share)
      try own.encode(part.measuredShare, forKey: .measuredShare)
      try own.encode(part.measuredRows, forKey: .measuredRows)
    }
    try field.encode(EstimateFields(metrics), forKey: .metrics)
  }
}
