/// The tables of a binary task: one a group, one for the scores of all rows.
struct BinaryTally: Sendable {
  private let threshold: Double
  private let isGrouped: Bool
  private let calibrationBins: Int
  private var groups: [BinaryScoreTable] = []
  /// Rows of no window, or all rows when there are no groups.
  private var rest: BinaryScoreTable
  private var allScores = CountedValues(capacity: BinaryScoreTable.capacityOverall)
  private var pending: [ScoredRow] = []
  /// Rows of no window, or of a batch when there are no groups.
  private var loose: [ScoredRow] = []
  private var sorted: [ScoredRow] = []
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
        pending.append(entry)
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
    if pending.count >= Self.pendingLimit { flush() }
  }

  /// Rows that wait to be counted group by group.
  ///
  /// Hundreds of tables do not fit in a processor's cache: row by row each one would be fetched from
  /// memory. Of 65,536 rows a hundred or more fall into one group and find its table at hand.
  private static let pendingLimit = 1 << 16

  /// Counts the rows that wait; before a table is read.
  mutating func flush() {
    guard let filler = pending.first else { return }
    // Sorted by group by counting: where each group's rows begin, then each row to its place.
    var places = [Int](repeating: 0, count: groups.count + 1)
    for row in pending { places[Int(row.code) + 1] += 1 }
    for group in groups.indices { places[group + 1] += places[group] }
    let starts = places
    if sorted.count < pending.count {
      sorted = [ScoredRow](repeating: filler, count: pending.count)
    }
    for row in pending {
      sorted[places[Int(row.code)]] = row
      places[Int(row.code)] += 1
    }
    unsafe sorted.withUnsafeBufferPointer { sorted in
      for group in groups.indices where starts[group] < starts[group + 1] {
        unsafe groups[group].add(
          UnsafeBufferPointer(rebasing: sorted[starts[group]..<starts[group + 1]]),
          hasScore: hasScores, scratch: &scratch)
      }
    }
    pending.removeAll(keepingCapacity: true)
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
