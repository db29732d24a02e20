internal import ADBC
internal import Statistics

/// Multiclass classification: labels, predicted classes and a probability for each class.
///
/// A class that is not among the declared ones has the probability 0: its rows are wrong in every
/// metric of probabilities, and a warning says how many they are.
struct MulticlassTask: CountedTask {
  /// Cells of all groups' confusion matrices together; more are refused.
  ///
  /// 2^22: about 200 MB when full.
  private static let cellLimit = 1 << 22

  let options: MetricOptions
  private var names: ClassNames
  private var labels = ClassReader()
  private var predicted = ClassReader()
  private var groups: [MulticlassTable] = []
  /// Rows of no window, or all rows when there are no groups.
  private var rest: MulticlassTable
  /// The scores of all rows, where there are groups.
  private var all: ProbabilityTable?
  private var target = 0
  private var prediction: Int?
  private var probabilities: [Int] = []
  /// Room for one batch, kept between batches.
  private var truths: [UInt16] = []
  private var calls: [UInt16] = []
  private var scores: [[Double]] = []
  private var best: [Int] = []

  private var declared: [String] { options.multiclass.classes }

  static func check(_ options: MetricOptions) throws(MetricRefusal) {
    let (classes, probabilities) = (options.multiclass.classes, options.multiclass.probabilities)
    guard options.prediction != nil || !probabilities.isEmpty else {
      throw .missingOption(
        "--prediction or --probabilities", "metrics of a multiclass task need one of them")
    }
    guard probabilities.isEmpty || !classes.isEmpty else {
      throw .missingOption("--classes", "it names the classes in the order of --probabilities")
    }
    guard probabilities.isEmpty || classes.count == probabilities.count else {
      throw .badOption(
        "--classes", "of \(classes.count) names",
        "one for each of the \(probabilities.count) columns of --probabilities")
    }
    guard Set(classes).count == classes.count, Set(probabilities).count == probabilities.count
    else {
      throw .badOption(
        "--classes or --probabilities", "with a name twice", "every class and column once")
    }
    guard classes.isEmpty || (2...ClassNames.limit).contains(classes.count) else {
      throw .badOption("--classes", "of \(classes.count) names", "2 to \(ClassNames.limit)")
    }
    if let places = options.places, places < 1 {
      throw .badOption("--k", "\(places)", "1 or more")
    }
  }

  static func columns(_ options: MetricOptions) -> [String] {
    [options.prediction].compactMap(\.self) + options.multiclass.probabilities
  }

  init(_ options: MetricOptions) {
    self.options = options
    names = ClassNames(declared: options.multiclass.classes)
    let isGrouped = options.isGrouped
    rest = Self.table(options, isOverall: !isGrouped)
    all = isGrouped ? Self.probabilities(options, isOverall: true) : nil
  }

  private static func table(_ options: MetricOptions, isOverall: Bool) -> MulticlassTable {
    MulticlassTable(probabilities: probabilities(options, isOverall: isOverall))
  }

  /// An empty table whose size does not grow with the number of classes.
  private static func probabilities(
    _ options: MetricOptions, isOverall: Bool
  ) -> ProbabilityTable? {
    let classes = options.multiclass.probabilities.count
    guard classes > 0 else { return nil }
    let sampled = sampled(classes: classes)
    return ProbabilityTable(
      classes: classes, capacity: scores(classes: classes, isOverall: isOverall),
      sampled: isOverall ? sampled.all : sampled.part,
      calibrationBins: options.calibrationBins, places: options.places ?? 2)
  }

  /// Different scores that a table keeps of each of so many classes.
  static func scores(classes: Int, isOverall: Bool) -> Int {
    isOverall
      ? max(BinaryScoreTable.capacityOverall / classes, 1_024)
      : max(BinaryScoreTable.capacityPerGroup / max(classes, 1), 128)
  }

