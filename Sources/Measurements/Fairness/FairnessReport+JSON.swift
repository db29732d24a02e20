internal import Statistics

extension FairnessReport: Encodable {
  private enum Key: String, CodingKey { case rows, limit, overall, attributes, warnings }

  /// Writes the document of `assay fairness --json`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(rows, forKey: .rows)
    try container.encode(limit, forKey: .limit)
    try container.encode(RatesObject(rates: overall), forKey: .overall)
    try container.encode(
      attributes.enumerated().map { place, attribute in
        AttributeDocument(
          attribute: attribute, metrics: groupMetrics?.attributes[place].metricsDocument)
      }, forKey: .attributes)
    try container.encode(warnings, forKey: .warnings)
  }
}

/// An attribute with the other metrics of its groups.
private struct AttributeDocument: Encodable {
  let attribute: FairnessReport.Attribute
  let metrics: GroupMetricsDocument?

  private enum Key: String, CodingKey { case metrics }

  func encode(to encoder: any Encoder) throws {
    try attribute.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(metrics, forKey: .metrics)
  }
}

extension FairnessReport.Attribute: Encodable {
  private enum Key: String, CodingKey {
    case attribute, columns, reference, groups, disparities, fourFifths
  }

  /// Writes one element of `attributes`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .attribute)
    try container.encode(columns, forKey: .columns)
    try container.encode(reference, forKey: .reference)
    try container.encode(groups, forKey: .groups)
    var disparities = container.nestedContainer(keyedBy: RateKey.self, forKey: .disparities)
    for gap in gaps { try disparities.encode(gap, forKey: RateKey(gap.disparity.key)) }
    try container.encode(fourFifths.map(JudgementObject.init), forKey: .fourFifths)
  }
}

extension FairnessReport.Group: Encodable {
  private enum Key: String, CodingKey {
    case value, by, rows, metrics, entersDisparities, note, againstReference
    case predictedPositives, parities
  }

  /// Writes one element of `groups`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    // Of one column the value itself, null where missing; of several their names together.
    try container.encode(values.count == 1 ? values[0].value : name, forKey: .value)
    var by = container.nestedContainer(keyedBy: RateKey.self, forKey: .by)
    for (column, value) in values { try by.encode(value, forKey: RateKey(column)) }
    try container.encode(rows, forKey: .rows)
    try container.encode(RatesObject(rates: rates), forKey: .metrics)
    try container.encode(enters, forKey: .entersDisparities)
    try container.encodeIfPresent(note, forKey: .note)
    guard !comparisons.isEmpty else { return }
    var against = container.nestedContainer(keyedBy: RateKey.self, forKey: .againstReference)
    for comparison in comparisons {
      try against.encode(comparison, forKey: RateKey(comparison.rate.rawValue))
    }
    try container.encode(
      predictedPositives.map { EstimateObject(estimate: $0) }, forKey: .predictedPositives)
    var verdicts = container.nestedContainer(keyedBy: RateKey.self, forKey: .parities)
    for parity in AequitasParity.allCases {
      try verdicts.encode(
        (parities[parity] ?? nil).map(JudgementObject.init), forKey: RateKey(parity.rawValue))
    }
  }
}

extension FairnessReport.Comparison: Encodable {
  private enum Key: String, CodingKey { case ratio, difference, parity }

  /// Writes one element of `againstReference`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(EstimateObject(estimate: ratio), forKey: .ratio)
    try container.encode(EstimateObject(estimate: difference), forKey: .difference)
    try container.encode(parity.map { JudgementObject($0).outcome }, forKey: .parity)
  }
}

extension FairnessReport.Gap: Encodable {
  /// Writes one element of `disparities`.
  package func encode(to encoder: any Encoder) throws {
    try EstimateObject(estimate: estimate, corrected: corrected).encode(to: encoder)
  }
}

/// `{"selectionRate": {"value": …, "interval": …}, …}`.
struct RatesObject: Encodable {
  let rates: [FairnessReport.Rate]

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: RateKey.self)
    for rate in rates {
      try container.encode(
        EstimateObject(estimate: rate.estimate), forKey: RateKey(rate.rate.rawValue))
    }
  }
}

/// A value with its interval; null with a note when undefined.
private struct EstimateObject: Encodable {
  let estimate: Estimate
  var corrected: Double?

  private enum Key: String, CodingKey { case value, interval, corrected, note }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(estimate.value, forKey: .value)
    // A ratio to a share that may be 0 has no upper end, which no number of JSON can say.
    var interval = estimate.interval
    var note = estimate.note
    if let high = interval?.high, !high.isFinite {
      interval = nil
      note = note ?? "no upper end: the reference's rate may be 0"
    }
    try container.encode(interval, forKey: .interval)
    try container.encodeIfPresent(corrected, forKey: .corrected)
    try container.encodeIfPresent(note, forKey: .note)
  }
}

/// `{"outcome": "undecided", "moreRows": 1200}`.
struct JudgementObject: Encodable {
  let outcome: String
  var moreRows: Int?

  init(_ judgement: Judgement) {
    switch judgement {
    case .pass: outcome = "pass"
    case .fail: outcome = "fail"
    case .undecided(let rows):
      outcome = "undecided"
      moreRows = rows
    }
  }
}

/// A key that comes from data or from a catalogue.
struct RateKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
