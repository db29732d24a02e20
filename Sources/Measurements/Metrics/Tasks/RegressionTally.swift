/// The tables of a regression: one a group, one for the absolute errors of all rows.
struct RegressionTally: Sendable {
  private let isGrouped: Bool
  private let quantile: Double?
  private var groups: [RegressionTable] = []
  /// Rows of no window, or all rows when there are no groups.
  private var rest: RegressionTable
  private var allErrors = CountedValues(capacity: RegressionTable.capacityOverall)

  init(_ options: MetricOptions) {
    isGrouped = options.isGrouped
    quantile = options.quantile
    rest = RegressionTable(
      capacity: isGrouped ? RegressionTable.capacityPerGroup : RegressionTable.capacityOverall,
      quantile: options.quantile)
  }

  /// Makes sure that there are tables for so many groups.
  mutating func reserve(_ count: Int) {
    while groups.count < count {
      groups.append(
        RegressionTable(capacity: RegressionTable.capacityPerGroup, quantile: quantile))
    }
  }

  /// Counts the rows of a batch.
  ///
  /// - Parameters:
  ///   - codes: each row's group, or ``GroupIndex/none``.
  ///   - targets: each row's target.
  ///   - predictions: each row's prediction; nil without such a column.
  ///   - ends: each row's prediction interval; nil without such columns.
  mutating func add(
    rows: Int, codes: [UInt32], targets: [Double], predictions: [Double]?,
    ends: (lower: [Double], upper: [Double])?
  ) {
    for row in 0..<rows {
      let target = Self.present(targets[row])
      let prediction = predictions.flatMap { Self.present($0[row]) }
      let code = codes[row]
      let isInGroup = isGrouped && code != GroupIndex.none
      if isInGroup {
        groups[Int(code)].add(target: target, prediction: prediction)
      } else {
        rest.add(target: target, prediction: prediction)
      }
      if isGrouped, let target, let prediction, (prediction - target).isFinite {
        allErrors.add((prediction - target).magnitude, isFirst: true)
      }
      guard let ends else { continue }
      let lower = Self.present(ends.lower[row])
      let upper = Self.present(ends.upper[row])
      if isInGroup {
        groups[Int(code)].addInterval(target: target, lower: lower, upper: upper)
      } else {
        rest.addInterval(target: target, lower: lower, upper: upper)
      }
    }
  }

  /// Counts rows that are alike.
  mutating func add(
    code: UInt32, target: Double, prediction: Double?, ends: (lower: Double, upper: Double)?,
    times: Int
  ) {
    let target = Self.present(target)
    let prediction = prediction.flatMap(Self.present)
    change(code) { table in
      table.add(target: target, prediction: prediction, times: times)
      if let ends {
        table.addInterval(
          target: target, lower: Self.present(ends.lower), upper: Self.present(ends.upper),
          times: times)
      }
    }
    if isGrouped, let target, let prediction, (prediction - target).isFinite {
      allErrors.add((prediction - target).magnitude, isFirst: true, times: times)
    }
  }

  /// Counts rows as a database summed them, without their absolute errors.
  mutating func add(_ part: ErrorPart, code: UInt32) { change(code) { $0.add(part) } }

  /// Counts absolute errors of rows that ``add(_:code:)`` counts.
  ///
  /// - Parameter code: their group; nil for all rows of a grouped task.
  mutating func add(absoluteError: Double, times: Int, dropped: Int, code: UInt32?) {
    if let code {
      change(code) { $0.add(absoluteError: absoluteError, times: times, dropped: dropped) }
    } else {
      allErrors.coarsen(to: dropped)
      allErrors.add(absoluteError, isFirst: true, times: times)
    }
  }

  private mutating func change(_ code: UInt32, _ body: (inout RegressionTable) -> Void) {
    if isGrouped, code != GroupIndex.none { body(&groups[Int(code)]) } else { body(&rest) }
  }

  @inline(__always)
  private static func present(_ number: Double) -> Double? {
    NumberReader.isMissing(number) ? nil : number
  }

  /// Adds the tables of other rows whose groups are numbered `numbers` here.
  mutating func merge(_ other: RegressionTally, numbers: [UInt32]) {
    for (table, number) in zip(other.groups, numbers) {
      reserve(Int(number) + 1)
      groups[Int(number)].merge(table)
    }
    rest.merge(other.rest)
    allErrors.merge(other.allErrors)
  }

  /// The table of all rows.
  var overall: RegressionTable {
    guard isGrouped else { return rest }
    var all = RegressionTable(quantile: quantile)
    all.mergeSums(rest)
    for group in groups { all.mergeSums(group) }
    all.takeAbsoluteErrors(allErrors)
    return all
  }

  /// The table of a group.
  func table(_ number: Int) -> RegressionTable { groups[number] }

  /// The table of several groups together.
  func table(_ numbers: [Int]) -> RegressionTable {
    var table = RegressionTable(capacity: RegressionTable.capacityPerGroup, quantile: quantile)
    for number in numbers { table.merge(groups[number]) }
    return table
  }
}
