internal import ADBC
internal import Engines

/// A part of the answer to a ``BinnedQuestion``.
///
/// Its rows are of three kinds: sums over the rows of a group that are alike in what is not summed;
/// neighbouring numbers of a group; and neighbouring numbers of all rows, finer ones.
struct BinnedAnswer {
  let batch: ArrowBatch
  let layout: BinnedLayout
  /// What each row says of how many rows of the table: 0 where they are counted by another, −1
  /// where it is of no group.
  let times: [Int]
  /// Which rows tell of rows that are divided otherwise; empty where none do.
  private let others: [Bool]

  var dropped: (group: Int, all: Int) { layout.dropped }

  /// Nil when it is no answer to the question.
  ///
  /// - Parameter division: of an answer for several, the one to read it for.
  init?(_ batch: ArrowBatch, _ layout: BinnedLayout, division: Division? = nil) {
    self.batch = batch
    self.layout = layout
    var times = [Int](repeating: 0, count: batch.rowCount)
    var others = division == nil ? [] : [Bool](repeating: false, count: batch.rowCount)
    for row in 0..<batch.rowCount {
      let answer = AnswerRow(batch: batch, row: row)
      guard let count = answer.whole(layout.count), count > 0,
        let isSummed = answer.whole(layout.summed), let isOfGroup = answer.whole(layout.grouped)
      else { return nil }
      times[row] = isSummed == 0 ? Int(count) : isOfGroup == 0 ? 0 : -1
      guard let division, isSummed == 0 || isOfGroup == 0 else { continue }
      guard let mask = answer.whole(layout.mask) else { return nil }
      // The numbers of all rows are finer than those of the one group of a division by nothing.
      guard mask != division.mask || (isSummed != 0 && division.isWhole) else { continue }
      others[row] = true
      times[row] = -1
    }
    self.times = times
    self.others = others
  }

  /// By which of a question's keys rows are divided.
  struct Division {
    /// A bit for each key by which they are not.
    let mask: Int64
    /// Whether they are divided by none.
    let isWhole: Bool
  }

  private func isOther(_ row: Int) -> Bool { !others.isEmpty && others[row] }

  /// What one row says.
  enum Part<Sums> {
    case sums(Sums)
    /// A number and its neighbours, of how many rows, and whether of all rows or a group.
    case values(Double, times: Int, isOfAll: Bool)
    /// Rows that have no number.
    case nothing
  }

  /// What a row says of scores, without label and group; nil when it is no answer.
  func scored(_ row: Int) -> Part<ScorePart>? {
    if isOther(row) { return .nothing }
    let answer = AnswerRow(batch: batch, row: row)
    guard times[row] > 0 else { return values(answer, row) }
    guard let place = answer.whole(layout.first + 1) else { return nil }
    let called = answer.whole(layout.first)
    var part = ScorePart(
      row: ScoredRow(
        score: NumberReader.missing, code: GroupIndex.none, label: LabelReader.missing,
        called: called.map { $0 == 1 ? LabelReader.positive : LabelReader.negative }
          ?? LabelReader.missing),
      rows: times[row], isPositive: answer.whole(layout.first + 2).map { $0 == 1 })
    switch place {
    case -3: part.place = .missing
    case -2: part.place = .broken
    case -1: part.place = .outside
    case 0..<Int64(layout.bins): part.place = .bin(Int(place))
    default: return nil
    }
    var sums: [Int128] = []
    for offset in 0..<5 {
      guard let sum = answer.long(layout.first + 3 + offset) else { return nil }
      sums.append(sum)
    }
    part.sums = ScorePart.Sums(
      scores: sums[0], squares: sums[1], fourths: sums[2], losses: sums[3], lossSquares: sums[4])
    return .sums(part)
  }

