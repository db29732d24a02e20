internal import Measurements
internal import Statistics

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The difference of two predictors of a binary task in one metric, on the same rows.
///
/// The area under the ROC curve: DeLong. Accuracy: McNemar's exact p-value and the adjusted Wald
/// interval of paired shares. Other metrics of the confusion table: tables of truth and both
/// predictions drawn anew. Mean losses: rows drawn anew. Anything else: groups of rows left out.
///
/// - Source: DeLong et al. 1988; McNemar 1947; Bonett, Price, *Adjusted Wald Confidence Interval
///   for a Difference of Binomial Proportions Based on Paired Data*, 2012; Efron, Tibshirani 1993.
struct BinaryDifference {
  let model: BinaryPredictions
  let other: BinaryPredictions
  let level: Double
  let draws: Int
  let seed: UInt64

  /// Model minus other.
  ///
  /// - Throws: `Undefined` when one of them has no value, or the rows do not tell how it varies.
  func measure(_ metric: any BinaryMetric.Type) throws(Undefined) -> PairedDifference {
    if metric.needs != .predictedClass, model.scores == nil || other.scores == nil {
      throw Undefined("\(metric.card.title) needs a score, and one of the two gives classes only")
    }
    let rows = model.isPositive.count
    switch metric.card.key {
    case "rocAUC": return try areas(rows)
    case "accuracy", "microF1": return try accuracies(rows)
    case "logLoss": return try losses(rows, metric, Self.logLoss)
    case "brier":
      return try losses(rows, metric) { score, isPositive in
        (score - (isPositive ? 1 : 0)) * (score - (isPositive ? 1 : 0))
      }
    default:
      return metric.needs == .predictedClass
        ? try tables(rows, metric) : try parts(rows, metric)
    }
  }

  private func areas(_ rows: Int) throws(Undefined) -> PairedDifference {
    let found = try DeLong.compare(
      model.scores ?? [], other.scores ?? [], isPositive: model.isPositive)
    guard found.standardError > 0 || found.difference == 0 else {
      return try separatedAreas(found, rows)
    }
    return PairedDifference(
      value: found.difference, interval: found.interval(level: level), pValue: found.test.pValue,
      rows: rows)
  }

  /// Where both areas are without spread, as that of separated classes is, DeLong has no interval:
  /// it is made of the areas' own, which at 0 and 1 are exact over the smaller class.
  private func separatedAreas(
    _ found: DeLong.Comparison, _ rows: Int
  ) throws(Undefined) -> PairedDifference {
    func estimate(_ area: DeLong.Area) throws(Undefined) -> Estimate {
      Estimate(
        area.value,
        interval: try LogitInterval.interval(
          value: area.value, variance: area.variance,
          rows: min(area.positiveRows, area.negativeRows), level: level,
          degrees: area.degreesOfFreedom))
    }
    let difference = try IndependentDifference.measure(
      estimate(found.first), minus: estimate(found.second))
    guard let interval = difference.interval else {
      throw Undefined("the areas have no interval")
    }
    return PairedDifference(
      value: found.difference, interval: interval, pValue: nil, rows: rows)
  }

  private func accuracies(_ rows: Int) throws(Undefined) -> PairedDifference {
    guard rows > 0 else { throw Undefined("there is no row to compare on") }
    guard case .certain(let calls) = model.calls else {
      throw Undefined("the model's classes are not fixed")
    }
    switch other.calls {
    case .drawn(let probability):
      var gains: [Double] = []
      for (truth, call) in zip(model.isPositive, calls) {
        gains.append((truth == call ? 1 : 0) - (truth ? probability : 1 - probability))
      }
      let value = gains.reduce(0, +) / Double(rows)
      let found = try GroupedSums([gains], rows: rows, seed: seed).compare(
        level: level, draws: draws, seed: seed
      ) { $0[1] / $0[0] }
      return PairedDifference(
        value: value, interval: found.interval, pValue: found.pValue, rows: rows)
    case .certain(let others):
      var modelOnly = 0
      var otherOnly = 0
      for row in model.isPositive.indices where calls[row] != others[row] {
        if calls[row] == model.isPositive[row] { modelOnly += 1 } else { otherOnly += 1 }
      }
      let test = try McNemarTest.test(firstOnly: modelOnly, secondOnly: otherOnly)
      let value = Double(modelOnly - otherOnly) / Double(rows)
      return PairedDifference(
        value: value, interval: sharesInterval(modelOnly, otherOnly, rows), pValue: test.pValue,
        rows: rows)
    }
  }

