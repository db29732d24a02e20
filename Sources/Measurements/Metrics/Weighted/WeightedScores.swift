internal import Foundation
package import Statistics

/// Labels, scores and weights of rows that were chosen with unequal probabilities: what the metrics
/// of ranks and probabilities are computed from.
///
/// Held in memory: people label thousands of rows, not billions.
package struct WeightedScores: Sendable {
  private struct Row: Sendable {
    let score: Double
    let weight: Double
    let isPositive: Bool
  }

  private var rows: [Row] = []
  private let calibrationBins: Int

  /// No rows.
  package init(calibrationBins: Int = 10) { self.calibrationBins = calibrationBins }

  /// Adds a row with a finite score.
  package mutating func add(isPositive: Bool, score: Double, weight: Double) {
    rows.append(Row(score: score, weight: weight, isPositive: isPositive))
  }

  mutating func merge(_ other: WeightedScores) { rows += other.rows }

  /// Rows, each once.
  var rowCount: Int { rows.count }

  /// Metrics by key.
  package static let keys: Set<String> = ["rocAUC", "averagePrecision", "logLoss", "brier", "ece"]

  /// A metric with its interval.
  ///
  /// - Throws: ``Undefined`` as the metric does.
  package func measure(_ key: String, level: Double) throws(Undefined) -> Estimate {
    guard !rows.isEmpty else { throw Undefined("no row has both a label and a score") }
    switch key {
    case "rocAUC": return try area(level)
    case "averagePrecision": return try averagePrecision(level)
    case "logLoss": return try loss(level, Self.logLoss)
    case "brier":
      return try loss(level) { row in
        let gap = (row.isPositive ? 1 : 0) - row.score
        return gap * gap
      }
    case "ece": return try calibrationError()
    default: throw Undefined("it is not measured from weighted rows")
    }
  }

  private var weights: [Double] { rows.map(\.weight) }

  /// The share of pairs in order, and each row's part in it.
  private func area(_ level: Double) throws(Undefined) -> Estimate {
    let positives = rows.reduce(0) { $0 + ($1.isPositive ? $1.weight : 0) }
    let negatives = rows.reduce(0) { $0 + ($1.isPositive ? 0 : $1.weight) }
    guard positives > 0, negatives > 0 else {
      throw Undefined("the labelled rows have one class only: there are no pairs to rank")
    }
    let order = rows.indices.sorted { rows[$0].score < rows[$1].score }
    // The weight below each row, ties counting half, of the other class.
    var part = [Double](repeating: 0, count: rows.count)
    var below = (positive: 0.0, negative: 0.0)
    var start = 0
    while start < order.count {
      var end = start
      var tied = (positive: 0.0, negative: 0.0)
      while end < order.count, rows[order[end]].score == rows[order[start]].score {
        let row = rows[order[end]]
        if row.isPositive { tied.positive += row.weight } else { tied.negative += row.weight }
        end += 1
      }
      for place in order[start..<end] {
        part[place] =
          rows[place].isPositive
          ? (below.negative + tied.negative / 2) / negatives
          : 1 - (below.positive + tied.positive / 2) / positives
      }
      below = (below.positive + tied.positive, below.negative + tied.negative)
      start = end
    }
    var sum = 0.0
    for (row, share) in zip(rows, part) where row.isPositive { sum += row.weight * share }
    let value = min(1, sum / positives)
    let influences = zip(rows, part).map { row, share in
      (share - value) / (row.isPositive ? positives : negatives)
    }
    return Estimate(value, interval: try shape(value, influences, level))
  }

  private func averagePrecision(_ level: Double) throws(Undefined) -> Estimate {
    let positives = rows.reduce(0) { $0 + ($1.isPositive ? $1.weight : 0) }
    guard positives > 0 else { throw Undefined("no labelled row is positive") }
    let order = rows.indices.sorted { rows[$0].score > rows[$1].score }
    var precision = [Double](repeating: 0, count: rows.count)
    var called = precision
    var found = 0.0
    var calls = 0.0
    var value = 0.0
    var start = 0
    while start < order.count {
      var end = start
      var here = 0.0
      while end < order.count, rows[order[end]].score == rows[order[start]].score {
        let row = rows[order[end]]
        calls += row.weight
        if row.isPositive { here += row.weight }
        end += 1
      }
      found += here
      value += here * found / calls
      for place in order[start..<end] { (precision[place], called[place]) = (found / calls, calls) }
      start = end
    }
    value /= positives
    // From the lowest score upwards: what a row more does to the precision of all scores below it.
    var influences = precision
    var gain = 0.0
    var loss = 0.0
    var end = order.count
    while end > 0 {
      var start = end
      while start > 0, rows[order[start - 1]].score == rows[order[end - 1]].score {
        start -= 1
        let place = order[start]
        guard rows[place].isPositive else { continue }
        gain += rows[place].weight / called[place] * (1 - precision[place])
        loss += rows[place].weight / called[place] * precision[place]
      }
      for place in order[start..<end] {
        influences[place] =
          rows[place].isPositive
          ? (precision[place] + gain - value) / positives : -loss / positives
      }
      end = start
    }
    return Estimate(min(1, value), interval: try shape(min(1, value), influences, level))
  }

  /// The interval on the logit scale; where nothing varies, that of a share.
  private func shape(
    _ value: Double, _ influences: [Double], _ level: Double
  ) throws(Undefined) -> Interval {
    let variance = HajekMean.variance(influences: influences, weights: weights)
    guard variance > 0, value > 0, value < 1 else {
      return HajekMean.interval(
        share: value, variance: 0, rows: rows.count,
        effectiveRows: HajekMean.effectiveRows(weights), level: level)
    }
    return try LogitInterval.interval(
      value: value, variance: variance, rows: rows.count, level: level)
  }

  private func loss(
    _ level: Double, _ loss: (Row) -> Double
  ) throws(Undefined) -> Estimate {
    try requireProbabilities()
    return try WeightedLoss.positive(rows.map(loss), weights: weights, level: level)
  }

  private static func logLoss(_ row: Row) -> Double {
    let epsilon = Double.ulpOfOne
    let probability = min(max(row.score, epsilon), 1 - epsilon)
    return row.isPositive ? -log(probability) : -log1p(-probability)
  }

  private func requireProbabilities() throws(Undefined) {
    let outside = rows.count { !(0...1).contains($0.score) }
    guard outside == 0 else {
      throw Undefined("\(outside) scores lie outside 0…1: this metric needs probabilities")
    }
  }

  private func calibrationError() throws(Undefined) -> Estimate {
    try requireProbabilities()
    var weight = [Double](repeating: 0, count: calibrationBins)
    var gap = weight
    for row in rows {
      // A probability on an edge belongs to the bin below, as in ``CalibrationBins``.
      let place = (row.score * Double(calibrationBins)).rounded(.up) - 1
      let bin = min(max(Int(place), 0), calibrationBins - 1)
      weight[bin] += row.weight
      gap[bin] += row.weight * ((row.isPositive ? 1 : 0) - row.score)
    }
    let total = weight.reduce(0, +)
    return Estimate(
      gap.reduce(0) { $0 + $1.magnitude } / total,
      note: "weighted rows give no interval of a calibration error")
  }
}
