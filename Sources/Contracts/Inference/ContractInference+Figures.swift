internal import Checklist
internal import Foundation
internal import Statistics

/// Rules about figures of a batch: each is broken by chance with the stated probability at most.
///
/// They warn: a figure that has strayed may be a change of the world, for which no batch is held.
extension ContractInference {
  /// Rows from which on a batch is judged: a larger one strays less, so that the promise holds for
  /// it.
  func window(_ parts: [ColumnSummary]) -> Int {
    if let windowRows { return windowRows }
    let rows = parts.map(\.rows)
    return max(Self.leastRows, rows.count > 1 ? rows.min() ?? 0 : (rows.first ?? 0) / 10)
  }

  /// The share of rows without a value, where there are some.
  ///
  /// One set: the upper end for the true share, and for so true a share the most that a batch
  /// shows, each missed with half of the probability. Several: what the sets' own shares vary, if
  /// that is wider.
  func nullShare(_ column: ColumnSummary, parts: [ColumnSummary]) -> InferredRule? {
    let missing = column.rows - column.present
    guard missing > 0, column.rows >= Self.leastRows,
      let interval = try? ClopperPearsonInterval.interval(
        successes: missing, rows: column.rows, level: 1 - falseAlarms)
    else { return nil }
    let window = window(parts)
    let most = BinomialDistribution(trials: window, probability: interval.high)
      .quantile(1 - falseAlarms / 2)
    guard let most else { return nil }
    var greatest = Double(most) / Double(window)
    let shares = parts.filter { $0.rows > 0 }
      .map { Double($0.rows - $0.present) / Double($0.rows) }
    if let between = PredictionInterval(shares, level: 1 - falseAlarms) {
      greatest = max(greatest, between.high)
    }
    guard greatest < 1 else { return nil }
    var parameters = ConfigurationMapping()
    parameters["max"] = .text(DecimalText.outward(greatest, isUp: true))
    parameters[FewRows.key.name] = .whole(window)
    return InferredRule(
      column: column.name, kind: NullShare.card.name, parameters: parameters, severity: .warn,
      falseAlarms: .init(perWindow: falseAlarms),
      reason: "\(missing) of \(column.rows) rows lack a value; batches from \(window) rows on")
  }

  /// Rules about the data as a whole.
  func datasetRules(_ sets: [[ColumnSummary]]) -> [InferredRule] {
    let counts = sets.compactMap { $0.first?.rows }
    var parameters = ConfigurationMapping()
    var reason =
      "\(counts.first ?? 0) rows in one set say nothing of how batches vary; more sets do"
    var promise = 0.0
    parameters["min"] = .whole(1)
    // Volume varies by factors: its logarithm is what is spread evenly. Sets that happen to be
    // equal, or were cut so, do not say that no batch differs: rows that come by themselves vary as
    // a Poisson count at least.
    let least = 1 / Double(max(1, counts.min() ?? 1)).squareRoot()
    if let between = PredictionInterval(
      counts.filter { $0 > 0 }.map { log(Double($0)) }, level: 1 - falseAlarms, least: least),
      counts.allSatisfy({ $0 > 0 })
    {
      let (low, high) = (exp(between.low).rounded(.down), exp(between.high).rounded(.up))
      parameters["min"] = .whole(max(1, Int(exactly: low) ?? 1))
      if let most = Int(exactly: high) { parameters["max"] = .whole(most) }
      promise = falseAlarms
      reason =
        "\(counts.count) sets have \(counts.min() ?? 0) to \(counts.max() ?? 0) rows"
    }
    return [
      InferredRule(
        column: nil, kind: RowCount.card.name, parameters: parameters,
        falseAlarms: .init(perWindow: promise), reason: reason)
    ]
  }
}

/// Where the next of several values lies, when all are drawn alike from a normal distribution.
///
/// - Source: Whitmore, *Prediction limits for a univariate normal observation*, 1986.
struct PredictionInterval {
  let low: Double
  let high: Double

  /// Nil with fewer values than ``ContractInference/leastSets``.
  ///
  /// - Parameter least: the standard deviation that values have at least.
  init?(_ values: [Double], level: Double, least: Double = 0) {
    guard values.count >= ContractInference.leastSets else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = max(least, (squares / (count - 1)).squareRoot())
    let quantile = StudentDistribution(degrees: count - 1).quantile(1 - (1 - level) / 2)
    let half = quantile * deviation * (1 + 1 / count).squareRoot()
    guard half.isFinite else { return nil }
    (low, high) = (mean - half, mean + half)
  }
}
