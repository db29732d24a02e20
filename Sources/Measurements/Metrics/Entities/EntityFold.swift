package import ADBC

/// Measures a model on whole entities whose pieces are the rows, in one pass.
///
/// Rows are counted by groups of entities too, so that intervals come from leaving out each group.
///
/// - Complexity: O(rows) time; about 250 bytes an entity, and ``groupCount`` small tables.
package struct EntityFold: Fold {
  /// Groups of entities that are left out in turn for intervals.
  ///
  /// 50: the interval's width is then known within a tenth; the tables of all take 10 MB.
  static let groupCount = 50

  private let metrics: MetricOptions
  private let options: EntityOptions
  private var places = Places()
  private var labels: LabelReader
  private var predicted: LabelReader
  private var scratch = Scratch()
  private var numbers: [EntityKey: Int] = [:]
  private var keys: [EntityKey] = []
  private var entities: [EntityPieces] = []
  /// The metrics of rows, by groups of entities.
  private var task: any MetricTask
  /// Pieces by truth and predicted class, by groups of entities.
  private var cells = [ConfusionCells](repeating: ConfusionCells(), count: EntityFold.groupCount)
  private var codes: [UInt32] = []
  private var rows = 0
  private var strayRows = 0
  private var refusal: MetricRefusal?

  private struct Places: Sendable {
    var entity: Int?
    var target: Int?
    var score: Int?
    var prediction: Int?
  }

  /// Room for one batch, kept between batches.
  private struct Scratch: Sendable {
    var labels: [UInt8] = []
    var classes: [UInt8] = []
    var target: [Double] = []
    var other: [Double] = []
    /// Each row's entity.
    var numbers: [Int] = []

    mutating func reserve(_ rows: Int) {
      guard labels.count < rows else { return }
      labels = [UInt8](repeating: LabelReader.missing, count: rows)
      classes = labels
      target = [Double](repeating: .nan, count: rows)
      other = target
      numbers = [Int](repeating: 0, count: rows)
    }
  }

  /// Prepares to measure.
  ///
  /// - Throws: ``MetricRefusal`` when the options contradict each other.
  package init(_ metrics: MetricOptions, _ options: EntityOptions) throws(MetricRefusal) {
    try metrics.check()
    try options.check(metrics)
    self.metrics = metrics
    self.options = options
    labels = LabelReader(positive: metrics.positive)
    predicted = LabelReader(positive: metrics.positive)
    task = metrics.task.member.init(Self.grouped(metrics, options))
  }

  /// The options of the metrics of rows: grouped by nothing but entities.
  private static func grouped(_ metrics: MetricOptions, _ options: EntityOptions) -> MetricOptions {
    var own = metrics
    own.window = nil
    own.by = [options.column]
    return own
  }

  package var columns: Set<String>? { metrics.columns.union([options.column]) }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    func place(_ name: String?) -> Int? {
      name.flatMap { name in fields.firstIndex { $0.name == name } }
    }
    places = Places(
      target: place(metrics.target), score: place(metrics.score),
      prediction: place(metrics.prediction))
    do throws(MetricRefusal) {
      let columns = ColumnFinder(fields)
      places.entity = try columns.place(options.column, "entity", .values) as Int
      try task.start(columns)
    } catch {
      refusal = error
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    rows += batch.rowCount
    guard refusal == nil, let entity = places.entity else { return }
    scratch.reserve(batch.rowCount)
    number(batch, entity)
    if keys.count > options.limit {
      refusal = .tooManyGroups(limit: options.limit, by: [options.column])
      return
    }
    do throws(MetricRefusal) {
      try task.add(batch, firstRow: firstRow, codes: codes, groups: Self.groupCount)
    } catch {
      refusal = error
      return
    }
    if metrics.task == .binary { updateBinary(batch) } else { updateRegression(batch) }
    withExtendedLifetime(batch) {}
  }

  private mutating func updateBinary(_ batch: ArrowBatch) {
    let rows = batch.rowCount
    guard let target = places.target else { return }
    unsafe labels.read(batch.columns[target], rows: rows, into: &scratch.labels)
    if let prediction = places.prediction {
      unsafe predicted.read(batch.columns[prediction], rows: rows, into: &scratch.classes)
    }
    if let score = places.score {
      unsafe NumberReader.read(batch.columns[score], rows: rows, into: &scratch.other)
    }
    let kept = options.aggregate.keptScores
    for row in 0..<rows where codes[row] != GroupIndex.none {
      guard scratch.labels[row] < LabelReader.missing else { continue }
      let isPositive = scratch.labels[row] == LabelReader.positive
      let score = places.score == nil ? nil : scratch.other[row]
      var called: Bool?
      if places.prediction != nil {
        called =
          scratch.classes[row] < LabelReader.missing
          ? scratch.classes[row] == LabelReader.positive : nil
      } else if let score, score.isFinite {
        called = score >= metrics.threshold
      }
      entities[scratch.numbers[row]].add(
        isPositive: isPositive, calledPositive: called, score: score, keeping: kept)
      if let called {
        cells[Int(codes[row])].add(isPositive: isPositive, calledPositive: called)
      }
    }
  }

  private mutating func updateRegression(_ batch: ArrowBatch) {
    let rows = batch.rowCount
    guard let target = places.target else { return }
    unsafe NumberReader.read(batch.columns[target], rows: rows, into: &scratch.target)
    if let prediction = places.prediction {
      unsafe NumberReader.read(batch.columns[prediction], rows: rows, into: &scratch.other)
    }
    for row in 0..<rows where codes[row] != GroupIndex.none {
      let (target, prediction) = (scratch.target[row], scratch.other[row])
      guard places.prediction != nil, (prediction - target).isFinite else { continue }
      entities[scratch.numbers[row]].add(target: target, prediction: prediction)
    }
  }

  /// Numbers the entities of a batch's rows, and writes the group of each.
  private mutating func number(_ batch: ArrowBatch, _ entity: Int) {
    if codes.count < batch.rowCount {
      codes = [UInt32](repeating: GroupIndex.none, count: batch.rowCount)
    }
    let column = unsafe batch.columns[entity]
    for row in 0..<batch.rowCount {
      guard let key = unsafe EntityKey(column, row: row) else {
        strayRows += 1
        codes[row] = GroupIndex.none
        continue
      }
      scratch.numbers[row] = number(of: key)
      codes[row] = UInt32(key.group(of: Self.groupCount))
    }
  }

  private mutating func number(of key: EntityKey) -> Int {
    if let known = numbers[key] { return known }
    let number = keys.count
    numbers[key] = number
    keys.append(key)
    entities.append(EntityPieces())
    return number
  }

  package mutating func merge(_ other: EntityFold) {
    rows += other.rows
    strayRows += other.strayRows
    if refusal == nil { refusal = other.refusal }
    labels.merge(other.labels)
    predicted.merge(other.predicted)
    for (key, pieces) in zip(other.keys, other.entities) {
      entities[number(of: key)].merge(pieces, keeping: options.aggregate.keptScores)
    }
    for group in cells.indices { cells[group].merge(other.cells[group]) }
    task.mergeErased(other.task, numbers: (0..<UInt32(Self.groupCount)).map { $0 })
  }

  package mutating func finish() -> Result<EntityReport, MetricRefusal> {
    if let refusal { return .failure(refusal) }
    do throws(MetricRefusal) {
      try task.finish()
    } catch {
      return .failure(error)
    }
    let builder = EntityReportBuilder(
      metrics: metrics, options: options, keys: keys, entities: entities, cells: cells, task: task)
    return .success(builder.report(rows: rows, strayRows: strayRows))
  }
}