  /// One row is added to each of the two discordant cells, so that none is empty.
  private func sharesInterval(_ first: Int, _ second: Int, _ rows: Int) -> Interval {
    let count = Double(rows + 2)
    let one = Double(first + 1) / count
    let two = Double(second + 1) / count
    let error = ((one + two - (one - two) * (one - two)) / count).squareRoot()
    let margin = NormalDistribution.twoSidedQuantile(level: level) * error
    return Interval(
      low: max(-1, one - two - margin), high: min(1, one - two + margin), level: level,
      method: "bonett-price")
  }

  private func losses(
    _ rows: Int, _ metric: any BinaryMetric.Type, _ loss: (Double, Bool) -> Double
  ) throws(Undefined) -> PairedDifference {
    let value = try difference(metric, model, other)
    var gaps: [Double] = []
    for row in model.isPositive.indices {
      gaps.append(
        loss(model.scores?[row] ?? .nan, model.isPositive[row])
          - loss(other.scores?[row] ?? .nan, model.isPositive[row]))
    }
    let found = try GroupedSums([gaps], rows: rows, seed: seed).compare(
      level: level, draws: draws, seed: seed
    ) { $0[1] / $0[0] }
    return PairedDifference(
      value: value, interval: found.interval, pValue: found.pValue, rows: rows)
  }

  /// The metric's own clipping: 2^−52 away from 0 and 1.
  private static func logLoss(_ score: Double, _ isPositive: Bool) -> Double {
    let given = isPositive ? score : 1 - score
    return -log(min(max(given, 0x1p-52), 1 - 0x1p-52))
  }

  /// A predictor's value; of one that always says the same, where the metric has none for it, what
  /// needs no skill.
  private func value(
    _ metric: any BinaryMetric.Type, _ cells: ConfusionCells
  ) throws(Undefined) -> Double? {
    let measurement = BinaryMeasurement(cells: cells)
    do throws(Undefined) {
      return try metric.measure(measurement, level: level).value
    } catch {
      guard cells.positives > 0, cells.negatives > 0,
        cells.calledPositive == 0 || cells.calledNegative == 0,
        let value = metric.withoutSkill(measurement)
      else { throw error }
      return value
    }
  }

  /// Rows by truth, the model's class and the other's, drawn anew as a whole.
  private func tables(
    _ rows: Int, _ metric: any BinaryMetric.Type
  ) throws(Undefined) -> PairedDifference {
    guard case .certain(let calls) = model.calls else {
      throw Undefined("the model's classes are not fixed")
    }
    try PairedDifference.requireRows(rows)
    var counts = [Int](repeating: 0, count: 8)
    for row in model.isPositive.indices {
      var cell = (model.isPositive[row] ? 4 : 0) + (calls[row] ? 2 : 0)
      if case .certain(let others) = other.calls, others[row] { cell += 1 }
      counts[cell] += 1
    }
    func value(_ counts: [Int]) throws(Undefined) -> Double {
      let first = ConfusionCells(
        truePositives: counts[6] + counts[7], falsePositives: counts[2] + counts[3],
        falseNegatives: counts[4] + counts[5], trueNegatives: counts[0] + counts[1])
      var second = ConfusionCells(
        truePositives: counts[5] + counts[7], falsePositives: counts[1] + counts[3],
        falseNegatives: counts[4] + counts[6], trueNegatives: counts[0] + counts[2])
      if case .drawn(let probability) = other.calls {
        second = ExpectedCells.of(
          positives: first.positives, rows: first.rows, probability: probability)
      }
      let one = try metric.measure(BinaryMeasurement(cells: first), level: level).value
      let two = try self.value(metric, second)
      guard let one, let two else { throw Undefined("the metric has no value") }
      return one - two
    }
    return try PairedDifference.resampling(
      counts, rows: rows, level: level, draws: draws, seed: seed, difference: value)
  }

  private func parts(
    _ rows: Int, _ metric: any BinaryMetric.Type
  ) throws(Undefined) -> PairedDifference {
    return try PairedDifference.leavingParts(
      of: rows, value: try difference(metric, model, other), level: level, seed: seed
    ) { chosen throws(Undefined) in
      try difference(metric, model.selecting(chosen), other.selecting(chosen))
    }
  }

  private func difference(
    _ metric: any BinaryMetric.Type, _ one: BinaryPredictions, _ two: BinaryPredictions
  ) throws(Undefined) -> Double {
    let first = try metric.measure(one.measurement, level: level).value
    let second = try metric.measure(two.measurement, level: level).value
    guard let first, let second else { throw Undefined("\(metric.card.title) has no value") }
    return first - second
  }
}
