package import ADBC

/// Which columns hold labels and probabilities, and what is listed of suspicious rows.
package struct LabelErrorOptions: Sendable, Hashable {
  /// The column of the label.
  package var target: String
  /// One column a class, or that of the positive class alone.
  package var probabilities: [String]
  /// The classes in the order of the probabilities; empty for a binary task with one column.
  package var classes: [String]
  /// The positive label of a binary task.
  package var positive: String?
  /// Columns that name a row.
  package var keys: [String]
  /// Rows that are listed at most.
  package var limit: Int
  /// Level of the intervals.
  package var level: Double

  /// Rows that may be listed at most.
  package static let largestLimit = 100_000
  /// Classes at most.
  package static let classLimit = 1_000

  /// Makes the options.
  package init(
    target: String, probabilities: [String], classes: [String] = [], positive: String? = nil,
    keys: [String] = [], limit: Int = 50, level: Double = 0.95
  ) {
    self.target = target
    self.probabilities = probabilities
    self.classes = classes
    self.positive = positive
    self.keys = keys
    self.limit = limit
    self.level = level
  }

  var classCount: Int { max(2, classes.count) }
}

/// The first pass over labels and probabilities: each class' threshold.
package struct LabelThresholdsFold: Fold {
  package typealias Result = Swift.Result<[Double?], MetricRefusal>

  private var reader: LabelledProbabilities
  private let names: Set<String>
  private var sums: [CompensatedSum]
  private var rows: [Int]
  private var row: [Double]
  private var refusal: MetricRefusal?

  /// Prepares to sum.
  package init(_ options: LabelErrorOptions) {
    reader = LabelledProbabilities(options)
    names = Set(options.probabilities + [options.target])
    sums = [CompensatedSum](repeating: CompensatedSum(), count: options.classCount)
    rows = [Int](repeating: 0, count: options.classCount)
    row = [Double](repeating: 0, count: options.classCount)
  }

  package var columns: Set<String>? { names }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    do throws(MetricRefusal) { try reader.start(fields) } catch { refusal = error }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    guard refusal == nil else { return }
    do throws(MetricRefusal) { try reader.read(batch) } catch {
      refusal = error
      return
    }
    for place in 0..<batch.rowCount {
      let label = reader.classes[place]
      guard label != LabelledProbabilities.none, reader.probabilities(place, into: &row) else {
        continue
      }
      sums[label].add(row[label])
      rows[label] += 1
    }
    withExtendedLifetime(batch) {}
  }

  package mutating func merge(_ other: LabelThresholdsFold) {
    if refusal == nil { refusal = other.refusal }
    for label in rows.indices {
      sums[label].merge(other.sums[label])
      rows[label] += other.rows[label]
    }
  }

  package mutating func finish() -> Result {
    if let refusal { return .failure(refusal) }
    return .success(rows.indices.map { rows[$0] > 0 ? sums[$0].value / Double(rows[$0]) : nil })
  }
}

