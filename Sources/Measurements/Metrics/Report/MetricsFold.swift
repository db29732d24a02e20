package import ADBC
internal import Statistics

/// Measures the metrics of a data set in one pass, overall and per window and group.
///
/// ```
/// var plan = ScanPlan()
/// let ticket = plan.add(try MetricsFold(options))
/// let report = try plan.run(stream)[ticket].get()
/// report["rocAUC"]?.interval
/// ```
///
/// What the data does not allow is the result's failure; it stops the counting, not the scan, since
/// other measurements may share it.
package struct MetricsFold: Fold {
  private let options: MetricOptions
  private var roles = Roles()
  private var labels: LabelReader
  private var predicted: LabelReader
  private var index: GroupIndex
  private var binary: BinaryTally
  private var regression: RegressionTally
  private var scratch = Scratch()
  private var rows = 0
  private var refusal: MetricRefusal?

  /// Where each role's column is in a batch.
  private struct Roles: Sendable {
    var target = 0
    var score: Int?
    var prediction: Int?
    var ends: (lower: Int, upper: Int)?
    var timestamp: Int?
    var by: [Int] = []
  }

  /// Room for one batch, kept between batches.
  private struct Scratch: Sendable {
    var codes: [UInt32] = []
    var labels: [UInt8] = []
    var classes: [UInt8] = []
    var first: [Double] = []
    var second: [Double] = []
    var lower: [Double] = []
    var upper: [Double] = []

    mutating func reserve(_ rows: Int) {
      guard codes.count < rows else { return }
      codes = [UInt32](repeating: 0, count: rows)
      labels = [UInt8](repeating: 0, count: rows)
      classes = labels
      first = [Double](repeating: 0, count: rows)
      (second, lower, upper) = (first, first, first)
    }
  }

  /// Prepares to measure.
  ///
  /// - Throws: ``MetricRefusal`` when the options contradict each other.
  package init(_ options: MetricOptions) throws(MetricRefusal) {
    try options.check()
    self.options = options
    labels = LabelReader(positive: options.positive)
    predicted = LabelReader(positive: options.positive)
    index = GroupIndex(
      window: options.window, columnCount: options.by.count, limit: options.groupLimit)
    binary = BinaryTally(options)
    regression = RegressionTally(options)
  }

  package var columns: Set<String>? { options.columns }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    do throws(MetricRefusal) {
      roles = try Self.roles(options, fields)
    } catch {
      refusal = error
    }
  }

  private static func roles(
    _ options: MetricOptions, _ fields: [ArrowField]
  ) throws(MetricRefusal) -> Roles {
    func place(
      _ name: String?, _ role: String, _ expected: String, _ fits: (ArrowType) -> Bool
    ) throws(MetricRefusal) -> Int? {
      guard let name else { return nil }
      guard let place = fields.firstIndex(where: { $0.name == name }) else {
        throw .unknownColumn(name, role: role, available: fields.map(\.name))
      }
      guard fits(fields[place].type) || fields[place].type == .null else {
        throw .wrongType(column: name, role: role, expected: expected)
      }
      return place
    }
    var roles = Roles()
    let isBinary = options.task == .binary
    let labelTypes = "numbers, truths or texts"
    roles.target =
      try place(options.target, "target", isBinary ? labelTypes : "numbers") {
        $0.isNumber || (isBinary && $0.isText)
      } ?? 0
    roles.prediction = try place(
      options.prediction, "prediction", isBinary ? labelTypes : "numbers"
    ) { $0.isNumber || (isBinary && $0.isText) }
    if isBinary {
      roles.score = try place(options.score, "score", "numbers") { $0.isNumber }
    } else if let lower = try place(options.lower, "lower end", "numbers", { $0.isNumber }),
      let upper = try place(options.upper, "upper end", "numbers", { $0.isNumber })
    {
      roles.ends = (lower, upper)
    }
    if options.window?.isCalendar == true {
      roles.timestamp = try place(options.timestamp, "timestamp", "dates or timestamps") {
        $0.isInstant
      }
    }
    for name in options.by {
      let column = try place(name, "grouping", "values, not lists or structs") {
        if case .unsupported = $0 { false } else { true }
      }
      if let column { roles.by.append(column) }
    }
    return roles
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    rows += batch.rowCount
    guard refusal == nil else { return }
    scratch.reserve(batch.rowCount)
    index.assign(
      batch, firstRow: firstRow, timestamp: roles.timestamp, columns: roles.by,
      into: &scratch.codes)
    if index.isOverLimit {
      refusal = .tooManyGroups(limit: options.groupLimit, by: options.by)
      return
    }
    switch options.task {
    case .binary: updateBinary(batch)
    case .regression: updateRegression(batch)
    }
    withExtendedLifetime(batch) {}
  }

  private mutating func updateBinary(_ batch: ArrowBatch) {
    let rows = batch.rowCount
    unsafe labels.read(batch.columns[roles.target], rows: rows, into: &scratch.labels)
    refusal = labels.refusal(column: options.target, isFinal: false)
    if let prediction = roles.prediction, refusal == nil {
      unsafe predicted.read(batch.columns[prediction], rows: rows, into: &scratch.classes)
      refusal = predicted.refusal(column: options.prediction ?? "", isFinal: false)
    }
    guard refusal == nil else { return }
    if let score = roles.score {
      unsafe NumberReader.read(batch.columns[score], rows: rows, into: &scratch.first)
    }
    binary.reserve(options.isGrouped ? index.count : 0)
    binary.add(
      rows: rows, codes: scratch.codes, labels: scratch.labels,
      scores: roles.score == nil ? nil : scratch.first,
      classes: roles.prediction == nil ? nil : scratch.classes)
  }

  private mutating func updateRegression(_ batch: ArrowBatch) {
    let rows = batch.rowCount
    unsafe NumberReader.read(batch.columns[roles.target], rows: rows, into: &scratch.first)
    if let prediction = roles.prediction {
      unsafe NumberReader.read(batch.columns[prediction], rows: rows, into: &scratch.second)
    }
    if let ends = roles.ends {
      unsafe NumberReader.read(batch.columns[ends.lower], rows: rows, into: &scratch.lower)
      unsafe NumberReader.read(batch.columns[ends.upper], rows: rows, into: &scratch.upper)
    }
    regression.reserve(options.isGrouped ? index.count : 0)
    regression.add(
      rows: rows, codes: scratch.codes, targets: scratch.first,
      predictions: roles.prediction == nil ? nil : scratch.second,
      ends: roles.ends == nil ? nil : (scratch.lower, scratch.upper))
  }

  package mutating func merge(_ other: MetricsFold) {
    rows += other.rows
    if refusal == nil { refusal = other.refusal }
    guard refusal == nil else { return }
    labels.merge(other.labels)
    predicted.merge(other.predicted)
    let numbers = index.merge(other.index)
    binary.merge(other.binary, numbers: numbers)
    regression.merge(other.regression, numbers: numbers)
  }

  package mutating func finish() -> Result<MetricsReport, MetricRefusal> {
    if let refusal = refusal ?? finalRefusal { return .failure(refusal) }
    binary.flush()
    return .success(
      MetricsReportBuilder(options: options, rows: rows, index: index)
        .report(binary: binary, regression: regression))
  }

  /// What can only be known once all rows were seen.
  private var finalRefusal: MetricRefusal? {
    guard options.task == .binary else { return nil }
    if let refusal = labels.refusal(column: options.target, isFinal: true) { return refusal }
    if let refusal = predicted.refusal(column: options.prediction ?? "", isFinal: false) {
      return refusal
    }
    let classes = Set(labels.values).union(predicted.values)
    guard classes.count <= 2 else {
      return .foreignClasses(prediction: predicted.values, target: labels.values)
    }
    return nil
  }
}