  /// Different rows that are kept whole, of a group and of all.
  static func sampled(classes: Int) -> (part: Int, all: Int) {
    (
      part: ProbabilitySample.capacity(classes: classes, numbers: 1 << 15, atMost: 512),
      all: ProbabilitySample.capacity(classes: classes, numbers: 1 << 18, atMost: 2_048)
    )
  }

  mutating func start(_ columns: ColumnFinder) throws(MetricRefusal) {
    target = try columns.place(options.target, "target", .labels)
    prediction = try columns.place(options.prediction, "prediction", .labels)
    for name in options.multiclass.probabilities {
      probabilities.append(try columns.place(name, "probabilities", .numbers))
    }
    scores = [[Double]](repeating: [], count: probabilities.count)
  }

  mutating func add(
    _ batch: ArrowBatch, firstRow: Int, codes: [UInt32], groups: Int
  ) throws(MetricRefusal) {
    try count(batch, codes: codes, groups: groups, times: nil)
  }

  mutating func add(
    _ batch: ArrowBatch, codes: [UInt32], groups: Int, times: [Int]
  ) throws(MetricRefusal) {
    try count(batch, codes: codes, groups: groups, times: times)
  }

  /// - Parameter times: how many rows each row of the batch stands for; nil: each for itself.
  private mutating func count(
    _ batch: ArrowBatch, codes: [UInt32], groups groupCount: Int, times: [Int]?
  ) throws(MetricRefusal) {
    try read(batch)
    while groups.count < groupCount { groups.append(Self.table(options, isOverall: false)) }
    let declared = declared.count
    for row in 0..<batch.rowCount where times?[row] ?? 1 > 0 {
      let (code, truth, called) = (codes[row], truths[row], calls[row])
      let isOfGroup = groupCount > 0 && code != GroupIndex.none
      guard !scores.isEmpty else {
        let rows = times?[row] ?? 1
        if isOfGroup {
          groups[Int(code)].add(truth: truth, called: called, declared: declared, times: rows)
        } else {
          rest.add(truth: truth, called: called, declared: declared, times: rows)
        }
        continue
      }
      // Sums of losses are taken row by row, so that they are those of the rows.
      for _ in 0..<(times?[row] ?? 1) {
        if isOfGroup {
          groups[Int(code)].add(
            truth: truth, called: called, declared: declared, scores, row: row, best: best[row])
        } else {
          rest.add(
            truth: truth, called: called, declared: declared, scores, row: row, best: best[row])
        }
        if options.isGrouped, truth != ClassReader.missing, best[row] >= 0 {
          all?.addScores(truth: Int(truth), scores, row: row)
        }
      }
    }
    try requireFewCells()
  }

  /// Counts rows that a database counted; false when it took a label for another class.
  mutating func add(
    _ batch: ArrowBatch, _ parts: [ClassPart], codes: [UInt32], groups groupCount: Int
  ) throws(MetricRefusal) -> Bool {
    try read(batch)
    while groups.count < groupCount { groups.append(Self.table(options, isOverall: false)) }
    let declared = declared.count
    for (row, part) in parts.enumerated() {
      let truth = truths[row]
      guard part.truth == (truth == ClassReader.missing ? -1 : min(Int(truth), declared)) else {
        return false
      }
      let called =
        prediction != nil ? calls[row] : part.best.map { UInt16($0) } ?? ClassReader.missing
      change(codes[row]) { $0.add(part, truth: truth, called: called, declared: declared) }
    }
    try requireFewCells()
    return true
  }

  /// Counts a score of rows that are counted elsewhere.
  ///
  /// - Parameter code: their group; nil for all rows of a grouped task.
  mutating func add(_ part: ClassScorePart, dropped: Int, code: UInt32?) {
    func count(_ table: inout ProbabilityTable) {
      table.add(
        score: part.score, of: part.place, isFirst: part.isFirst, times: part.times,
        dropped: dropped)
    }
    if let code { change(code) { $0.change(count) } } else { changeAll(count) }
  }

