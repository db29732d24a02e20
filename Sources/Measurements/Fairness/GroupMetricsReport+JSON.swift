internal import Statistics

extension GroupMetricsReport: Encodable {
  private enum Key: String, CodingKey { case task, rows, overall, attributes }

  /// Writes the document of `assay fairness --task regression --json`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(task, forKey: .task)
    try container.encode(rows, forKey: .rows)
    try container.encode(overallDocument, forKey: .overall)
    try container.encode(attributes, forKey: .attributes)
  }

  /// `{"accuracy": {"value": …, "interval": …}, …}` of all rows.
  var overallDocument: OverallDocument { OverallDocument(entries: overall) }

  struct OverallDocument: Encodable {
    fileprivate let entries: [MetricsReport.Entry]

    func encode(to encoder: any Encoder) throws {
      var metrics = encoder.container(keyedBy: CardKey.self)
      for entry in entries {
        try metrics.encode(EstimateDocument(entry.estimate), forKey: CardKey(entry.card.key))
      }
    }
  }
}

extension GroupMetricsReport.Attribute: Encodable {
  private enum Key: String, CodingKey { case attribute, columns, groups, metrics }

  /// Writes one element of `attributes`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .attribute)
    try container.encode(columns, forKey: .columns)
    try container.encode(groups, forKey: .groups)
    try container.encode(metricsDocument, forKey: .metrics)
  }

  /// `{"f1": {"groups": […], "difference": …, "ratio": …, "groupMin": …, "groupMax": …}, …}`.
  package var metricsDocument: GroupMetricsDocument { GroupMetricsDocument(attribute: self) }
}

/// The metrics of an attribute's groups by key.
package struct GroupMetricsDocument: Encodable {
  fileprivate let attribute: GroupMetricsReport.Attribute

  private enum Key: String, CodingKey { case groups, difference, ratio, groupMin, groupMax }

  private struct Value: Encodable {
    let group: String
    let estimate: Estimate

    private enum Key: String, CodingKey { case group }

    func encode(to encoder: any Encoder) throws {
      try EstimateDocument(estimate).encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(group, forKey: .group)
    }
  }

  /// Writes `metrics`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CardKey.self)
    for metric in attribute.metrics {
      var field = container.nestedContainer(keyedBy: Key.self, forKey: CardKey(metric.card.key))
      try field.encode(
        zip(attribute.groups, metric.groups).map { Value(group: $0.name, estimate: $1) },
        forKey: .groups)
      try field.encode(EstimateDocument(metric.gaps.difference), forKey: .difference)
      try field.encode(EstimateDocument(metric.gaps.ratio), forKey: .ratio)
      try field.encode(EstimateDocument(metric.gaps.lowest), forKey: .groupMin)
      try field.encode(EstimateDocument(metric.gaps.highest), forKey: .groupMax)
    }
  }
}

extension GroupMetricsReport.Group: Encodable {
  private enum Key: String, CodingKey { case value, by, rows, entersDisparities, note }

  /// Writes one element of `groups`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(values.count == 1 ? values[0].value : name, forKey: .value)
    var by = container.nestedContainer(keyedBy: CardKey.self, forKey: .by)
    for (column, value) in values { try by.encode(value, forKey: CardKey(column)) }
    try container.encode(rows, forKey: .rows)
    try container.encode(enters, forKey: .entersDisparities)
    try container.encodeIfPresent(note, forKey: .note)
  }
}

/// A key that comes from data or from a card.
private struct CardKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
