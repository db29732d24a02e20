internal import ADBC

/// One kind of prediction: which columns it reads, what it counts of them, and which metrics
/// follow.
///
/// ``MetricsFold`` knows rows, groups and windows; everything that is different between kinds of
/// prediction is in one member. Adding a kind is a file with a member, a case of
/// ``MetricOptions/Task`` and a line in ``MetricOptions/Task/member``.
protocol MetricTask: Sendable {
  /// Checks what can be checked without data.
  ///
  /// - Throws: ``MetricRefusal`` when the options do not describe this kind of prediction.
  static func check(_ options: MetricOptions) throws(MetricRefusal)

  /// The columns that it reads beside the target.
  static func columns(_ options: MetricOptions) -> [String]

  /// Counts of nothing.
  init(_ options: MetricOptions)

  /// Finds its columns in the data.
  ///
  /// - Throws: ``MetricRefusal`` when one is not there or of a type that does not fit.
  mutating func start(_ columns: ColumnFinder) throws(MetricRefusal)

  /// Counts the rows of a batch.
  ///
  /// - Parameters:
  ///   - firstRow: the number of the batch's first row in the data, from 0.
  ///   - codes: each row's group, or ``GroupIndex/none``; longer than the batch.
  ///   - groups: groups so far; 0 when rows are not grouped.
  /// - Throws: ``MetricRefusal`` when the data cannot be of this kind of prediction.
  mutating func add(
    _ batch: ArrowBatch, firstRow: Int, codes: [UInt32], groups: Int
  ) throws(MetricRefusal)

  /// Adds the counts of other rows, whose groups are numbered `numbers` here.
  mutating func merge(_ other: Self, numbers: [UInt32])

  /// Counts what waits, once all rows were seen.
  ///
  /// - Throws: ``MetricRefusal`` for what can only be known then.
  mutating func finish() throws(MetricRefusal)

  /// All rows.
  var overall: TaskSummary { get }

  /// The rows of a group.
  func group(_ number: Int) -> TaskResult

  /// For each of some groups, a metric over the rows of all the others; nil where it is not
  /// measured.
  func rests(of numbers: [Int], _ key: String) -> [MetricsReport.Entry?]

  /// Whether ``groups(_:)`` puts groups together.
  static var joinsGroups: Bool { get }

  /// The rows of several groups together: of rolling windows, of all entities but some; nil where
  /// the kind of prediction cannot put groups together.
  func groups(_ numbers: [Int]) -> TaskResult?

  /// The counts behind a group's metrics; nil where the kind of prediction does not give them away.
  func measurement(_ number: Int) -> MetricsReport.Measurement?
}

extension MetricTask {
  static var joinsGroups: Bool { false }
  func groups(_ numbers: [Int]) -> TaskResult? { nil }
  func measurement(_ number: Int) -> MetricsReport.Measurement? { nil }
}

extension MetricOptions.Task {
  /// Who measures it: one line each.
  var member: any MetricTask.Type {
    switch self {
    case .binary: BinaryTask.self
    case .multiclass: MulticlassTask.self
    case .regression: RegressionTask.self
    case .forecast: ForecastTask.self
    case .ranking: RankingTask.self
    }
  }
}

extension MetricOptions {
  /// Who measures these options; nil where weighted rows of the task are not measured.
  var member: (any MetricTask.Type)? {
    guard inclusionProbability != nil else { return task.member }
    switch task {
    case .binary: return WeightedBinaryTask.self
    case .regression: return WeightedRegressionTask.self
    case .multiclass, .forecast, .ranking: return nil
    }
  }
}

extension MetricTask {
  func rests(of numbers: [Int], _ key: String) -> [MetricsReport.Entry?] {
    Array(repeating: nil, count: numbers.count)
  }

  /// ``merge(_:numbers:)`` with counts of the same kind of prediction.
  mutating func mergeErased(_ other: any MetricTask, numbers: [UInt32]) {
    guard let other = other as? Self else {
      preconditionFailure("counts of \(type(of: other)) do not add to those of \(Self.self)")
    }
    merge(other, numbers: numbers)
  }
}
