/// A figure of a column that each row of a stream adds to.
package struct StreamFold {
  let update: (StreamRow) -> Void
  /// The figure; nil when there is no value to measure.
  let value: (StreamEnd) -> Value?

  /// What a figure can be.
  enum Value {
    case number(Double)
    case whole(Int64)
    /// In microseconds since 1970.
    case time(Int64, isDate: Bool)

    /// Whether it lies inside bounds.
    func lies(in test: BoundsTest) -> Bool {
      switch self {
      case .number(let number): test.contains(number)
      case .whole(let whole): test.contains(whole: whole)
      case .time(let moment, _): test.contains(moment: moment)
      }
    }

    /// The figure for people.
    var words: String {
      switch self {
      case .number(let number): "\(number)"
      case .whole(let whole): "\(whole)"
      case .time(let moment, let isDate): TextReading.words(moment, isDate: isDate)
      }
    }
  }

  /// A fold of whatever kind.
  init(update: @escaping (StreamRow) -> Void, value: @escaping (StreamEnd) -> Value?) {
    self.update = update
    self.value = value
  }

  /// A fold over the values of a column.
  init<State>(
    _ column: StreamColumns.Column, from state: State,
    _ add: @escaping (inout State, StreamValue) -> Void,
    value: @escaping (State, StreamEnd) -> Value?
  ) {
    var state = state
    let slot = column.slot
    update = { row in
      let value = row[slot]
      if value.isJudged { add(&state, value) }
    }
    self.value = { value(state, $0) }
  }

  /// A figure of the moments of the values, clipped where ends are given.
  init(
    _ column: StreamColumns.Column, _ clipping: Clipping? = nil,
    _ figure: @escaping (RunningMoments) -> Double?
  ) {
    self.init(column, from: RunningMoments()) { moments, value in
      moments.add(clipping?.clipped(value.number) ?? value.number)
    } value: { moments, _ in
      figure(moments).map { .number($0) }
    }
  }

  /// The least or the greatest value; what is no number is beyond all numbers.
  init(_ column: StreamColumns.Column, greatest: Bool) {
    let isDate = column.type == .date
    let isWhole = column.type == .integer
    self.init(column, from: StreamValue?.none) { extreme, value in
      guard let found = extreme else {
        extreme = value
        return
      }
      let order = value.order(found) ?? 0
      if greatest ? order > 0 : order < 0 { extreme = value }
    } value: { extreme, _ in
      extreme.map { value in
        switch value.kind {
        case .time: .time(value.whole, isDate: isDate)
        case .whole where isWhole: .whole(value.whole)
        default: .number(value.number)
        }
      }
    }
  }
}

/// Count, sum, mean and spread of numbers that come one by one.
///
/// - Numerics: the sum is compensated, the spread updated about the running mean.
/// - Source: Neumaier, *Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen*,
///   1974; Welford, *Note on a method for calculating corrected sums of squares and products*,
///   1962.
struct RunningMoments {
  private(set) var count = 0
  private var total = 0.0
  private var lost = 0.0
  private var middle = 0.0
  private var squares = 0.0
  private var greatest = 0.0

  /// The greatest magnitude whose squares are summed, as the engine's question has it.
  private static let mostSquared = 1e150

  /// Takes a number in.
  mutating func add(_ number: Double) {
    count += 1
    let next = total + number
    lost += total.magnitude >= number.magnitude ? (total - next) + number : (number - next) + total
    total = next
    greatest = max(greatest, number.magnitude)
    let distance = number - middle
    middle += distance / Double(count)
    squares += distance * (number - middle)
  }

  /// The sum; nil of no numbers.
  var sum: Double? {
    guard count > 0 else { return nil }
    return lost.isFinite ? total + lost : total
  }

  /// The mean; nil of no numbers.
  var mean: Double? { sum.map { $0 / Double(count) } }

  /// The standard deviation with n − 1; nil of fewer than two numbers, or of numbers whose squares
  /// are too great.
  var standardDeviation: Double? {
    guard count > 1, greatest <= Self.mostSquared, squares.isFinite else { return nil }
    return (squares / Double(count - 1)).squareRoot()
  }
}