  /// Counts a whole row among those that are kept.
  mutating func add(_ row: SampledRow, code: UInt32) {
    change(code) { table in table.change { $0.add(sampled: row) } }
    if row.isOfAll, options.isGrouped { changeAll { $0.add(sampled: row) } }
  }

  private mutating func changeAll(_ body: (inout ProbabilityTable) -> Void) {
    guard var table = all else { return }
    all = nil
    body(&table)
    all = table
  }

  private mutating func change(_ code: UInt32, _ body: (inout MulticlassTable) -> Void) {
    if options.isGrouped, code != GroupIndex.none {
      body(&groups[Int(code)])
    } else {
      body(&rest)
    }
  }

  /// Reads classes and probabilities of a batch.
  private mutating func read(_ batch: ArrowBatch) throws(MetricRefusal) {
    let rows = batch.rowCount
    if truths.count < rows {
      truths = [UInt16](repeating: 0, count: rows)
      calls = truths
      best = [Int](repeating: 0, count: rows)
      for place in scores.indices { scores[place] = [Double](repeating: 0, count: rows) }
    }
    unsafe labels.read(batch.columns[target], rows: rows, names: &names, into: &truths)
    try requireFewClasses(options.target)
    for (place, column) in probabilities.enumerated() {
      unsafe NumberReader.read(batch.columns[column], rows: rows, into: &scores[place])
    }
    if !scores.isEmpty { LikeliestClass.find(scores, rows: rows, into: &best) }
    if let prediction {
      unsafe predicted.read(batch.columns[prediction], rows: rows, names: &names, into: &calls)
      try requireFewClasses(options.prediction ?? "")
    } else {
      for row in 0..<rows { calls[row] = best[row] < 0 ? ClassReader.missing : UInt16(best[row]) }
    }
  }

  private func requireFewCells() throws(MetricRefusal) {
    let cells = groups.reduce(rest.confusion.count) { $0 + $1.confusion.count }
    guard cells <= Self.cellLimit else {
      throw .tooManyCells(limit: Self.cellLimit, groups: groups.count, classes: names.names.count)
    }
  }

  private func requireFewClasses(_ column: String) throws(MetricRefusal) {
    guard !names.isOverLimit else {
      throw .tooManyClasses(column: column, limit: ClassNames.limit)
    }
  }

  mutating func merge(_ other: MulticlassTask, numbers: [UInt32]) {
    let classes = other.names.names.map { names.number(of: $0) }
    for (table, number) in zip(other.groups, numbers) {
      while groups.count <= Int(number) { groups.append(Self.table(options, isOverall: false)) }
      groups[Int(number)].merge(table, numbers: classes)
    }
    rest.merge(other.rest, numbers: classes)
    if let scores = other.all { all?.merge(scores, withScores: true) }
  }

  mutating func finish() throws(MetricRefusal) {
    try requireFewClasses(options.target)
    let table = total
    let labelled = table.rows - table.missingLabels
    if labelled > 0, !declared.isEmpty, table.undeclaredLabels == labelled {
      throw .foreignClasses(
        prediction: declared, target: Array(names.names.dropFirst(declared.count).prefix(12)))
    }
  }

  /// The counts of all rows.
  private var total: MulticlassTable {
    guard options.isGrouped else { return rest }
    var total = Self.table(options, isOverall: true)
    total.merge(rest, withScores: false)
    for group in groups { total.merge(group, withScores: false) }
    total.takeScores(all)
    return total
  }

  var overall: TaskSummary {
    let table = total
    let measurement = table.measurement(names)
    return TaskSummary(
      result: result(measurement), doubts: doubts(table), measurement: .multiclass(measurement),
      parameters: probabilities.isEmpty ? [] : [("k", Double(options.places ?? 2))])
  }

  func group(_ number: Int) -> TaskResult { result(groups[number].measurement(names)) }

