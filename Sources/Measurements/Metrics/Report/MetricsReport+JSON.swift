internal import Statistics

extension MetricsReport: Encodable {
  private enum Key: String, CodingKey {
    case task, rows, parameters, metrics, groups, rolling, ages, warnings
  }

  /// Writes the document of `assay metrics --json`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(task, forKey: .task)
    try container.encode(rows, forKey: .rows)
    if !parameters.isEmpty {
      var values = container.nestedContainer(keyedBy: AnyKey.self, forKey: .parameters)
      for (name, value) in parameters { try values.encode(value, forKey: AnyKey(name)) }
    }
    try container.encode(EstimateFields(metrics), forKey: .metrics)
    try encodeCounts(counts, into: encoder)
    for breakdown in breakdowns { try breakdown.encode(into: encoder) }
    if !groups.isEmpty { try container.encode(groups, forKey: .groups) }
    if !rolling.isEmpty { try container.encode(rolling, forKey: .rolling) }
    if !ages.isEmpty { try container.encode(ages, forKey: .ages) }
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
    try container.encode(EstimateFields(metrics), forKey: .metrics)
    try encodeCounts(counts, into: encoder)
    for breakdown in breakdowns { try breakdown.encode(into: encoder) }
  }
}

/// Writes further counts into the object of their rows.
private func encodeCounts(_ counts: [(name: String, count: Int)], into encoder: any Encoder) throws
{
  var container = encoder.container(keyedBy: AnyKey.self)
  for (name, count) in counts { try container.encode(count, forKey: AnyKey(name)) }
}

extension MetricsReport.Breakdown {
  /// Writes `"classes": […]` into the object of its rows.
  fileprivate func encode(into encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: AnyKey.self)
    try container.encode(parts, forKey: AnyKey(key))
  }
}

extension MetricsReport.Breakdown.Part: Encodable {
  /// Writes one element: its labels, then `rows` and `metrics`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: AnyKey.self)
    for label in labels {
      switch label {
      case .text(let key, let text): try container.encode(text, forKey: AnyKey(key))
      case .number(let key, let number): try container.encode(number, forKey: AnyKey(key))
      }
    }
    try container.encode(rows, forKey: AnyKey("rows"))
    try container.encode(EstimateFields(metrics), forKey: AnyKey("metrics"))
  }
}

extension MetricsReport.Age: Encodable {
  private enum Key: String, CodingKey {
    case fromMonth, toMonth, rows, metrics, rowsSoFar, metricsSoFar
  }

  /// Writes one element of `ages`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(months, forKey: .fromMonth)
    try container.encode(months + 1, forKey: .toMonth)
    try container.encode(rows, forKey: .rows)
    try container.encode(EstimateFields(metrics), forKey: .metrics)
    try container.encode(rowsSoFar, forKey: .rowsSoFar)
    try container.encode(EstimateFields(metricsSoFar), forKey: .metricsSoFar)
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
