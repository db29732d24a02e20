internal import Foundation
internal import Statistics

/// Computes a metric of groups in given shares.
///
/// Means over rows are averaged. Metrics of confusion cells are computed from the averaged cells,
/// with the delta method over the groups, which are independent of each other. The area under the
/// ROC curve is taken over all pairs, of rows of one group and of two. Where shares were counted,
/// how sure they are is in the interval.
///
/// - Source: Cochran, *Sampling Techniques*, 1977, ch. 5, stratified estimates.
struct MetricMixer {
  let groups: [MixedGroup]
  /// Rows that the shares were counted on; nil when they are certain.
  let shareRows: Int?
  let level: Double

  /// Metrics that are means over rows.
  private static let means: Set<String> = [
    Accuracy.card.key, MicroF1.card.key, LogLoss.card.key, BrierScore.card.key,
    MeanAbsoluteError.card.key, MeanSquaredError.card.key, Bias.card.key, PinballLoss.card.key,
    IntervalCoverage.card.key, SymmetricMeanAbsolutePercentageError.card.key,
  ]

  /// The metric of the mixture.
  ///
  /// - Throws: ``Undefined``.
  func measure(_ card: Card) throws(Undefined) -> Estimate {
    if Self.means.contains(card.key) { return try mean(card) }
    if card.key == RootMeanSquaredError.card.key { return try root() }
    if card.key == RocAUC.card.key { return try area() }
    if let metric = MetricCatalogue.binary.first(where: { $0.card.key == card.key }),
      metric.needs == .predictedClass
    {
      return try MixedCells(self).measure(metric)
    }
    throw Undefined("it does not follow from the groups' values")
  }

  /// `Σ wᵢ vᵢ`, with each group's half-widths times its share, squared and added.
  private func mean(_ card: Card) throws(Undefined) -> Estimate {
    var value = 0.0
    var below = 0.0
    var above = 0.0
    var hasInterval = true
    var values: [Double] = []
    for mixed in groups {
      guard let estimate = mixed.group[card.key], let own = estimate.value else {
        throw Undefined(
          "group \(mixed.group.key): \(mixed.group[card.key]?.note ?? "it has no value")")
      }
      value += mixed.share * own
      values.append(own)
      guard let interval = estimate.interval else {
        hasInterval = false
        continue
      }
      below += mixed.share * mixed.share * (own - interval.low) * (own - interval.low)
      above += mixed.share * mixed.share * (interval.high - own) * (interval.high - own)
    }
    guard hasInterval else { return Estimate(value, note: "a group has no interval") }
    let z = NormalDistribution.twoSidedQuantile(level: level)
    let ofShares = z * z * varianceOfShares(values)
    return Estimate(
      value,
      interval: Interval(
        low: value - (below + ofShares).squareRoot(), high: value + (above + ofShares).squareRoot(),
        level: level, method: "mover"))
  }

  /// What not knowing the shares exactly adds to the variance of `Σ wᵢ vᵢ`.
  func varianceOfShares(_ values: [Double]) -> Double {
    guard let shareRows, shareRows > 0 else { return 0 }
    var mean = 0.0
    for (mixed, value) in zip(groups, values) { mean += mixed.share * value }
    var spread = 0.0
    for (mixed, value) in zip(groups, values) {
      spread += mixed.share * (value - mean) * (value - mean)
    }
    return spread / Double(shareRows)
  }

  private func root() throws(Undefined) -> Estimate {
    let square = try mean(MeanSquaredError.card)
    guard let value = square.value else { throw Undefined("the squared error has no value") }
    return Estimate(
      value.squareRoot(),
      interval: square.interval.map {
        Interval(
          low: max(0, $0.low).squareRoot(), high: max(0, $0.high).squareRoot(), level: $0.level,
          method: $0.method)
      }, note: square.note)
  }

  /// The area over all pairs, by the placement of each row among the other class.
  private func area() throws(Undefined) -> Estimate {
    let parts = groups.compactMap { mixed -> (weight: Double, scores: SortedCounts)? in
      guard case .binary(let measurement)? = mixed.group.measurement else { return nil }
      let scores = measurement.scores
      let rows = scores.firstTotal + scores.secondTotal
      return rows > 0 ? (mixed.share / Double(rows), scores) : nil
    }
    guard parts.count == groups.count else { throw Undefined("a group has no scores") }
    let positives = parts.reduce(0.0) { $0 + $1.weight * Double($1.scores.firstTotal) }
    let negatives = parts.reduce(0.0) { $0 + $1.weight * Double($1.scores.secondTotal) }
    guard positives > 0, negatives > 0 else {
      throw Undefined("all labels of the mixture are of one class: there is no pair to rank")
    }
    let ranks = WeightedRanks(parts)
    var value = 0.0
    var variance = 0.0
    for part in parts {
      for (isPositive, counts, total, own, other) in [
        (true, part.scores.first, part.scores.firstTotal, positives, negatives),
        (false, part.scores.second, part.scores.secondTotal, negatives, positives),
      ] where total > 0 {
        // The mean and spread of this group's placements of one class.
        var sum = 0.0
        var squares = 0.0
        for place in counts.indices where counts[place] > 0 {
          let placement = ranks.placement(part.scores.values[place], isPositive: isPositive) / other
          sum += Double(counts[place]) * placement
          squares += Double(counts[place]) * placement * placement
        }
        let mean = sum / Double(total)
        let weight = part.weight * Double(total) / own
        if isPositive { value += weight * mean }
        guard total > 1 else { continue }
        let spread =
          max(0, squares / Double(total) - mean * mean) * Double(total) / Double(total - 1)
        variance += weight * weight * spread / Double(total)
      }
    }
    let smaller = min(
      parts.reduce(0) { $0 + $1.scores.firstTotal }, parts.reduce(0) { $0 + $1.scores.secondTotal })
    return Estimate(
      min(1, max(0, value)),
      interval: try LogitInterval.interval(
        value: min(1, max(0, value)), variance: variance, rows: smaller, level: level),
      note: "the interval takes the classes' shares within each group as they are")
  }
}

/// The weight of each class below every score of a mixture.
private struct WeightedRanks {
  private var values: [Double] = []
  /// Weight of negatives and positives up to each score, inclusive.
  private var negatives: [Double] = []
  private var positives: [Double] = []

  init(_ parts: [(weight: Double, scores: SortedCounts)]) {
    var all: [(value: Double, positive: Double, negative: Double)] = []
    for part in parts {
      for place in part.scores.values.indices {
        all.append(
          (
            part.scores.values[place], part.weight * Double(part.scores.first[place]),
            part.weight * Double(part.scores.second[place])
          ))
      }
    }
    all.sort { $0.value < $1.value }
    var (positive, negative) = (0.0, 0.0)
    for one in all {
      positive += one.positive
      negative += one.negative
      if values.last == one.value {
        positives[positives.count - 1] = positive
        negatives[negatives.count - 1] = negative
      } else {
        values.append(one.value)
        positives.append(positive)
        negatives.append(negative)
      }
    }
  }

  /// Of a positive row the weight of negatives below its score, of a negative row that of positives
  /// above; ties count half.
  func placement(_ score: Double, isPositive: Bool) -> Double {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < score { low = middle + 1 } else { high = middle }
    }
    if isPositive {
      let below = low > 0 ? negatives[low - 1] : 0
      return (below + negatives[low]) / 2
    }
    let upTo = positives[low]
    let below = low > 0 ? positives[low - 1] : 0
    let all = positives[positives.count - 1]
    return all - (upTo + below) / 2
  }
}
