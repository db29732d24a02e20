internal import Statistics

extension MetricsReport: Encodable {
  private enum Key: String, CodingKey { case task, rows, metrics, groups, warnings }

  /// Writes the document of `assay metrics --json`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(task, forKey: .task)
    try container.encode(rows, forKey: .rows)
    try container.encode(MetricsObject(entries: metrics), forKey: .metrics)
    if !groups.isEmpty { try container.encode(groups, forKey: .groups) }
    try container.encode(warnings, forKey: .warnings)
  }
}

extension MetricsReport.Group: Encodable {
  private enum Key: String, CodingKey { case key, start, end, by, rows, metrics }

  /// Writes one element of `groups`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(key, forKey: .key)
    try container.encode(window?.start, forKey: .start)
    try container.encode(window?.end, forKey: .end)
    if !values.isEmpty {
      var by = container.nestedContainer(keyedBy: AnyKey.self, forKey: .by)
      for (column, value) in values { try by.encode(value, forKey: AnyKey(column)) }
    }
    try container.encode(rows, forKey: .rows)
    try container.encode(MetricsObject(entries: metrics), forKey: .metrics)
  }
}

/// `{"rocAUC": {"value": …, "interval": …}, …}`; a metric without a value is null with a note.
private struct MetricsObject: Encodable {
  let entries: [MetricsReport.Entry]

  private enum Field: String, CodingKey { case value, interval, note }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: AnyKey.self)
    for entry in entries {
      var field = container.nestedContainer(keyedBy: Field.self, forKey: AnyKey(entry.card.key))
      try field.encode(entry.estimate.value, forKey: .value)
      try field.encode(entry.estimate.interval, forKey: .interval)
      try field.encodeIfPresent(entry.estimate.note, forKey: .note)
    }
  }
}

/// A key that comes from data or from a card.
private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