/// The second pass: rows by label and confident class, and the rows that contradict their label
/// most.
package struct LabelErrorsFold: Fold {
  package typealias Result = Swift.Result<LabelErrorReport, MetricRefusal>

  private let options: LabelErrorOptions
  private let thresholds: [Double?]
  private var reader: LabelledProbabilities
  private var keys: [Int] = []
  private var row: [Double]
  private var counts: [[Int]]
  private var labels: [Int]
  private var rows = 0
  private var unlabelled = 0
  private var unscored = 0
  private var candidates = 0
  private var expected = CompensatedSum()
  private var expectedVariance = CompensatedSum()
  private var worst: [LabelErrorReport.Candidate] = []
  private var refusal: MetricRefusal?

  /// cleanlab's slack against rounding: a probability at its threshold reaches it.
  private static let slack = 1e-6

  /// - Parameter thresholds: of the first pass, nil for classes that no row has.
  package init(_ options: LabelErrorOptions, thresholds: [Double?]) {
    self.options = options
    self.thresholds = thresholds
    reader = LabelledProbabilities(options)
    let classes = options.classCount
    row = [Double](repeating: 0, count: classes)
    counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    labels = [Int](repeating: 0, count: classes)
  }

  package var columns: Set<String>? {
    Set(options.probabilities + [options.target] + options.keys)
  }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    do throws(MetricRefusal) {
      try reader.start(fields)
      let finder = ColumnFinder(fields)
      for name in options.keys { keys.append(try finder.place(name, "key", .values)) }
    } catch {
      refusal = error
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    rows += batch.rowCount
    guard refusal == nil else { return }
    do throws(MetricRefusal) { try reader.read(batch) } catch {
      refusal = error
      return
    }
    for place in 0..<batch.rowCount {
      let label = reader.classes[place]
      guard label != LabelledProbabilities.none else {
        unlabelled += 1
        continue
      }
      guard reader.probabilities(place, into: &row) else {
        unscored += 1
        continue
      }
      labels[label] += 1
      guard let likely = confidentClass() else { continue }
      counts[label][likely] += 1
      let largest = row.max() ?? 0
      // What this row would add if its label were drawn from the probabilities themselves.
      let chance = row.indices.reduce(0.0) { sum, other in
        other != likely && Self.isBelow(row[other], largest) ? sum + row[other] : sum
      }
      expected.add(chance)
      expectedVariance.add(chance * (1 - chance))
      guard likely != label, Self.isBelow(row[label], largest) else { continue }
      candidates += 1
      add(label: label, likely: likely, place: place, batch: batch, firstRow: firstRow)
    }
    withExtendedLifetime(batch) {}
  }

  /// As cleanlab: a label that the model itself calls likeliest, or nearly, is not contradicted.
  private static func isBelow(_ probability: Double, _ largest: Double) -> Bool {
    probability < largest - 1e-8 - 1e-5 * largest
  }

  private func confidentClass() -> Int? {
    var only: Int?
    var several = false
    for place in row.indices {
      guard let threshold = thresholds[place], row[place] >= threshold - Self.slack else {
        continue
      }
      several = only != nil
      only = only ?? place
      if several { break }
    }
    guard several else { return only }
    var best = 0
    for place in row.indices where row[place] > row[best] { best = place }
    return best
  }

  private mutating func add(
    label: Int, likely: Int, place: Int, batch: ArrowBatch, firstRow: Int
  ) {
    if worst.count >= 2 * options.limit + 64 { shorten() }
    worst.append(
      LabelErrorReport.Candidate(
        row: firstRow + place + 1,
        keys: keys.map { unsafe batch.columns[$0].text(at: place) }, label: label,
        likely: likely, confidence: row[label], likelyConfidence: row[likely]))
  }

  private mutating func shorten() {
    worst.sort {
      ($0.confidence, -$0.likelyConfidence, $0.row)
        < ($1.confidence, -$1.likelyConfidence, $1.row)
    }
    worst = Array(worst.prefix(options.limit))
  }

  package mutating func merge(_ other: LabelErrorsFold) {
    if refusal == nil { refusal = other.refusal }
    rows += other.rows
    unlabelled += other.unlabelled
    unscored += other.unscored
    candidates += other.candidates
    expected.merge(other.expected)
    expectedVariance.merge(other.expectedVariance)
    for label in labels.indices {
      labels[label] += other.labels[label]
      for likely in labels.indices { counts[label][likely] += other.counts[label][likely] }
    }
    worst += other.worst
    shorten()
  }

  package mutating func finish() -> Result {
    if let refusal { return .failure(refusal) }
    shorten()
    return .success(
      LabelErrorReport(
        options: options, names: reader.names, thresholds: thresholds, counts: counts,
        labels: labels, rows: rows, unlabelled: unlabelled, unscored: unscored,
        foreign: reader.foreign, candidates: candidates,
        expected: (expected.value, max(0, expectedVariance.value)), listed: worst))
  }
}
