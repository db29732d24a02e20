package import ADBC

/// Counts truth and predicted class per group of people in one pass.
///
/// ```
/// var plan = ScanPlan()
/// let ticket = plan.add(try FairnessFold(options))
/// let report = try plan.run(stream)[ticket].get()
/// report.attributes[0].disparities
/// ```
///
/// Each attribute is counted on its own; combinations once for all attributes together, from which
/// those of fewer attributes are sums. What the data does not allow is the result's failure.
package struct FairnessFold: Fold {
  let options: FairnessOptions
  private var roles = Roles()
  private var labels: LabelReader
  private var predicted: LabelReader
  private var attributes: [GroupCounts]
  private var combinations: GroupCounts?
  private var targets: [UInt8] = []
  private var classes: [UInt8] = []
  private var scores: [Double] = []
  private var rows = 0
  private var missingLabels = 0
  private var missingPredictions = 0
  private var refusal: FairnessRefusal?

  private struct Roles: Sendable {
    var target = 0
    var called = 0
    var by: [Int] = []
  }

  /// Prepares to count.
  ///
  /// - Throws: ``FairnessRefusal`` when the options contradict each other.
  package init(_ options: FairnessOptions) throws(FairnessRefusal) {
    try options.check()
    self.options = options
    labels = LabelReader(positive: options.positive)
    predicted = LabelReader(positive: options.positive)
    attributes = options.by.map { _ in
      GroupCounts(columnCount: 1, limit: FairnessOptions.valueLimit)
    }
    if options.intersections {
      combinations = GroupCounts(
        columnCount: options.by.count, limit: FairnessOptions.combinationLimit)
    }
  }

  package var columns: Set<String>? { options.columns }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    do throws(FairnessRefusal) {
      roles.target = try Self.place(options.target, "target", fields, Self.isLabel)
      if let prediction = options.prediction {
        roles.called = try Self.place(prediction, "prediction", fields, Self.isLabel)
      } else {
        roles.called = try Self.place(options.score ?? "", "score", fields) { $0.isNumber }
      }
      for column in options.by {
        roles.by.append(
          try Self.place(column, "grouping", fields) { !$0.isNested })
      }
    } catch {
      refusal = error
    }
  }

  private static func isLabel(_ type: ArrowType) -> Bool { type.isNumber || type.isText }

  private static func place(
    _ name: String, _ role: String, _ fields: [ArrowField], _ fits: (ArrowType) -> Bool
  ) throws(FairnessRefusal) -> Int {
    guard let place = fields.firstIndex(where: { $0.name == name }) else {
      throw .metrics(.unknownColumn(name, role: role, available: fields.map(\.name)))
    }
    guard fits(fields[place].type) || fields[place].type == .null else {
      throw .metrics(
        .wrongType(
          column: name, role: role,
          expected: role == "score" ? "numbers" : "numbers, truths or texts"))
    }
    return place
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    update(batch, firstRow: firstRow, times: nil)
  }

  /// Counts the rows of a batch.
  ///
  /// - Parameter times: how many rows each stands for; nil: each for itself.
  mutating func update(_ batch: ArrowBatch, firstRow: Int, times: [Int]?) {
    let count = batch.rowCount
    rows += times?.reduce(0, +) ?? count
    guard refusal == nil else { return }
    if targets.count < count {
      targets = [UInt8](repeating: 0, count: count)
      classes = targets
    }
    unsafe labels.read(batch.columns[roles.target], rows: count, into: &targets)
    if let refused = labels.refusal(column: options.target, isFinal: false) {
      refusal = .metrics(refused)
      return
    }
    guard readClasses(batch) else { return }
    for row in 0..<count {
      if targets[row] == LabelReader.missing {
        missingLabels += times?[row] ?? 1
      } else if classes[row] == LabelReader.missing {
        missingPredictions += times?[row] ?? 1
      }
    }
    for place in attributes.indices {
      attributes[place].update(
        batch, firstRow: firstRow, columns: [roles.by[place]], labels: targets, classes: classes,
        times: times)
      if attributes[place].isOverLimit {
        refusal = .tooManyValues(column: options.by[place], limit: FairnessOptions.valueLimit)
        return
      }
    }
    combinations?.update(
      batch, firstRow: firstRow, columns: roles.by, labels: targets, classes: classes, times: times)
    if combinations?.isOverLimit == true {
      refusal = .tooManyCombinations(limit: FairnessOptions.combinationLimit)
    }
    withExtendedLifetime(batch) {}
  }

  /// Reads what rows were called, or why it cannot be.
  private mutating func readClasses(_ batch: ArrowBatch) -> Bool {
    let count = batch.rowCount
    if let prediction = options.prediction {
      unsafe predicted.read(batch.columns[roles.called], rows: count, into: &classes)
      if let refused = predicted.refusal(column: prediction, isFinal: false) {
        refusal = .metrics(refused)
        return false
      }
    } else {
      if scores.count < count { scores = [Double](repeating: 0, count: count) }
      unsafe NumberReader.read(batch.columns[roles.called], rows: count, into: &scores)
      for row in 0..<count {
        classes[row] =
          !scores[row].isFinite
          ? LabelReader.missing
          : scores[row] >= options.threshold ? LabelReader.positive : LabelReader.negative
      }
    }
    return true
  }

  /// Whether the data turned out to be refused, so that nothing more needs to be counted.
  var isRefused: Bool { refusal != nil }

  package mutating func merge(_ other: FairnessFold) {
    rows += other.rows
    missingLabels += other.missingLabels
    missingPredictions += other.missingPredictions
    if refusal == nil { refusal = other.refusal }
    guard refusal == nil else { return }
    labels.merge(other.labels)
    predicted.merge(other.predicted)
    for place in attributes.indices {
      attributes[place].merge(other.attributes[place])
      if attributes[place].isOverLimit {
        refusal = .tooManyValues(column: options.by[place], limit: FairnessOptions.valueLimit)
      }
    }
    if let others = other.combinations { combinations?.merge(others) }
    if combinations?.isOverLimit == true, refusal == nil {
      refusal = .tooManyCombinations(limit: FairnessOptions.combinationLimit)
    }
  }

  package mutating func finish() -> Result<FairnessReport, FairnessRefusal> {
    if let refusal = refusal ?? finalRefusal { return .failure(refusal) }
    do throws(FairnessRefusal) {
      return .success(
        try FairnessReportBuilder(
          options: options, rows: rows, missingLabels: missingLabels,
          missingPredictions: missingPredictions
        ).report(attributes: attributes, combinations: combinations))
    } catch {
      return .failure(error)
    }
  }

  /// What can only be known once all rows were seen.
  private var finalRefusal: FairnessRefusal? {
    if let refused = labels.refusal(column: options.target, isFinal: true) {
      return .metrics(refused)
    }
    guard Set(labels.values).union(predicted.values).count <= 2 else {
      return .metrics(.foreignClasses(prediction: predicted.values, target: labels.values))
    }
    return nil
  }
}
