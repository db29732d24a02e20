internal import Foundation
internal import Statistics

/// A metric of confusion cells of groups in given shares.
///
/// - Numerics: the metric's own definition is applied to 2⁴⁰ rows in the mixture's shares: what is
///   rounded is below 10⁻¹². Half of a row is added to every cell of every group for the variance,
///   so that an empty cell does not claim certainty.
/// - Source: Agresti, *Categorical Data Analysis*, 2013, ch. 16.1.
struct MixedCells {
  private let mixer: MetricMixer
  private let cells: [[Double]]

  /// - Throws: ``Undefined`` when a group has no rows with a predicted class.
  init(_ mixer: MetricMixer) throws(Undefined) {
    self.mixer = mixer
    var cells: [[Double]] = []
    for mixed in mixer.groups {
      guard case .binary(let measurement)? = mixed.group.measurement, measurement.cells.rows > 0
      else { throw Undefined("group \(mixed.group.key) has no row with label and predicted class") }
      let own = measurement.cells
      cells.append(
        [own.truePositives, own.falsePositives, own.falseNegatives, own.trueNegatives].map {
          Double($0)
        })
    }
    self.cells = cells
  }

  /// The metric's value with its interval.
  ///
  /// - Throws: ``Undefined`` as the metric does.
  func measure(_ metric: any BinaryMetric.Type) throws(Undefined) -> Estimate {
    let value = try self.value(metric, mixture(adding: 0))
    let shares = mixture(adding: 0.5)
    var slopes: [Double] = []
    for cell in shares.indices {
      var (up, down) = (shares, shares)
      let step = shares[cell] * 1e-5
      up[cell] += step
      down[cell] -= step
      slopes.append((try self.value(metric, up) - self.value(metric, down)) / (2 * step))
    }
    var variance = 0.0
    var means: [Double] = []
    for (mixed, own) in zip(mixer.groups, cells) {
      let rows = own.reduce(0, +) + 2
      var (mean, squares) = (0.0, 0.0)
      for (count, slope) in zip(own, slopes) {
        mean += (count + 0.5) / rows * slope
        squares += (count + 0.5) / rows * slope * slope
      }
      variance += mixed.share * mixed.share * max(0, squares - mean * mean) / rows
      means.append(mean)
    }
    variance += mixer.varianceOfShares(means)
    guard variance > 0, variance.isFinite else {
      return Estimate(value, note: "the interval has no width that could be computed")
    }
    let margin = NormalDistribution.twoSidedQuantile(level: mixer.level) * variance.squareRoot()
    return Estimate(
      value,
      interval: RangedInterval.delta(
        value, margin: margin, low: metric.card.range.hasPrefix("−1") ? -1 : 0, level: mixer.level))
  }

  private func mixture(adding: Double) -> [Double] {
    var shares = [Double](repeating: 0, count: 4)
    for (mixed, own) in zip(mixer.groups, cells) {
      let rows = own.reduce(0, +) + 4 * adding
      for cell in shares.indices { shares[cell] += mixed.share * (own[cell] + adding) / rows }
    }
    return shares
  }

  private func value(
    _ metric: any BinaryMetric.Type, _ shares: [Double]
  ) throws(Undefined) -> Double {
    func count(_ share: Double) -> Int { Int((0x1p40 * share).rounded()) }
    let scaled = ConfusionCells(
      truePositives: count(shares[0]), falsePositives: count(shares[1]),
      falseNegatives: count(shares[2]), trueNegatives: count(shares[3]))
    // The level of an interval that nobody looks at.
    let estimate = try metric.measure(BinaryMeasurement(cells: scaled), level: 0.95)
    guard let value = estimate.value else {
      throw Undefined(estimate.note ?? "the metric has no value in this mixture")
    }
    return value
  }
}
