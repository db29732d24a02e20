internal import Statistics

/// `{"value": …, "interval": …, "note": …}`; a value that is undefined is null with a note.
struct EstimateField: Encodable {
  private let estimate: Estimate

  init(_ estimate: Estimate) {
    self.estimate = estimate
  }

  private enum Key: String, CodingKey { case value, interval, note }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(estimate.value, forKey: .value)
    try container.encode(estimate.interval, forKey: .interval)
    try container.encodeIfPresent(estimate.remark, forKey: .note)
  }
}

/// `{"rocAUC": {"value": …}, …}`.
struct EstimateFields: Encodable {
  private let estimates: [(key: String, estimate: Estimate)]

  init(_ entries: [MetricsReport.Entry]) {
    estimates = entries.map { ($0.card.key, $0.estimate) }
  }

  init(_ estimates: [(key: String, estimate: Estimate)]) {
    self.estimates = estimates
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for (key, estimate) in estimates {
      try container.encode(EstimateField(estimate), forKey: Key(key))
    }
  }
}
