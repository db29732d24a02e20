internal import Checklist
internal import Foundation
internal import Statistics

/// Rules about figures of a batch: each is broken by chance with the stated probability at most.
extension ContractInference {
  /// Rows from which on a batch is judged: a larger one strays less, so that the promise holds for it.
  private func window(_ parts: [ColumnSummary]) -> Int {
    if let windowRows { return windowRows }
    let rows = parts.map(\.rows)
    return max(Self.leastRows, rows.count > 1 ? rows.min() ?? 0 : (rows.first ?? 0) / 10)
  }

  /// The share of rows without a value, where there are some.
  ///
  /// One set: the upper end for the true share, and for so true a share the most that a batch shows, each
  /// missed with half of the probability. Several: what the sets' own shares vary, if that is wider.
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
      column: column.name, kind: NullShare.card.name, parameters: parameters,
      falseAlarms: .init(perWindow: falseAlarms),
      reason: "\(missing) of \(column.rows) rows lack a value; batches from \(window) rows on")
  }

  /// The mean of a batch: Student's interval for the difference of two means, widened by what the
  /// skewness adds, and by what the sets' own means vary.
  func mean(_ column: ColumnSummary, parts: [ColumnSummary]) -> InferredRule? {
    guard column.type?.isNumeric == true, column.notFinite == 0 else { return nil }
    let known = parts.compactMap {
      part -> (rows: Int, mean: Double, deviation: Double, skew: Double)? in
      guard part.present >= Self.leastRows, let mean = part.mean,
        let deviation = part.standardDeviation, mean.isFinite, deviation.isFinite
      else { return nil }
      // So far from zero that its cubes lose all digits, a column has no skewness to correct for.
      let skewness = part.skewness.flatMap { $0.isFinite ? $0 : nil } ?? 0
      return (part.present, mean, deviation, skewness)
    }
    guard known.count == parts.count, let first = known.first else { return nil }
    let rows = known.reduce(0) { $0 + $1.rows }
    let mean = known.reduce(0) { $0 + $1.mean * Double($1.rows) } / Double(rows)
    let deviation = known.map(\.deviation).max() ?? first.deviation
    guard deviation > 0 else { return nil }
    let skew = known.map(\.skew.magnitude).max() ?? 0
    let window = window(parts)
    let quantile = StudentDistribution(degrees: Double(rows - known.count))
      .quantile(1 - falseAlarms / 2)
    let smallest = Double(min(rows, window))
    // The first term of Cornish and Fisher's expansion of a mean's quantile.
    let correction = skew * (quantile * quantile - 1) / (6 * smallest.squareRoot())
    let half =
      deviation * (1 / Double(rows) + 1 / Double(window)).squareRoot() * (quantile + correction)
    guard half.isFinite else { return nil }
    var (low, high) = (mean - half, mean + half)
    if let between = PredictionInterval(known.map(\.mean), level: 1 - falseAlarms) {
      (low, high) = (min(low, between.low), max(high, between.high))
    }
    var parameters = ConfigurationMapping()
    parameters["min"] = .text(DecimalText.outward(low, isUp: false))
    parameters["max"] = .text(DecimalText.outward(high, isUp: true))
    parameters[FewRows.key.name] = .whole(window)
    let sets = known.count > 1 ? " in \(known.count) sets" : ""
    return InferredRule(
      column: column.name, kind: MeanValue.card.name, parameters: parameters, severity: .warn,
      falseAlarms: .init(perWindow: falseAlarms),
      reason:
        "the mean is \(DecimalText.outward(mean, isUp: true))\(sets); batches from \(window) rows on"
    )
  }

  /// The spread of a batch, where several sets tell how it varies.
  ///
  /// It varies by factors, so that its logarithm is what is spread evenly. Smaller batches than the sets
  /// vary more than they show, and are not judged.
  func deviation(_ column: ColumnSummary, parts: [ColumnSummary]) -> InferredRule? {
    guard column.type?.isNumeric == true, column.notFinite == 0 else { return nil }
    let deviations = parts.filter { $0.present >= Self.leastRows }.compactMap(\.standardDeviation)
    guard deviations.count == parts.count, deviations.allSatisfy({ $0 > 0 && $0.isFinite }),
      let between = PredictionInterval(deviations.map { log($0) }, level: 1 - falseAlarms)
    else { return nil }
    let (low, high) = (exp(between.low), exp(between.high))
    guard low > 0, high.isFinite else { return nil }
    var parameters = ConfigurationMapping()
    parameters["min"] = .text(DecimalText.outward(low, isUp: false))
    parameters["max"] = .text(DecimalText.outward(high, isUp: true))
    parameters[FewRows.key.name] = .whole(max(windowRows ?? 0, parts.map(\.rows).min() ?? 0))
    return InferredRule(
      column: column.name, kind: StandardDeviation.card.name, parameters: parameters,
      severity: .warn, falseAlarms: .init(perWindow: falseAlarms),
      reason: "the standard deviation is about "
        + "\(DecimalText.outward((deviations.min() ?? 0), isUp: true)) to "
        + "\(DecimalText.outward((deviations.max() ?? 0), isUp: true)) in \(parts.count) sets")
  }

  /// Rules about the data as a whole.
  func datasetRules(_ sets: [[ColumnSummary]]) -> [InferredRule] {
    let counts = sets.compactMap { $0.first?.rows }
    var parameters = ConfigurationMapping()
    var reason =
      "\(counts.first ?? 0) rows in one set say nothing of how batches vary; more sets do"
    var promise = 0.0
    parameters["min"] = .whole(1)
    // Volume varies by factors: its logarithm is what is spread evenly.
    if let between = PredictionInterval(
      counts.filter { $0 > 0 }.map { log(Double($0)) }, level: 1 - falseAlarms),
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
  init?(_ values: [Double], level: Double) {
    guard values.count >= ContractInference.leastSets else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / (count - 1)).squareRoot()
    let quantile = StudentDistribution(degrees: count - 1).quantile(1 - (1 - level) / 2)
    let half = quantile * deviation * (1 + 1 / count).squareRoot()
    guard half.isFinite else { return nil }
    (low, high) = (mean - half, mean + half)
  }
}
