internal import ADBC
internal import Engines

/// What a database answered to a ``BinQuestion`` about one column.
struct BinAnswer {
  private let kind: NumberKind
  private let grid: LogLinearGrid
  private var bins: [(bin: Int, count: Int)] = []
  private var moments = ExactMoments()
  private var sketch = DistinctSketch()
  private var specials = SpecialNumbers()
  private var minimumKey: UInt64?
  private var maximumKey: UInt64?
  private var zeros = 0
  private var negative = 0
  private var missing = 0
  private var unreadable = 0
  private var rows = 0

  private init(kind: NumberKind, grid: LogLinearGrid) {
    self.kind = kind
    self.grid = grid
  }

  /// Asks, and gives the profile of each column in the order of the question.
  ///
  /// - Parameter rows: the rows of the table, which every column's counts must come to.
  static func ask(
    _ question: BinQuestion, _ session: TableSession, rows: Int
  ) throws(EngineError) -> [ColumnProfile] {
    var answers = question.columns.map {
      BinAnswer(kind: question.kind, grid: LogLinearGrid(origin: $0.origin))
    }
    let exponents = question.exponents
    let width = BinQuestion.leadingColumns + exponents.sum.count + exponents.squares.count
    try session.forEachRow(of: question.sql(session), columns: width) { row throws(EngineError) in
      guard let place = row.whole(0), answers.indices.contains(Int(place)),
        answers[Int(place)].add(row, exponents, atMost: rows)
      else { throw session.contradiction }
    }
    guard answers.allSatisfy({ $0.rows == rows }) else { throw session.changed }
    return zip(question.columns, answers).map { $1.profile(name: $0.column.field.name) }
  }

  /// Adds a row of the answer; false when it is none to the question.
  private mutating func add(
    _ row: AnswerRow, _ exponents: (sum: [Int], squares: [Int]), atMost limit: Int
  ) -> Bool {
    guard let count = row.whole(4), count > 0 else { return false }
    guard let bin = row.whole(2) else { return addRegister(row) }
    let times = Int(count)
    let (total, overflow) = rows.addingReportingOverflow(times)
    // More rows than there were are told as a change, by the total.
    rows = overflow ? .max : total
    guard !overflow, total <= limit else { return true }
    switch BinQuestion.Mark(rawValue: bin) {
    case .missing?: missing += times
    case .unreadable?: unreadable += times
    case .nan?: specials.nan += times
    case .positiveInfinite?: specials.positiveInfinite += times
    case .negativeInfinite?: specials.negativeInfinite += times
    case nil: return addBin(row, bin: bin, times: times, exponents)
    }
    return true
  }

  private mutating func addRegister(_ row: AnswerRow) -> Bool {
    guard let register = row.whole(3) else { return false }
    if register == -1 { return true }
    guard (0..<4_096).contains(register), let rest = row.whole(7), rest >= 0, rest < 1 << 52 else {
      return false
    }
    sketch.insert(register: Int(register), smallestRest: UInt64(rest))
    return true
  }

  private mutating func addBin(
    _ row: AnswerRow, bin: Int64, times: Int, _ exponents: (sum: [Int], squares: [Int])
  ) -> Bool {
    guard bin.magnitude <= 2_047 << 8, let octave = row.whole(1), (0..<4_096).contains(octave),
      let zeros = row.whole(5), let negative = row.whole(6),
      (0...Int64(times)).contains(zeros), (0...Int64(times)).contains(negative),
      let low = key(row, 8), let high = key(row, 9)
    else { return false }
    bins.append((Int(bin), times))
    self.zeros += Int(zeros)
    self.negative += Int(negative)
    if minimumKey.map({ kind.isLess(low, $0) }) ?? true { minimumKey = low }
    if maximumKey.map({ kind.isLess($0, high) }) ?? true { maximumKey = high }
    // Of reals the parts are significands: in units of the octave, and without the sign.
    let unit = kind == .real ? max(Int(octave & 2_047), 1) - 1_075 : 0
    let sign: Int128 = octave >= 2_048 ? -1 : 1
    var sum: [(part: Int128, exponent: Int)] = []
    var squares: [(part: Int128, exponent: Int)] = []
    for (place, exponent) in exponents.sum.enumerated() {
      guard let part = row.long(BinQuestion.leadingColumns + place) else { return false }
      sum.append((sign * part, unit + exponent))
    }
    for (place, exponent) in exponents.squares.enumerated() {
      let column = BinQuestion.leadingColumns + exponents.sum.count + place
      guard let part = row.long(column) else { return false }
      squares.append((part, 2 * unit + exponent))
    }
    moments.add(count: times, sum: sum, squares: squares)
    return true
  }

  private func key(_ row: AnswerRow, _ column: Int) -> UInt64? {
    kind == .real ? row.double(column).map(\.key) : row.whole(column).map(\.key)
  }

  private func profile(name: String) -> ColumnProfile {
    let binned = BinnedNumbers(
      histogram: LogLinearHistogram(grid: grid, counted: bins), moments: moments, sketch: sketch,
      minimumKey: minimumKey ?? 0, maximumKey: maximumKey ?? 0, zeros: zeros, negative: negative)
    return ColumnProfile(
      name: name, missing: missing, unreadable: unreadable,
      content: .numbers(
        NumberProfile(kind: kind, grid: grid, specials: specials, content: .binned(binned))))
  }
}
