internal import Statistics

extension AgreementReport: Encodable {
  private enum Key: String, CodingKey {
    case annotators, items, judgements, labels, percentAgreement, cohenKappa, fleissKappa
    case krippendorffAlpha, humanAccuracy, reachableAccuracy, disagreements, labelErrorCandidates
  }

  private enum AccuracyKey: String, CodingKey { case overall, annotators }

  /// Writes the document of `assay label agreement --json`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(annotators, forKey: .annotators)
    try container.encode(items, forKey: .items)
    try container.encode(judgements, forKey: .judgements)
    try container.encode(labels, forKey: .labels)
    try container.encode(EstimateObject(percentAgreement), forKey: .percentAgreement)
    try container.encode(pairs, forKey: .cohenKappa)
    try container.encode(EstimateObject(fleissKappa), forKey: .fleissKappa)
    var alphas = [String: EstimateObject]()
    for (scale, estimate) in krippendorffAlpha {
      alphas[scale.rawValue] = EstimateObject(estimate)
    }
    try container.encode(alphas, forKey: .krippendorffAlpha)
    var human = container.nestedContainer(keyedBy: AccuracyKey.self, forKey: .humanAccuracy)
    try human.encode(EstimateObject(humanAccuracy), forKey: .overall)
    try human.encode(accuracies, forKey: .annotators)
    try container.encode(EstimateObject(reachableAccuracy), forKey: .reachableAccuracy)
    try container.encode(disagreements, forKey: .disagreements)
    try container.encode(labelErrorCandidates, forKey: .labelErrorCandidates)
  }
}

extension AgreementReport.Pair: Encodable {
  private enum Key: String, CodingKey {
    case first, second, items, value, interval, note, linear, quadratic
  }

  /// Writes one element of `cohenKappa`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(first, forKey: .first)
    try container.encode(second, forKey: .second)
    try container.encode(items, forKey: .items)
    try container.encode(kappa.value, forKey: .value)
    try container.encodeIfPresent(kappa.interval, forKey: .interval)
    try container.encodeIfPresent(kappa.note, forKey: .note)
    try container.encode(EstimateObject(linear), forKey: .linear)
    try container.encode(EstimateObject(quadratic), forKey: .quadratic)
  }
}

extension AgreementReport.Accuracy: Encodable {
  private enum Key: String, CodingKey { case annotator, items, value, interval, note }

  /// Writes one element of `humanAccuracy.annotators`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(annotator, forKey: .annotator)
    try container.encode(items, forKey: .items)
    try container.encode(share.value, forKey: .value)
    try container.encodeIfPresent(share.interval, forKey: .interval)
    try container.encodeIfPresent(share.note, forKey: .note)
  }
}

extension AgreementReport.Item: Encodable {
  private enum Key: String, CodingKey { case item, labels, agreement, truth }

  private struct Count: Encodable {
    let label: String
    let count: Int
  }

  /// Writes one element of `disagreements`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .item)
    try container.encode(labels.map { Count(label: $0.label, count: $0.count) }, forKey: .labels)
    try container.encode(agreement, forKey: .agreement)
    try container.encodeIfPresent(truth, forKey: .truth)
  }
}

/// `{"value": …, "interval": …}`; without a value, null with a note.
private struct EstimateObject: Encodable {
  private let estimate: Estimate

  private enum Key: String, CodingKey { case value, interval, note }

  init(_ estimate: Estimate) { self.estimate = estimate }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(estimate.value, forKey: .value)
    try container.encodeIfPresent(estimate.interval, forKey: .interval)
    try container.encodeIfPresent(estimate.note, forKey: .note)
  }
}
