extension LabelImportReport: Encodable {
  private enum Key: String, CodingKey {
    case labels, predictions, coverage, asOf, delay, completeness
  }

  /// Writes the document of `assay label import --json`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(labels, forKey: .labels)
    try container.encode(predictions, forKey: .predictions)
    try container.encode(EstimateDocument(coverage), forKey: .coverage)
    try container.encodeIfPresent(asOf, forKey: .asOf)
    try container.encodeIfPresent(delay, forKey: .delay)
    if delay != nil { try container.encode(completeness, forKey: .completeness) }
  }
}

extension LabelImportReport.Delay: Encodable {
  private enum Key: String, CodingKey { case unit, rows, early, mean, quantiles }

  /// Writes `delay`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("days", forKey: .unit)
    try container.encode(rows, forKey: .rows)
    try container.encode(early, forKey: .early)
    try container.encode(mean, forKey: .mean)
    var named: [String: Double?] = [:]
    for (share, days) in quantiles { named.updateValue(days, forKey: "\(share)") }
    try container.encode(named, forKey: .quantiles)
  }
}

extension LabelImportReport.Completeness: Encodable {
  private enum Key: String, CodingKey { case days, rows, share }

  /// Writes one element of `completeness`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(days, forKey: .days)
    try container.encode(rows, forKey: .rows)
    try container.encode(EstimateDocument(share), forKey: .share)
  }
}
