internal import Statistics

extension ClassFairnessReport: Encodable {
  private enum Key: String, CodingKey { case task, rows, limit, overall, classes, attributes }

  /// Writes the document of `assay fairness --task multiclass --json`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(groupMetrics.task, forKey: .task)
    try container.encode(groupMetrics.rows, forKey: .rows)
    try container.encode(limit, forKey: .limit)
    try container.encode(groupMetrics.overallDocument, forKey: .overall)
    try container.encode(classes.map(ClassDocument.init), forKey: .classes)
    try container.encode(
      zip(attributes, groupMetrics.attributes).map(AttributeDocument.init), forKey: .attributes)
  }
}

/// `{"class": "a", "metrics": {"selectionRate": …}}`.
private struct ClassDocument: Encodable {
  let one: ClassFairnessReport.Class

  private enum Key: String, CodingKey {
    case metrics
    case name = "class"
  }

  init(_ one: ClassFairnessReport.Class) { self.one = one }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(one.name, forKey: .name)
    try container.encode(RatesObject(rates: one.overall), forKey: .metrics)
  }
}

/// An attribute: its groups and their metrics, then each class against the rest.
private struct AttributeDocument: Encodable {
  let attribute: ClassFairnessReport.Attribute
  let metrics: GroupMetricsReport.Attribute

  private enum Key: String, CodingKey { case classes }

  init(_ attribute: ClassFairnessReport.Attribute, _ metrics: GroupMetricsReport.Attribute) {
    self.attribute = attribute
    self.metrics = metrics
  }

  func encode(to encoder: any Encoder) throws {
    try metrics.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(attribute.classes.map(GapsDocument.init), forKey: .classes)
  }
}

/// One class' rates by group and how far apart they are.
private struct GapsDocument: Encodable {
  let gaps: FairnessReport.Attribute

  private enum Key: String, CodingKey {
    case reference, groups, disparities, fourFifths
    case name = "class"
  }

  init(_ gaps: FairnessReport.Attribute) { self.gaps = gaps }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(gaps.ofClass, forKey: .name)
    try container.encode(gaps.reference, forKey: .reference)
    try container.encode(gaps.groups, forKey: .groups)
    var disparities = container.nestedContainer(keyedBy: RateKey.self, forKey: .disparities)
    for gap in gaps.gaps { try disparities.encode(gap, forKey: RateKey(gap.disparity.key)) }
    try container.encode(gaps.fourFifths.map(JudgementObject.init), forKey: .fourFifths)
  }
}
