import Statistics

/// What a rule says about two windows over categories.
enum CategoricalRule {
  /// Assay: the interval of the corrected total variation against 0.1.
  static func assay(_ reference: [Int], _ current: [Int]) -> Decision {
    guard
      let interval = try? TotalVariationEffect.estimate(reference: reference, current: current)
        .interval
    else { return Decision(drifted: false, unchanged: false) }
    return Decision(interval, limit: 0.1)
  }

  /// Evidently 0.7: up to 1,000 reference rows χ² with p < 0.05 (two categories: the same as its
  /// test of proportions), above them a Jensen–Shannon distance in nats of 0.1.
  static func evidently(_ reference: [Int], _ current: [Int]) -> Bool {
    if reference.reduce(0, +) <= 1_000 {
      return limitPValue(reference, current) < 0.05
    }
    guard let distance = try? JensenShannonDistance.measure(reference: reference, current: current)
    else { return false }
    // √ln 2 turns the distance in bits into one in nats.
    return distance * 0.832_554_611_157_697_8 >= 0.1
  }

  /// NannyML 0.13: the Jensen–Shannon distance of the window to the whole reference above mean + 3
  /// standard deviations of that of the ten reference chunks.
  static func nannyML(chunks: [[Int]], _ current: [Int]) -> Bool {
    let reference = chunks[0].indices.map { cell in chunks.reduce(0) { $0 + $1[cell] } }
    func distance(_ window: [Int]) -> Double {
      (try? JensenShannonDistance.measure(reference: reference, current: window)) ?? 0
    }
    return isAbove(distance(current), threeDeviationsOf: chunks.map(distance))
  }

  static func isAbove(_ value: Double, threeDeviationsOf values: [Double]) -> Bool {
    let mean = values.reduce(0, +) / Double(values.count)
    let variance =
      values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return value > mean + 3 * variance.squareRoot()
  }

  /// χ² as SciPy gives it, without regard to empty cells, because that is the rule's own p-value.
  private static func limitPValue(_ reference: [Int], _ current: [Int]) -> Double {
    let n = Double(reference.reduce(0, +))
    let m = Double(current.reduce(0, +))
    var statistic = 0.0
    var degrees = -1.0
    for (a, b) in zip(reference, current) where a + b > 0 {
      let first = n * Double(a + b) / (n + m)
      let second = m * Double(a + b) / (n + m)
      statistic += (Double(a) - first) * (Double(a) - first) / first
      statistic += (Double(b) - second) * (Double(b) - second) / second
      degrees += 1
    }
    return degrees > 0 ? ChiSquareDistribution(degrees: degrees).survival(statistic) : 1
  }
}

/// What a rule says about two windows of numbers.
enum NumericRule {
  /// Assay: the interval of the corrected Kolmogorov–Smirnov gap against 0.1.
  static func assay(_ reference: OrderedCounts, _ current: OrderedCounts) -> Decision {
    guard let interval = KolmogorovSmirnovEffect.estimate(reference, current).interval else {
      return Decision(drifted: false, unchanged: false)
    }
    return Decision(interval, limit: 0.1)
  }

  /// Evidently 0.7: up to 1,000 reference rows Kolmogorov–Smirnov with p < 0.05, above them a
  /// Wasserstein distance of 0.1 reference standard deviations.
  static func evidently(_ reference: OrderedCounts, _ current: OrderedCounts) -> Bool {
    if reference.rows <= 1_000 {
      return KolmogorovSmirnovTest.test(reference, current).pValue < 0.05
    }
    guard let normalized = try? WassersteinDistance.measurement(reference, current).normalized
    else { return false }
    return normalized >= 0.1
  }

  /// NannyML 0.13: as for categories, over Doane's bins of the reference and one for what lies
  /// outside.
  static func nannyML(chunks: [[Double]], _ current: [Double]) -> Bool {
    let reference = chunks.flatMap { $0 }
    guard let low = reference.min(), let high = reference.max(), high > low else { return false }
    let n = Double(reference.count)
    let mean = reference.reduce(0, +) / n
    let variance = reference.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    let skewness =
      reference.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) }
      / n / (variance * variance.squareRoot())
    let error = (6 * (n - 2) / ((n + 1) * (n + 3))).squareRoot()
    let bins = Int((1 + logarithm2(n) + logarithm2(1 + skewness.magnitude / error)).rounded(.up))
    func count(_ values: [Double]) -> [Int] {
      var counts = [Int](repeating: 0, count: bins + 1)
      for value in values {
        let position = (value - low) / (high - low) * Double(bins)
        let inside = position >= 0 && position <= Double(bins)
        counts[inside ? min(bins - 1, Int(position)) : bins] += 1
      }
      return counts
    }
    return CategoricalRule.nannyML(chunks: chunks.map(count), count(current))
  }

  /// A base-2 logarithm, enough for a number of bins: the exponent, then bit by bit from
  /// repeated squaring.
  private static func logarithm2(_ x: Double) -> Double {
    var fraction = x.significand
    var bits = 0.0
    var weight = 0.5
    for _ in 0..<20 {
      fraction *= fraction
      if fraction >= 2 {
        fraction /= 2
        bits += weight
      }
      weight /= 2
    }
    return Double(x.exponent) + bits
  }
}

/// Assay's three answers; undecided is neither of the two.
struct Decision {
  let drifted: Bool
  let unchanged: Bool

  init(drifted: Bool, unchanged: Bool) {
    self.drifted = drifted
    self.unchanged = unchanged
  }

  init(_ interval: Interval, limit: Double) {
    drifted = interval.low > limit
    unchanged = interval.high <= limit
  }
}
