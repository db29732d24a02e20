/// The tables of a binary task: one a group, one for the scores of all rows.
struct BinaryTally: Sendable {
  private let threshold: Double
  private let isGrouped: Bool
  private let calibrationBins: Int
  private var groups: [BinaryScoreTable] = []
  /// Rows of no window, or all rows when there are no groups.
  private var rest: BinaryScoreTable
  private var allScores = CountedValues(capacity: BinaryScoreTable.capacityOverall)

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
    let threshold = threshold
    for row in 0..<rows {
      let label = labels[row]
      let isPositive = label == LabelReader.positive
      let score = scores?[row] ?? NumberReader.missing
      let called: Bool?
      if let classes {
        called =
          classes[row] == LabelReader.missing ? nil : classes[row] == LabelReader.positive
      } else {
        // Not `>=` alone: a score that is no number is called neither.
        called = score.isFinite ? score >= threshold : nil
      }
      if isGrouped, label != LabelReader.missing, score.isFinite {
        allScores.add(score, isFirst: isPositive)
      }
      let code = codes[row]
      if isGrouped, code != GroupIndex.none {
        Self.add(label, isPositive, called, score, scores != nil, to: &groups[Int(code)])
      } else {
        Self.add(label, isPositive, called, score, scores != nil, to: &rest)
      }
    }
  }

  @inline(__always)
  private static func add(
    _ label: UInt8, _ isPositive: Bool, _ called: Bool?, _ score: Double, _ hasScores: Bool,
    to table: inout BinaryScoreTable
  ) {
    guard label != LabelReader.missing else {
      table.addUnlabelled()
      return
    }
    table.addLabelled()
    table.add(isPositive: isPositive, calledPositive: called)
    guard hasScores else { return }
    if NumberReader.isMissing(score) {
      table.addMissingScore()
    } else {
      table.add(score: score, isPositive: isPositive)
    }
  }

  /// Adds the tables of other rows whose groups are numbered `numbers` here.
  mutating func merge(_ other: BinaryTally, numbers: [UInt32]) {
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
