package import Statistics

/// How far apart groups are in any metric: difference, ratio, the lowest and the highest group.
///
/// Pairs are compared by the intervals of the groups' metrics (MOVER). The end of an interval that
/// is nearer to "equal" holds for all pairs together, as Bonferroni's inequality has it; the other
/// end is that of the worst pair there could be, each pair at its own level. The same goes for the
/// lowest group: its low end is that of any one group, its high end must hold for all.
///
/// - Undefined: fewer than two groups have the metric; a ratio also where the metric can be
///   negative, or the highest group has 0.
/// - Numerics: for the stricter level the distances of a group's ends from its value are stretched
///   by the ratio of the normal quantiles.
/// - Complexity: O(groups²).
/// - Source: Fairlearn, `MetricFrame.difference`, `.ratio`, `.group_min`, `.group_max`, between
///   groups; Zou, Donner, 2008, for pairs.
package struct GroupMetricGaps: Sendable {
  /// The highest less the lowest group.
  package let difference: Estimate
  /// The lowest divided by the highest group.
  package let ratio: Estimate
  /// The lowest group.
  package let lowest: Estimate
  /// The highest group.
  package let highest: Estimate

  /// Compares groups.
  ///
  /// - Parameters:
  ///   - groups: the metric of each; those without a value are left out.
  ///   - range: the metric's range, as its card writes it.
  package init(_ groups: [Estimate], range: String, level: Double) {
    let known = groups.filter { $0.value != nil }
    let values = known.compactMap(\.value)
    guard known.count > 1, let least = values.min(), let most = values.max() else {
      let reason = Estimate(undefined: Undefined("fewer than two groups have the metric"))
      (difference, ratio, lowest, highest) = (reason, reason, reason, reason)
      return
    }
    let pairs = Double(known.count * (known.count - 1) / 2)
    let paired = known.map { Self.stretched($0, times: pairs, level: level) }
    let each = known.map { Self.stretched($0, times: Double(known.count), level: level) }
    difference = Self.difference(most - least, known, paired, level)
    ratio = Self.ratio(least, most, known, paired, range, level)
    lowest = Estimate(
      least,
      interval: Self.ends(
        known.map { $0.interval?.low }.least, each.map { $0.interval?.high }.least, level))
    highest = Estimate(
      most,
      interval: Self.ends(
        each.map { $0.interval?.low }.most, known.map { $0.interval?.high }.most, level))
  }

  /// The estimate with ends as far out as so many intervals need to hold together.
  private static func stretched(
    _ estimate: Estimate, times count: Double, level: Double
  ) -> Estimate {
    guard let value = estimate.value, var interval = estimate.interval else { return estimate }
    let factor =
      NormalDistribution.twoSidedQuantile(level: 1 - (1 - level) / count)
      / NormalDistribution.twoSidedQuantile(level: level)
    interval.low = value - (value - interval.low) * factor
    interval.high = value + (interval.high - value) * factor
    return Estimate(value, interval: interval)
  }

  private static func difference(
    _ value: Double, _ known: [Estimate], _ paired: [Estimate], _ level: Double
  ) -> Estimate {
    var near: [Double?] = [0]
    var far: [Double?] = []
    for i in known.indices {
      for j in known.indices where i != j {
        near.append(
          Self.interval { () throws(Undefined) in
            try IndependentDifference.measure(paired[i], minus: paired[j])
          }?.low)
        far.append(
          Self.interval { () throws(Undefined) in
            try IndependentDifference.measure(known[i], minus: known[j])
          }?.high)
      }
    }
    return Estimate(value, interval: ends(near.most, far.most, level))
  }

  private static func ratio(
    _ least: Double, _ most: Double, _ known: [Estimate], _ paired: [Estimate], _ range: String,
    _ level: Double
  ) -> Estimate {
    guard range.hasPrefix("0") else {
      return Estimate(undefined: Undefined("the metric can be negative: a ratio says nothing"))
    }
    guard most > 0 else {
      return Estimate(undefined: Undefined("the metric is 0 in every group"))
    }
    var near: [Double?] = [1]
    var far: [Double?] = []
    for i in known.indices {
      for j in known.indices where i != j {
        near.append(
          Self.interval { () throws(Undefined) in
            try IndependentRatio.measure(positive(paired[i]), to: positive(paired[j]))
          }?.high)
        far.append(
          Self.interval { () throws(Undefined) in
            try IndependentRatio.measure(positive(known[i]), to: positive(known[j]))
          }?.low)
      }
    }
    return Estimate(least / most, interval: ends(far.least, near.least, level))
  }

  /// A stretched end may cross 0, where the metric itself cannot be.
  private static func positive(_ estimate: Estimate) -> Estimate {
    guard var interval = estimate.interval else { return estimate }
    interval.low = max(0, interval.low)
    return Estimate(estimate.value ?? 0, interval: interval)
  }

  private static func interval(_ measure: () throws(Undefined) -> Estimate) -> Interval? {
    do throws(Undefined) {
      return try measure().interval
    } catch {
      return nil
    }
  }

  private static func ends(_ low: Double?, _ high: Double?, _ level: Double) -> Interval? {
    guard let low, let high, low.isFinite, high.isFinite else { return nil }
    return Interval(low: min(low, high), high: max(low, high), level: level, method: "pairwise")
  }
}

extension [Double?] {
  /// The smallest; nil when one is absent.
  fileprivate var least: Double? { contains(nil) ? nil : compactMap(\.self).min() }
  /// The largest; nil when one is absent.
  fileprivate var most: Double? { contains(nil) ? nil : compactMap(\.self).max() }
}
