/// What is counted of rows whose class is expected: calls, chances and scores of each class.
///
/// - Complexity: O(classes) a row; memory bounded by the capacities, whatever the rows.
struct ExpectedClassTable: Sendable {
  /// Classes whose expected confusion matrix is kept cell by cell; of more only its margins are.
  static let cellLimit = 12

  private(set) var rows = 0
  private var calls: [Int]
  private var hits: [FixedPointSum]
  private var truths: [FixedPointSum]
  /// By predicted class, then by class; empty beyond ``cellLimit``.
  private var cells: [FixedPointSum]
  private var scores: [ChanceTable]
  /// Whole rows; a row's predicted class stands where its label would.
  private var sample: ProbabilitySample

  init(classes: Int) {
    calls = [Int](repeating: 0, count: classes)
    let zero = FixedPointSum(scale: 62)
    hits = [FixedPointSum](repeating: zero, count: classes)
    truths = hits
    cells = [FixedPointSum](
      repeating: zero, count: classes <= Self.cellLimit ? classes * classes : 0)
    scores = [ChanceTable](
      repeating: ChanceTable(
        capacity: max(BinaryScoreTable.capacityPerGroup / max(classes, 1), 128)),
      count: classes)
    sample = ProbabilitySample(
      capacity: ProbabilitySample.capacity(classes: classes, numbers: 1 << 15, atMost: 512))
  }

  /// Counts a row.
  ///
  /// - Parameters:
  ///   - called: its predicted class.
  ///   - columns: the classes' scores in a batch of which this is `row`.
  ///   - probabilities: of its classes.
  @inline(__always)
  mutating func add(called: Int, _ columns: [[Double]], row: Int, probabilities: [Double]) {
    rows &+= 1
    calls[called] &+= 1
    hits[called].add(probabilities[called])
    let isWhole = !cells.isEmpty
    for place in probabilities.indices {
      let chance = probabilities[place]
      truths[place].add(chance)
      if isWhole { cells[called * probabilities.count + place].add(chance) }
      scores[place].add(columns[place][row], chance: chance)
    }
    sample.add(truth: called, columns, row: row)
  }

  /// Counts rows by their predicted class.
  mutating func add(called: Int, rows count: Int) {
    rows += count
    calls[called] += count
  }

  /// Counts the summed chance of a class, in units, of rows by their predicted class.
  mutating func add(called: Int, chance: Int128, of place: Int) {
    if called == place { hits[place].add(units: chance) }
    truths[place].add(units: chance)
    if !cells.isEmpty { cells[called * calls.count + place].add(units: chance) }
  }

  /// Counts rows of a score of a class, with their summed chance in units; `dropped` bits were cut
  /// from it.
  mutating func add(score: Double, of place: Int, rows: Int, chance: Int128, dropped: Int) {
    var sum = FixedPointSum(scale: 62)
    sum.add(units: chance)
    scores[place].add(
      ChanceTable.Entry(score: score, rows: rows, chance: sum), dropped: dropped)
  }

  /// Counts a whole row among those that are kept.
  mutating func add(sampled row: SampledRow, called: Int) {
    sample.add(truth: called, row.scores, times: row.times)
  }

  /// Adds the counts of other rows.
  mutating func merge(_ other: ExpectedClassTable) {
    rows += other.rows
    for place in calls.indices {
      calls[place] += other.calls[place]
      hits[place].merge(other.hits[place])
      truths[place].merge(other.truths[place])
      scores[place].merge(other.scores[place])
    }
    for place in cells.indices { cells[place].merge(other.cells[place]) }
    sample.merge(other.sample)
  }

  /// What metrics are expected from.
  ///
  /// - Parameter calibration: the one that gave the probabilities.
  func expected(_ calibration: ClassCalibration) -> ExpectedClasses {
    let tables = scores.map { table in
      let (entries, dropped) = table.ordered
      return ExpectedClasses.Scores(
        values: entries.map(\.score), rows: entries.map(\.rows),
        chances: entries.map(\.chance.value), dropped: dropped)
    }
    let kept = sample.rows
    let scale = Double(rows) / Double(max(kept.reduce(0) { $0 + $1.count }, 1))
    var probabilities = [Double](repeating: 0, count: calls.count)
    return ExpectedClasses(
      calls: calls, hits: hits.map(\.value), truths: truths.map(\.value),
      cells: cells.map(\.value), scores: tables,
      sample: kept.map { row in
        let total = calibration.write({ row.probabilities[$0] }, into: &probabilities)
        return ExpectedClasses.Row(
          called: row.truth, scores: row.probabilities, probabilities: probabilities,
          total: total, rows: scale * Double(row.count), tables: tables)
      })
  }
}
