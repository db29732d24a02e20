/// The tables of a binary task: one a group, one for the scores of all rows.
struct BinaryTally: Sendable {
  private let threshold: Double
  private let isGrouped: Bool
  private let calibrationBins: Int
  private var groups: [BinaryScoreTable] = []
  /// Rows of no window, or all rows when there are no groups.
  private var rest: BinaryScoreTable
  private var allScores = CountedValues(capacity: BinaryScoreTable.capacityOverall)
  private var waiting = WaitingRows()
  /// Rows of no window, or of a batch when there are no groups.
  private var loose: [ScoredRow] = []
  private var scratch = ScoreScratch()
  private var hasScores = false

  init(_ options: MetricOptions) {
    threshold = options.threshold
    isGrouped = options.isGrouped
    calibrationBins = options.calibrationBins
    rest = BinaryScoreTable(
      capacity: isGrouped ? BinaryScoreTable.capacityPerGroup : BinaryScoreTable.capacityOverall,
      calibrationBins: options.calibrationBins)
  }

  private func emptyGroup() -> BinaryScoreTable {
    BinaryScoreTable(
      capacity: BinaryScoreTable.capacityPerGroup, calibrationBins: calibrationBins)
  }

  /// Makes sure that there are tables for so many groups.
  mutating func reserve(_ count: Int) {
    while groups.count < count { groups.append(emptyGroup()) }
  }

  /// Counts the rows of a batch.
  ///
  /// - Parameters:
  ///   - codes: each row's group, or ``GroupIndex/none``.
  ///   - labels: each row's class, as ``LabelReader`` writes it.
  ///   - scores: each row's score; nil without a score column.
  ///   - classes: each row's predicted class; nil when it follows from the score.
  mutating func add(
    rows: Int, codes: [UInt32], labels: [UInt8], scores: [Double]?, classes: [UInt8]?
  ) {
    loose.removeAll(keepingCapacity: true)
    for row in 0..<rows {
      let score = scores?[row] ?? NumberReader.missing
      let called: UInt8
      if let classes {
        called = classes[row]
      } else if score.isFinite {
        called = score >= threshold ? LabelReader.positive : LabelReader.negative
      } else {
        called = LabelReader.missing
      }
      let entry = ScoredRow(score: score, code: codes[row], label: labels[row], called: called)
      if isGrouped, entry.code != GroupIndex.none {
        waiting.append(entry)
      } else {
        loose.append(entry)
      }
    }
    hasScores = scores != nil
    if isGrouped, let scores {
      scratch.add(scores: scores, labels: labels, rows: rows, into: &allScores)
    }
    unsafe loose.withUnsafeBufferPointer {
      unsafe rest.add($0, hasScore: hasScores, scratch: &scratch)
    }
    if waiting.isFull { flush() }
  }

  /// Counts rows that are alike.
  mutating func add(_ row: ScoredRow, times: Int, hasScore: Bool) {
    if isGrouped, hasScore, row.label != LabelReader.missing, row.score.isFinite {
      allScores.add(row.score, isFirst: row.label == LabelReader.positive, times: times)
    }
    change(row.code) { $0.add(row, times: times, hasScore: hasScore) }
  }

  /// Counts rows as a database summed them, without the places of their scores.
  mutating func add(_ part: ScorePart) { change(part.row.code) { $0.add(part) } }

  /// Counts scores of rows that ``add(_:)`` counts.
  ///
  /// - Parameter code: their group; nil for all rows of a grouped task.
  mutating func add(score: Double, isPositive: Bool, times: Int, dropped: Int, code: UInt32?) {
    if let code {
      change(code) {
        $0.add(score: score, isPositive: isPositive, times: times, dropped: dropped)
      }
    } else {
      allScores.coarsen(to: dropped)
      allScores.add(score, isFirst: isPositive, times: times)
    }
  }

  private mutating func change(_ code: UInt32, _ body: (inout BinaryScoreTable) -> Void) {
    if isGrouped, code != GroupIndex.none { body(&groups[Int(code)]) } else { body(&rest) }
  }

  /// Counts the rows that wait; before a table is read.
  mutating func flush() {
    let hasScores = hasScores
    var scratch = ScoreScratch()
    swap(&scratch, &self.scratch)
    unsafe waiting.count(into: &groups) { table, rows in
      unsafe table.add(rows, hasScore: hasScores, scratch: &scratch)
    }
    swap(&scratch, &self.scratch)
  }

  /// Adds the tables of other rows whose groups are numbered `numbers` here.
  mutating func merge(_ other: BinaryTally, numbers: [UInt32]) {
    flush()
    var other = other
    other.flush()
    for (table, number) in zip(other.groups, numbers) {
      reserve(Int(number) + 1)
      groups[Int(number)].merge(table)
    }
    rest.merge(other.rest)
    allScores.merge(other.allScores)
  }

  /// The table of all rows.
  var overall: BinaryScoreTable {
    guard isGrouped else { return rest }
    var all = BinaryScoreTable(calibrationBins: calibrationBins)
    all.mergeSums(rest)
    for group in groups { all.mergeSums(group) }
    all.takeScores(allScores)
    return all
  }

  /// The table of a group.
  func table(_ number: Int) -> BinaryScoreTable { groups[number] }

  /// The table of several groups together.
  func table(_ numbers: [Int]) -> BinaryScoreTable {
    var table = emptyGroup()
    for number in numbers { table.merge(groups[number]) }
    return table
  }
}
