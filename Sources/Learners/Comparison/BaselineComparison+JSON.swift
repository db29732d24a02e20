internal import Statistics

extension BaselineComparison: Encodable {
  private enum Key: String, CodingKey {
    case primary, model, baselines, beatsAll, testRows, trainRows, answers, notes
  }

  /// Writes the document of `assay baseline --json`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(primary.key, forKey: .primary)
    try container.encode(MetricsObject(values: model), forKey: .model)
    try container.encode(baselines, forKey: .baselines)
    try container.encode(beatsAll, forKey: .beatsAll)
    try container.encode(testRows, forKey: .testRows)
    try container.encode(trainRows, forKey: .trainRows)
    try container.encode(answers, forKey: .answers)
    try container.encode(notes, forKey: .notes)
  }
}

extension BaselineComparison.Baseline: Encodable {
  private enum Key: String, CodingKey {
    case name, title, description, available, metrics, difference, verdict, moreRows, required
    case notUsed, note
  }

  private enum DifferenceKey: String, CodingKey { case value, interval, pValue, rows }

  /// Writes one element of `baselines`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(card.key, forKey: .name)
    try container.encode(card.title, forKey: .title)
    try container.encode(description, forKey: .description)
    try container.encode(isAvailable, forKey: .available)
    try container.encode(MetricsObject(values: metrics), forKey: .metrics)
    if let difference {
      var field = container.nestedContainer(keyedBy: DifferenceKey.self, forKey: .difference)
      try field.encode(difference.value, forKey: .value)
      try field.encode(difference.interval, forKey: .interval)
      try field.encode(difference.pValue, forKey: .pValue)
      try field.encode(difference.rows, forKey: .rows)
    } else {
      try container.encodeNil(forKey: .difference)
    }
    switch judgement {
    case .pass: try container.encode("better", forKey: .verdict)
    case .fail: try container.encode("notBetter", forKey: .verdict)
    case .undecided(let moreRows):
      try container.encode("undecided", forKey: .verdict)
      try container.encode(moreRows, forKey: .moreRows)
    case nil: try container.encodeNil(forKey: .verdict)
    }
    try container.encode(counts && isAsked, forKey: .required)
    try container.encode(dropped, forKey: .notUsed)
    try container.encodeIfPresent(differenceNote, forKey: .note)
  }
}

/// `{"rocAUC": {"value": …, "interval": …}, …}`; a metric without a value is null with a note.
private struct MetricsObject: Encodable {
  let values: [MetricValue]

  private enum Field: String, CodingKey { case value, interval, note }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: MetricKey.self)
    for entry in values {
      var field = container.nestedContainer(
        keyedBy: Field.self, forKey: MetricKey(stringValue: entry.card.key))
      try field.encode(entry.estimate.value, forKey: .value)
      try field.encode(entry.estimate.interval, forKey: .interval)
      try field.encodeIfPresent(entry.estimate.note, forKey: .note)
    }
  }
}

/// A key that comes from a card.
private struct MetricKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