  /// What a row says of errors; nil when it is no answer, or its rows hold numbers that sums
  /// cannot.
  func erred(_ row: Int) -> Part<ErrorPart>? {
    if isOther(row) { return .nothing }
    let answer = AnswerRow(batch: batch, row: row)
    guard times[row] > 0 else { return values(answer, row) }
    guard let state = answer.whole(layout.first).flatMap({ ErrorPart.State(rawValue: Int($0)) }),
      let zeros = answer.whole(layout.first + 1), let large = answer.whole(layout.first + 2),
      let intervals = answer.whole(layout.first + 3), let covered = answer.whole(layout.first + 4),
      large == 0
    else { return nil }
    let start = layout.first + 5
    return .sums(
      ErrorPart(
        state: state, rows: times[row], zeroTargets: Int(zeros), intervalRows: Int(intervals),
        coveredRows: Int(covered),
        sums: RegressionSums(rows: times[row], centre: layout.centre) {
          answer.double(start + $0.rawValue) ?? 0
        }))
  }

  private func values<Sums>(_ answer: AnswerRow, _ row: Int) -> Part<Sums>? {
    let isOfAll = times[row] < 0
    guard let count = answer.whole(layout.count) else { return nil }
    guard let zone = answer.whole(layout.zone), zone < 3 else { return .nothing }
    let dropped = isOfAll ? layout.dropped.all : layout.dropped.group
    guard let bits = answer.whole(isOfAll ? layout.fine : layout.coarse), bits >= 0,
      bits <= Int64.max >> Int64(dropped)
    else { return nil }
    let number = Double(bitPattern: UInt64(bits) << UInt64(dropped))
    guard number.isFinite else { return nil }
    let value =
      switch zone {
      case 1: 1 - number
      case 2: -number
      default: number
      }
    return .values(value, times: Int(count), isOfAll: isOfAll)
  }
}

/// Where the columns of an answer are.
struct BinnedLayout: Sendable {
  /// The columns that ``MetricsFold`` finds by their names.
  let leading: Int
  /// Bits that are cut from the numbers of a group, and of all rows.
  let dropped: (group: Int, all: Int)
  /// Bins of calibration.
  var bins = 0
  /// What the target is taken from before its powers are summed.
  var centre = 0.0

  /// Bits of neighbouring numbers of a group, and of all rows.
  var coarse: Int { leading }
  var fine: Int { leading + 1 }
  /// 0: the number itself; 1: its distance from 1; 2: below 0; 3 or missing: none.
  var zone: Int { leading + 2 }
  /// 0 in a row of sums; 0 in a row of a group.
  var summed: Int { leading + 3 }
  var grouped: Int { leading + 4 }
  /// How many rows.
  var count: Int { leading + 5 }
  /// A bit for each key by which the rows are not divided.
  var mask: Int { leading + 6 }
  /// The first column of the task's own.
  var first: Int { leading + 7 }
  /// The column behind those of errors.
  var behindErrors: Int { first + 5 + RegressionTerm.allCases.count }
}

/// Rows of one class, called alike, whose scores lie in one calibration bin, as a database summed
/// them.
struct ScorePart {
  /// Their group, label and predicted class; not their score.
  var row: ScoredRow
  let rows: Int
  /// What the database took their label for; nil for a missing one.
  let isPositive: Bool?
  var place = Place.missing
  var sums = Sums()

  enum Place {
    case missing, broken, outside
    case bin(Int)
  }

  /// Sums in the units of ``BinaryScoreTable`` and ``CalibrationBins``.
  struct Sums {
    var scores: Int128 = 0
    var squares: Int128 = 0
    var fourths: Int128 = 0
    var losses: Int128 = 0
    var lossSquares: Int128 = 0
  }
}

/// Rows of a regression that are in one state, as a database summed them.
struct ErrorPart {
  enum State: Int {
    case missingTarget, missingPrediction, broken, overflowing, counted
  }

  let state: State
  let rows: Int
  let zeroTargets: Int
  let intervalRows: Int
  let coveredRows: Int
  let sums: RegressionSums
}
