/// How far the figures of a run may lie from what was expected, at one alarm rate for all of them
/// together.
///
/// Every past run gets a score: the largest of its figures' deviations, each in the spread of that
/// figure over the other runs. A new run is unusual when its score lies beyond the limit, so that
/// however many figures are watched, runs alarm at the stated rate:
///
/// - *By rank*, from `⌈1/α⌉ − 1` past runs on: the limit is the score of rank `⌈(1 − α)(n + 1)⌉`.
///   If the next run is exchangeable with the past, it alarms with probability at most α, whatever
///   the figures' distribution.
/// - *By Student's t*, before that: the prediction limit of normal figures with Bonferroni's
///   correction, and not below the greatest score yet. Figures with heavy tails alarm more often
///   than stated, at most once in n + 1 runs.
///
/// - Undefined: fewer than ``leastRuns`` past runs with every figure.
/// - Numerics: a figure's spread is never taken below its floor, what the rows of one run alone
///   make it vary; the limit is never below three of it, so that a constant past does not make
///   every change unusual.
/// - Complexity: O(figures · runs).
/// - Source: Vovk, Gammerman, Shafer, *Algorithmic Learning in a Random World*, 2005, for the rank;
///   Hahn, Meeker, Escobar, *Statistical Intervals*, 2017, section 4.8, for Student's t.
package struct RunLimits: CatalogueMember {
  package static let card = Card(
    id: "run-limits", aliases: ["conformal-limits"], key: "runLimits",
    title: "Limits for all figures of a run",
    summary: "How far a run's figures may deviate together, at a stated alarm rate.",
    unit: "spreads of a figure", range: "0…∞", direction: .neutral,
    formula: "the score of rank ⌈(1 − α)(n + 1)⌉ of n past runs",
    defaults: [.init("alarm rate", "1/90", reason: "one false alarm in 90 daily runs")],
    undefined: "fewer than eight past runs", laws: [],
    source: "Vovk, Gammerman, Shafer 2005; Hahn, Meeker, Escobar 2017, section 4.8")

  package static let examples = [
    Example("one figure, nine past deviations 1…9, alarm rate 0.1: the greatest score", gives: 3) {
      let past = (1...9).map { Optional(Double($0)) }
      return try RunLimits([Figure(residuals: past, floor: 10)], alarmRate: 0.1).limit
    }
  ]

  /// A figure's past deviations, one a run, nil where it has none.
  package struct Figure: Sendable, Hashable {
    package let residuals: [Double?]
    /// The spread that the rows of one run alone give it; above 0.
    package let floor: Double
    /// Whether only values above the expected ones are unusual.
    package let isOneSided: Bool

    /// Makes a figure.
    package init(residuals: [Double?], floor: Double, isOneSided: Bool = false) {
      self.residuals = residuals
      self.floor = floor
      self.isOneSided = isOneSided
    }
  }

  /// How the limit was found.
  package enum Method: String, Sendable, Hashable, Codable {
    case rank, student
  }

  /// Past runs below which nothing is said.
  package static let leastRuns = 8
  /// Spreads of rows alone below which nothing is unusual.
  private static let least = 3.0

  /// Spreads that a figure may deviate by.
  package let limit: Double
  package let method: Method
  /// Past runs with every figure.
  package let runs: Int
  /// Runs that are still needed for the limit by rank; 0 when it is by rank.
  package let needed: Int
  private let spreads: [(centre: Double, spread: Double, isOneSided: Bool)]

  /// Learns from past runs.
  ///
  /// - Parameter alarmRate: how often an unchanged run is unusual, above 0 and below 1.
  /// - Throws: ``Undefined``.
  package init(_ figures: [Figure], alarmRate: Double) throws(Undefined) {
    let length = figures.first?.residuals.count ?? 0
    precondition(
      figures.allSatisfy { $0.residuals.count == length }, "figures of different numbers of runs")
    let complete = (0..<length).filter { run in figures.allSatisfy { $0.residuals[run] != nil } }
    guard complete.count >= Self.leastRuns else {
      throw Undefined(
        "\(complete.count) past runs have every figure: limits need \(Self.leastRuns)")
    }
    runs = complete.count
    var scores = [Double](repeating: 0, count: runs)
    var spreads: [(centre: Double, spread: Double, isOneSided: Bool)] = []
    for figure in figures {
      let past = PastDeviations(complete.compactMap { figure.residuals[$0] }, floor: figure.floor)
      for run in scores.indices {
        scores[run] = max(scores[run], past.score(leavingOut: run, isOneSided: figure.isOneSided))
      }
      spreads.append((past.centre, past.spread, figure.isOneSided))
    }
    self.spreads = spreads
    scores.sort()
    let count = Double(runs)
    let rank = ((1 - alarmRate) * (count + 1)).rounded(.up)
    if rank <= count {
      method = .rank
      needed = 0
      limit = max(Self.least, scores[Int(rank) - 1])
    } else {
      method = .student
      needed = Int(min(1e9, (1 / alarmRate).rounded(.up))) - 1 - runs
      let tail = alarmRate / (2 * Double(max(figures.count, 1)))
      let student =
        StudentDistribution(degrees: count - 1).quantile(1 - tail) * (1 + 1 / count).squareRoot()
      limit = max(Self.least, student, scores.last ?? 0)
    }
  }

  /// How far a new deviation of a figure lies out, in its spreads.
  package func score(_ residual: Double, of figure: Int) -> Double {
    let own = spreads[figure]
    let deviation = (residual - own.centre) / own.spread
    return own.isOneSided ? max(0, deviation) : deviation.magnitude
  }

  /// The deviations of a figure that are usual.
  package func range(of figure: Int) -> ClosedRange<Double> {
    let own = spreads[figure]
    return (own.centre - limit * own.spread)...(own.centre + limit * own.spread)
  }
}

/// One figure's past deviations, with what remains when one is left out.
private struct PastDeviations {
  private let values: [Double]
  private let floor: Double
  private let sum: Double
  private let squares: Double
  private let middle: Double

  init(_ values: [Double], floor: Double) {
    self.values = values
    self.floor = floor
    // Around their middle, so that squares of large numbers do not swallow the small differences.
    let middle = values.reduce(0, +) / Double(max(values.count, 1))
    self.middle = middle
    sum = values.reduce(0) { $0 + ($1 - middle) }
    squares = values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
  }

  var centre: Double { middle + sum / Double(max(values.count, 1)) }

  var spread: Double { Self.spread(sum, squares, Double(values.count), floor) }

  func score(leavingOut run: Int, isOneSided: Bool) -> Double {
    let value = values[run] - middle
    let count = Double(values.count - 1)
    let (sum, squares) = (sum - value, squares - value * value)
    let deviation = (value - sum / count) / Self.spread(sum, squares, count, floor)
    return isOneSided ? max(0, deviation) : deviation.magnitude
  }

  private static func spread(
    _ sum: Double, _ squares: Double, _ count: Double, _ floor: Double
  ) -> Double {
    guard count > 1 else { return floor }
    return max(floor, (max(0, squares - sum * sum / count) / (count - 1)).squareRoot())
  }
}