  /// The counts of classes, without those of probabilities, which are large.
  func measurement(_ number: Int) -> MetricsReport.Measurement? {
    let whole = groups[number].measurement(names)
    return .multiclass(
      MulticlassMeasurement(rows: whole.rows, confusion: whole.confusion, probabilities: nil))
  }
}

extension MulticlassTask {
  private func result(_ measurement: MulticlassMeasurement) -> TaskResult {
    let metrics = MetricCatalogue.multiclass.filter {
      $0.multiclassNeeds == .predictedClass || !probabilities.isEmpty
    }
    return TaskResult(
      rows: measurement.rows,
      metrics: metrics.map { entry($0, measurement) }, breakdowns: [classes(measurement)])
  }

  private func entry(
    _ metric: any MulticlassMetric.Type, _ measurement: MulticlassMeasurement
  ) -> MetricsReport.Entry {
    MetricsReport.Entry(
      metric.card,
      rows: metric.multiclassNeeds == .predictedClass
        ? measurement.confusion.rows : measurement.probabilities?.rows ?? 0,
      withoutSkill: metric.withoutSkill(measurement)
    ) { () throws(Undefined) in
      try metric.measure(measurement, level: options.level)
    }
  }

  func rests(of numbers: [Int], _ key: String) -> [MetricsReport.Entry?] {
    guard let metric = MetricCatalogue.multiclass.first(where: { $0.card.key == key }) else {
      return Array(repeating: nil, count: numbers.count)
    }
    return RestTables.map(
      count: numbers.count, table: { groups[numbers[$0]] }, merge: { $0.merge($1) }
    ) { entry(metric, $0.measurement(names)) }
  }

  /// Every class against all others.
  private func classes(_ measurement: MulticlassMeasurement) -> MetricsReport.Breakdown {
    let matrix = measurement.confusion
    let known = declared + matrix.classes.filter { !declared.contains($0) }
    return MetricsReport.Breakdown(
      key: "classes",
      parts: known.map { name in
        let place = matrix.classes.firstIndex(of: name)
        let scores = declared.firstIndex(of: name).flatMap { number in
          measurement.probabilities.map { $0.scores[number] }
        }
        let one = BinaryMeasurement(
          cells: place.map { matrix.cells(of: $0) } ?? ConfusionCells(trueNegatives: matrix.rows),
          scores: scores)
        return MetricsReport.Breakdown.Part(
          labels: [.text("class", name)], rows: one.cells.positives,
          metrics: MetricCatalogue.ofClass.filter { $0.needs == .predictedClass || scores != nil }
            .map { metric in
              MetricsReport.Entry(
                metric.card,
                rows: metric.needs == .predictedClass
                  ? one.cells.rows : one.scores.firstTotal + one.scores.secondTotal,
                withoutSkill: metric.withoutSkill(one)
              ) { () throws(Undefined) in
                try metric.measure(one, level: options.level)
              }
            })
      })
  }

  private func doubts(_ table: MulticlassTable) -> [TaskSummary.Doubt] {
    let scores = table.probabilities
    return [
      .init(
        "missing-label", table.missingLabels, "have no label and are in no metric", options.target),
      .init(
        "missing-prediction", options.prediction == nil ? 0 : table.missingPredictions,
        "have no predicted class", options.prediction),
      .init(
        "class-not-declared", table.undeclaredLabels,
        "are of a class that is not in --classes; its probability counts as 0", options.target),
      .init(
        "class-not-declared", table.undeclaredPredictions,
        "are called a class that is not in --classes", options.prediction),
      .init("missing-score", scores?.missing ?? 0, "lack a probability of a class", nil),
      .init("broken-score", scores?.broken ?? 0, "have a probability that is not a number", nil),
      .init("score-outside-0-1", scores?.outsideUnit ?? 0, "have probabilities outside 0…1", nil),
      .init(
        "probabilities-off-sum", scores?.offSum ?? 0,
        "have probabilities that do not sum to 1", nil),
    ]
  }
}
