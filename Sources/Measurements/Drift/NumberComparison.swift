internal import Statistics

/// Compares two samples of numbers.
///
/// The deciding effect is the largest gap between the two distribution functions over the whole
/// line, on which missing values stand below all numbers and NaN above: a column that loses values
/// drifts like one whose values move. The tests are on the numbers alone, as SciPy has them.
enum NumberComparison {
  /// - Parameter level: confidence of the effect's interval, already adjusted for the family.
  static func compare(
    _ reference: NumberProfile, missing referenceMissing: Int,
    _ current: NumberProfile, missing currentMissing: Int, options: DriftOptions, level: Double
  ) throws(Undefined) -> ColumnDrift.Comparison {
    let aligned = NumberAlignment(reference, current)
    let outside = Self.outside(reference, referenceMissing, current, currentMissing)
    let effect = try effect(aligned, outside, options: options, level: level)
    var tests = DriftTests()
    if options.measuresEffectsOnly {
      return ColumnDrift.Comparison(effect: effect, tests: tests, unseen: [], unseenShare: 0)
    }
    if reference.count > 0, current.count > 0 {
      let first = try aligned.ordered(aligned.reference)
      let second = try aligned.ordered(aligned.current)
      var test = KolmogorovSmirnovTest.test(first, second)
      test.errorBound = aligned.hiddenGap
      tests.kolmogorovSmirnov = AdjustedTest(outcome: test)
      try tests.addTests(aligned, level: level)
      do {
        let wasserstein = try WassersteinDistance.measure(first, second)
        tests.wasserstein = DriftDistance(
          value: wasserstein, method: aligned.isExact ? "values" : "logLinearBins",
          errorBound: aligned.hiddenDistance)
        if let deviation = reference.moments.standardDeviation, deviation > 0 {
          tests.wassersteinNormalized = wasserstein / deviation
        }
      } catch {
        // Finite values cannot make it undefined; without it the other distances still stand.
        tests.wasserstein = nil
      }
    }
    try addDistances(to: &tests, reference, aligned, outside)
    return ColumnDrift.Comparison(effect: effect, tests: tests, unseen: [], unseenShare: 0)
  }

  /// Rows with no number: missing, −∞, +∞, NaN.
  private static func outside(
    _ reference: NumberProfile, _ referenceMissing: Int, _ current: NumberProfile,
    _ currentMissing: Int
  ) -> [(reference: Int, current: Int)] {
    [
      (referenceMissing, currentMissing),
      (reference.specials.negativeInfinite, current.specials.negativeInfinite),
      (reference.specials.positiveInfinite, current.specials.positiveInfinite),
      (reference.specials.nan, current.specials.nan),
    ]
  }

  private static func effect(
    _ aligned: NumberAlignment, _ outside: [(reference: Int, current: Int)],
    options: DriftOptions, level: Double
  ) throws(Undefined) -> DriftEffect {
    // Only the order of the cells matters to the gap, so that their numbers can stand for them.
    let first =
      [outside[0].reference, outside[1].reference] + aligned.reference
      + [outside[2].reference, outside[3].reference]
    let second =
      [outside[0].current, outside[1].current] + aligned.current
      + [outside[2].current, outside[3].current]
    let ranks = first.indices.map(Double.init)
    let reference = try OrderedCounts(values: ranks, counts: first)
    let current = try OrderedCounts(values: ranks, counts: second)
    var estimate = KolmogorovSmirnovEffect.estimate(reference, current, level: level)
    if var interval = estimate.interval {
      interval.high = min(1, interval.high + aligned.hiddenGap)
      estimate.interval = interval
    }
    return DriftEffect(
      method: KolmogorovSmirnovEffect.card.id, estimate: estimate, threshold: options.threshold,
      referenceRows: reference.rows, currentRows: current.rows)
  }

  private static func addDistances(
    to tests: inout DriftTests, _ reference: NumberProfile, _ aligned: NumberAlignment,
    _ outside: [(reference: Int, current: Int)]
  ) throws(Undefined) {
    var cells = aligned.decileCounts(NumberSegments(reference))
    for pair in outside where pair.reference > 0 || pair.current > 0 {
      cells.reference.append(pair.reference)
      cells.current.append(pair.current)
    }
    let pair = try CountPair(reference: cells.reference, current: cells.current)
    tests.addDistances(pair, method: "tenReferenceQuantiles", hidden: aligned.isExact ? 0 : nil)
  }
}

extension DriftTests {
  /// Deals where a small sample's p-value comes from dealing its rows anew: p-values down to 0.002.
  private static let deals = 499

  /// Tests that see tails, order and distance, on the numbers alone.
  mutating func addTests(_ aligned: NumberAlignment, level: Double) throws(Undefined) {
    let pool = try aligned.pooled()
    func kept(_ outcome: TestOutcome) -> AdjustedTest {
      var outcome = outcome
      if aligned.isMoved {
        outcome.errorBound = nil
        outcome.note = "the sets are binned around different numbers; the error is not bounded"
      }
      return AdjustedTest(outcome: outcome)
    }
    andersonDarling = kept(AndersonDarlingTest.test(pool, deals: Self.deals))
    cramerVonMises = kept(try CramerVonMisesTest.test(pool, deals: Self.deals))
    mannWhitney = kept(try MannWhitneyTest.test(pool))
    exceedance = try MannWhitneyTest.effect(pool, level: level)
    do throws(Undefined) {
      energy = kept(try EnergyTest.test(pool, deals: Self.deals))
    } catch {
      // Numbers whose range is beyond a double have no energy; the other tests go by ranks.
      energy = nil
    }
  }

  /// Distances on common cells.
  mutating func addDistances(_ pair: CountPair, method: String, hidden: Double?) {
    func distance(_ member: any CountDistance.Type) -> DriftDistance {
      DriftDistance(value: member.measure(pair), method: method, errorBound: hidden)
    }
    populationStability = distance(PopulationStabilityIndex.self)
    jensenShannon = distance(JensenShannonDistance.self)
    hellinger = distance(HellingerDistance.self)
    lInfinity = distance(LInfinityDistance.self)
    totalVariation = distance(TotalVariationDistance.self)
  }
}
