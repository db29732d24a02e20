internal import Statistics

extension EstimationReport: Encodable {
  private enum Key: String, CodingKey {
    case method, rows, referenceRows, windows, thresholds, assumptions, calibration, classes, record
    case withdrawals, warnings
  }
  private enum ThresholdKey: String, CodingKey {
    case method, alarmRate, referenceWindows
  }

  /// Writes the document of `assay estimate --json`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(method, forKey: .method)
    try container.encode(rows, forKey: .rows)
    try container.encode(referenceRows, forKey: .referenceRows)
    try container.encode(windows, forKey: .windows)
    var thresholds = container.nestedContainer(keyedBy: ThresholdKey.self, forKey: .thresholds)
    try thresholds.encode(WindowLimits.card.id, forKey: .method)
    try thresholds.encode(alarmRate, forKey: .alarmRate)
    try thresholds.encode(referenceWindows, forKey: .referenceWindows)
    try container.encode(assumptions, forKey: .assumptions)
    try container.encodeIfPresent(calibration, forKey: .calibration)
    if !classCalibrations.isEmpty {
      try container.encode(
        classCalibrations.map { ClassObject(name: $0.name, study: $0.study) }, forKey: .classes)
    }
    try container.encode(record, forKey: .record)
    try container.encode(withdrawals, forKey: .withdrawals)
    try container.encode(warnings, forKey: .warnings)
  }
}

extension EstimationReport.Window: Encodable {
  private enum Key: String, CodingKey {
    case key, start, end, rows, labelledRows, metrics, cells, confusion, assumptions
  }

  /// Writes one element of `windows`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .key)
    try container.encode(span?.start, forKey: .start)
    try container.encode(span?.end, forKey: .end)
    try container.encode(rows, forKey: .rows)
    try container.encode(labelledRows, forKey: .labelledRows)
    var object = container.nestedContainer(keyedBy: NameKey.self, forKey: .metrics)
    for entry in metrics { try object.encode(entry, forKey: NameKey(entry.card.key)) }
    if let cells {
      var object = container.nestedContainer(keyedBy: NameKey.self, forKey: .cells)
      let names = ["truePositives", "falsePositives", "falseNegatives", "trueNegatives"]
      for (name, cell) in zip(names, cells) {
        try object.encode(EstimateObject(cell), forKey: NameKey(name))
      }
    }
    try container.encodeIfPresent(confusion, forKey: .confusion)
    try container.encode(assumptions, forKey: .assumptions)
  }
}

extension EstimationReport.ExpectedCell: Encodable {
  private enum Key: String, CodingKey { case truth, called, value, interval }

  /// Writes one element of `confusion`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(truth, forKey: .truth)
    try container.encode(called, forKey: .called)
    try container.encode(rows.value, forKey: .value)
    try container.encode(rows.interval, forKey: .interval)
  }
}

extension EstimationReport.Entry: Encodable {
  private enum Key: String, CodingKey {
    case value, interval, lowerThreshold, upperThreshold, alert, note, realised
  }

  /// Writes one element of `metrics`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(estimate.value, forKey: .value)
    try container.encode(estimate.interval, forKey: .interval)
    try container.encode(limits?.lowerBound, forKey: .lowerThreshold)
    try container.encode(limits?.upperBound, forKey: .upperThreshold)
    try container.encode(alert, forKey: .alert)
    try container.encodeIfPresent(estimate.note, forKey: .note)
    try container.encodeIfPresent(realised.map { EstimateObject($0) }, forKey: .realised)
  }
}

extension EstimationReport.Assumption: Encodable {
  private enum Key: String, CodingKey { case id, value, interval, limit, outcome, finding }

  /// Writes one element of `assumptions`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(id, forKey: .id)
    try container.encode(estimate.value, forKey: .value)
    try container.encode(estimate.interval, forKey: .interval)
    try container.encode(limit, forKey: .limit)
    try container.encode(outcome, forKey: .outcome)
    try container.encode(finding, forKey: .finding)
  }
}

extension CalibrationStudy: Encodable {
  private enum Key: String, CodingKey {
    case applied, method, reason, rows, positives, folds, scores, calibrated, brierImprovement
  }

  /// Writes `calibration`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(map.isApplied, forKey: .applied)
    try container.encode(IsotonicRegression.card.id, forKey: .method)
    try container.encode(reason, forKey: .reason)
    try container.encode(rows, forKey: .rows)
    try container.encode(positives, forKey: .positives)
    try container.encode(Self.folds, forKey: .folds)
    try container.encode(raw, forKey: .scores)
    try container.encode(calibrated, forKey: .calibrated)
    try container.encode(improvement.map { EstimateObject($0) }, forKey: .brierImprovement)
  }
}

extension CalibrationStudy.Agreement: Encodable {
  private enum Key: String, CodingKey { case ece, brier, spiegelhalter }
  private enum TestKey: String, CodingKey { case statistic, pValue, note }

  /// Writes one of the two ways in which scores can be used.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(EstimateObject(error), forKey: .ece)
    try container.encode(brier, forKey: .brier)
    var object = container.nestedContainer(keyedBy: TestKey.self, forKey: .spiegelhalter)
    switch test {
    case .success(let outcome):
      try object.encode(outcome.statistic, forKey: .statistic)
      try object.encode(outcome.pValue, forKey: .pValue)
    case .failure(let reason):
      try object.encodeNil(forKey: .statistic)
      try object.encodeNil(forKey: .pValue)
      try object.encode(reason.reason, forKey: .note)
    }
  }
}

extension EstimationRecord: Encodable {
  private enum Key: String, CodingKey { case metric, windows, coverage, bias, outcome, note }

  /// Writes one element of `record`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(card.key, forKey: .metric)
    try container.encode(windows, forKey: .windows)
    try container.encode(EstimateObject(coverage), forKey: .coverage)
    try container.encode(EstimateObject(bias), forKey: .bias)
    try container.encode(outcome, forKey: .outcome)
    try container.encodeIfPresent(note, forKey: .note)
  }
}

extension EstimationRecord.Window: Encodable {
  private enum Key: String, CodingKey { case key, rows, estimated, realised, covered }

  /// Writes one element of a record's `windows`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .key)
    try container.encode(rows, forKey: .rows)
    try container.encode(EstimateObject(estimate), forKey: .estimated)
    try container.encode(EstimateObject(realised), forKey: .realised)
    try container.encode(isCovered, forKey: .covered)
  }
}

/// A class with how its scores were calibrated.
private struct ClassObject: Encodable {
  let name: String
  let study: CalibrationStudy

  private enum Key: String, CodingKey { case name = "class", calibration }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(study, forKey: .calibration)
  }
}

/// A value with its interval; null with a note when undefined.
private struct EstimateObject: Encodable {
  let estimate: Estimate

  init(_ estimate: Estimate) { self.estimate = estimate }

  private enum Key: String, CodingKey { case value, interval, note }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(estimate.value, forKey: .value)
    try container.encode(estimate.interval, forKey: .interval)
    try container.encodeIfPresent(estimate.note, forKey: .note)
  }
}

/// A key that comes from a card.
private struct NameKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
