/// The tables of a binary task: one a group, one for the scores of all rows.
struct BinaryTally: Sendable {
  private let threshold: Double
  private let isGrouped: Bool
  private let calibrationBins: Int
  private var groups: [BinaryScoreTable] = []
  /// Rows of no window, or all rows when there are no groups.
  private var rest: BinaryScoreTable
  private var allScores = CountedValues(capacity: BinaryScoreTable.capacityOverall)
  private var pending: [Row] = []
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
      let entry = Row(score: score, code: codes[row], label: labels[row], called: called)
      guard isGrouped else {
        Self.count(entry, hasScore: scores != nil, in: &rest)
        continue
      }
      if entry.label != LabelReader.missing, score.isFinite {
        allScores.add(score, isFirst: entry.label == LabelReader.positive)
      }
      if entry.code == GroupIndex.none {
        Self.count(entry, hasScore: scores != nil, in: &rest)
      } else {
        pending.append(entry)
      }
    }
    hasScores = scores != nil
    if pending.count >= Self.pendingLimit { flush() }
  }

  /// Rows that wait to be counted group by group.
  ///
  /// Hundreds of tables do not fit in a processor's cache: row by row each one would be fetched from
  /// memory. Of 65,536 rows a hundred or more fall into one group and find its table at hand.
  private static let pendingLimit = 1 << 16

  /// What is counted of a row.
  private struct Row: Sendable {
    var score: Double
    var code: UInt32
    var label: UInt8
    var called: UInt8
  }

  /// Counts the rows that wait; before a table is read.
  mutating func flush() {
    guard !pending.isEmpty else { return }
    // Sorted by group by counting: where each group's rows begin, then each row to its place.
    var places = [Int](repeating: 0, count: groups.count + 1)
    for row in pending { places[Int(row.code) + 1] += 1 }
    for group in groups.indices { places[group + 1] += places[group] }
    let starts = places
    var sorted = pending
    for row in pending {
      sorted[places[Int(row.code)]] = row
      places[Int(row.code)] += 1
    }
    for group in groups.indices where starts[group] < starts[group + 1] {
      for place in starts[group]..<starts[group + 1] {
        Self.count(sorted[place], hasScore: hasScores, in: &groups[group])
      }
    }
    pending.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private static func count(_ row: Row, hasScore: Bool, in table: inout BinaryScoreTable) {
    guard row.label != LabelReader.missing else {
      table.addUnlabelled()
      return
    }
    let isPositive = row.label == LabelReader.positive
    table.addLabelled()
    table.add(
      isPositive: isPositive,
      calledPositive: row.called == LabelReader.missing ? nil : row.called == LabelReader.positive)
    guard hasScore else { return }
    if NumberReader.isMissing(row.score) {
      table.addMissingScore()
    } else {
      table.add(score: row.score, isPositive: isPositive)
    }
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
}
