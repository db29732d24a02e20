internal import Foundation
package import Statistics

/// The disparities between groups, each with an interval and with chance taken out of it.
///
/// The gap between the highest and the lowest group is never negative, so chance alone makes it
/// positive: the plain value of equal groups is above 0, the more the smaller and the more numerous
/// the groups. Two answers to that:
///
/// - **Interval.** The gap is the largest of all pairs' gaps. Its lower end is the largest of the
///   pairs' lower ends, taken so far out that all pairs hold at once: the critical value is the
///   quantile of the largest standardised gap over tables drawn from the groups' own cells. Its
///   upper end is the largest of the pairs' upper ends, each at its own level: the truly worst pair
///   is among them. Pairs are compared by their Wilson intervals (MOVER), which hold in small
///   groups.
/// - **Corrected value.** The plain value less the mean excess of the drawn tables, not beyond its
///   range. It removes part of the bias only: tables are drawn from groups that already differ.
///
/// - Undefined: see ``Disparity``; the interval is absent where a ratio has no value.
/// - Numerics: equal groups give an interval that holds 0 at about the level for two groups; with
///   more groups, coverage is above the level, because the upper end is of the worst pair that
///   could be. Half a row is added to each cell before drawing, so that an empty cell is not
///   certain.
/// - Complexity: O(draws · groups²) for each disparity; above 60 groups with fewer draws.
/// - Source: Zou, Donner, 2008, and Donner, Zou, 2012, for pairs; Berger, Hsu, *Bioequivalence
///   Trials, Intersection-Union Tests and Equivalence Confidence Sets*, 1996, for the end without
///   correction; Efron, Tibshirani, *An Introduction to the Bootstrap*, 1993, ch. 10, for the
///   correction.
package struct DisparityMeasurement: Sendable {
  /// A disparity between groups.
  package struct Result: Sendable, Hashable {
    /// The plain value with its interval.
    package var estimate: Estimate
    /// The value with the excess that chance gives taken out; nil when undefined.
    package var corrected: Double?
    /// The groups that were compared.
    package var groups: [Int]
  }

  private let cells: [ConfusionCells]
  private let has: @Sendable (Int, GroupRate) -> Bool
  private let level: Double
  private let draws: [[ConfusionCells]]

  /// Prepares to compare groups.
  ///
  /// - Parameters:
  ///   - cells: each group's counts.
  ///   - draws: tables to draw.
  ///   - seed: where chance starts.
  package init(
    cells: [ConfusionCells], level: Double, draws: Int = 1_000, seed: UInt64 = 1,
    excluding isExcluded: @escaping @Sendable (_ group: Int, _ rate: GroupRate) -> Bool = { _, _ in
      false
    }
  ) {
    self.cells = cells
    self.level = level
    let isKnown: @Sendable (Int, GroupRate) -> Bool = { group, rate in
      rate.counts(cells[group]).rows > 0 && !isExcluded(group, rate)
    }
    has = isKnown
    // Four million comparisons a rate keep the largest table of groups below about a second.
    let pairs = max(1, cells.count * (cells.count - 1) / 2)
    let affordable = min(draws, max(200, 2_000_000 / pairs))
    var generator = SeededGenerator(seed: seed)
    self.draws = (0..<affordable).map { _ in
      cells.map { Self.draw($0, using: &generator) }
    }
  }

  private static let smoothing = 0.5

  private static func draw(
    _ cells: ConfusionCells, using generator: inout SeededGenerator
  ) -> ConfusionCells {
    let weights = [
      cells.truePositives, cells.falsePositives, cells.falseNegatives, cells.trueNegatives,
    ].map { Double($0) + smoothing }
    let drawn = MultinomialSampler.draw(rows: cells.rows, weights: weights, using: &generator)
    return ConfusionCells(
      truePositives: drawn[0], falsePositives: drawn[1], falseNegatives: drawn[2],
      trueNegatives: drawn[3])
  }

  /// The share that drawn tables have on average.
  private static func centre(_ rate: GroupRate, _ cells: ConfusionCells) -> Double {
    let (successes, rows) = rate.counts(cells)
    let parts = rate.isOfAllRows ? 2.0 : 1.0
    return (Double(successes) + parts * smoothing) / (Double(rows) + 2 * parts * smoothing)
  }

  /// The groups that have a rate.
  package func groups(with rate: GroupRate) -> [Int] {
    cells.indices.filter { has($0, rate) }
  }

  /// Measures disparities, in their order.
  package func measure(_ disparities: [Disparity] = Disparity.all) -> [Result] {
    var critical: [[GroupRate]: Double] = [:]
    return disparities.map { disparity in
      let value = critical[disparity.rates] ?? criticalValue(disparity.rates)
      critical[disparity.rates] = value
      return measure(disparity, critical: value)
    }
  }

  private func measure(_ disparity: Disparity, critical: Double) -> Result {
    let groups = disparity.rates.map(groups(with:))
    let all = cells.indices.filter { group in groups.contains { $0.contains(group) } }
    do throws(Undefined) {
      let value = try disparity.value(shares(disparity, groups) { $0 })
      var result = Result(estimate: Estimate(value), corrected: nil, groups: all)
      result.estimate.interval = try interval(disparity, groups, critical: critical)
      result.corrected = corrected(disparity, groups, value: value)
      return result
    } catch {
      return Result(estimate: Estimate(undefined: error), corrected: nil, groups: all)
    }
  }

  private func shares(
    _ disparity: Disparity, _ groups: [[Int]], _ share: (Double) -> Double
  ) -> [[Double]] {
    zip(disparity.rates, groups).map { rate, groups in
      groups.map { group in
        let (successes, rows) = rate.counts(cells[group])
        return share(Double(successes) / Double(rows))
      }
    }
  }

  /// The worst pair's ends: the nearer one simultaneous, the farther one each pair's own.
  private func interval(
    _ disparity: Disparity, _ groups: [[Int]], critical: Double
  ) throws(Undefined) -> Interval {
    let wideLevel = 1 - 2 * NormalDistribution.survival(critical)
    var near: Double?
    var far: Double?
    for (rate, groups) in zip(disparity.rates, groups) {
      var plain: [Estimate] = []
      var wide: [Estimate] = []
      for group in groups {
        plain.append(try rate.measure(cells[group], level: level))
        wide.append(try rate.measure(cells[group], level: wideLevel))
      }
      for i in groups.indices {
        for j in groups.indices where i != j {
          switch disparity.form {
          case .difference:
            let low = try IndependentDifference.measure(wide[i], minus: wide[j])
            let high = try IndependentDifference.measure(plain[i], minus: plain[j])
            near = max(near ?? 0, low.interval?.low ?? 0)
            far = max(far ?? 0, high.interval?.high ?? 1)
          case .ratio:
            // Also with a divisor of 0, which has an upper end: the truly worst pair may be there.
            let low = ratioEnd(plain[i], plain[j], isLow: true)
            let high = ratioEnd(wide[i], wide[j], isLow: false)
            far = min(far ?? 1, low)
            near = min(near ?? 1, high)
          }
        }
      }
    }
    guard let near, let far else { throw Undefined("no pair of groups can be compared") }
    let ends = disparity.form == .difference ? (near, min(1, far)) : (max(0, far), near)
    return Interval(low: ends.0, high: ends.1, level: level, method: "simultaneous-mover")
  }

  private func ratioEnd(_ first: Estimate, _ second: Estimate, isLow: Bool) -> Double {
    guard let p = first.value, let q = second.value, let left = first.interval,
      let right = second.interval
    else { return isLow ? 0 : 1 }
    return isLow
      ? IndependentRatio.end(p, left.low, q, right.high, sign: -1)
      : q > 0 ? IndependentRatio.end(p, left.high, q, right.low, sign: 1) : .infinity
  }

  /// The quantile of the largest standardised gap that tables drawn from the cells show.
  private func criticalValue(_ rates: [GroupRate]) -> Double {
    var gaps = [Double](repeating: 0, count: draws.count)
    var comparisons = 0
    for rate in rates {
      let groups = groups(with: rate)
      comparisons += groups.count * (groups.count - 1) / 2
      let centres = groups.map { Self.centre(rate, cells[$0]) }
      var distances = centres
      var variances = centres
      for (number, draw) in draws.enumerated() {
        for (place, group) in groups.enumerated() {
          let (successes, rows) = rate.counts(draw[group])
          let centre = centres[place]
          // A drawn group without the rate says nothing: no distance, and none to others.
          distances[place] = rows > 0 ? Double(successes) / Double(rows) - centre : .nan
          variances[place] = centre * (1 - centre) / Double(max(1, rows))
        }
        var largest = gaps[number] * gaps[number]
        for i in groups.indices {
          for j in 0..<i {
            let gap = distances[i] - distances[j]
            let square = gap * gap / (variances[i] + variances[j])
            if square > largest { largest = square }
          }
        }
        gaps[number] = largest.squareRoot()
      }
    }
    let single = NormalDistribution.twoSidedQuantile(level: level)
    guard comparisons > 1 else { return single }
    // Where counts are tiny a drawn gap can be many deviations wide; Bonferroni's value is enough.
    let most = NormalDistribution.twoSidedQuantile(level: 1 - (1 - level) / Double(comparisons))
    let drawn = EmpiricalQuantile.value(level, ofDraws: gaps.sorted())
    return min(max(drawn, single), most)
  }

  /// The value less what drawn tables show beyond the groups they are drawn from.
  private func corrected(
    _ disparity: Disparity, _ groups: [[Int]], value: Double
  ) -> Double? {
    let centres = zip(disparity.rates, groups).map { rate, groups in
      groups.map { Self.centre(rate, cells[$0]) }
    }
    guard let centre = try? disparity.value(centres) else { return nil }
    var sum = 0.0
    var count = 0
    for draw in draws {
      let values = zip(disparity.rates, groups).map { rate, groups in
        groups.compactMap { group -> Double? in
          let (successes, rows) = rate.counts(draw[group])
          return rows > 0 ? Double(successes) / Double(rows) : nil
        }
      }
      guard let drawn = try? disparity.value(values) else { continue }
      sum += drawn
      count += 1
    }
    guard count * 2 > draws.count else { return nil }
    return max(0, min(1, value - (sum / Double(count) - centre)))
  }
}

extension GroupRate {
  /// Whether all rows are in the denominator.
  var isOfAllRows: Bool {
    switch self {
    case .selectionRate, .accuracy, .prevalence: true
    default: false
    }
  }
}
