/// Every statistic of this module, one line each.
package enum Catalogue {
  /// Distances on counts.
  package static let countDistances: [any CountDistance.Type] = [
    HellingerDistance.self,
    JensenShannonDistance.self,
    LInfinityDistance.self,
    PopulationStabilityIndex.self,
    TotalVariationDistance.self,
  ]

  /// Distances between samples of numbers.
  package static let orderedDistances: [any OrderedDistance.Type] = [
    EnergyDistance.self,
    KolmogorovSmirnovDistance.self,
    WassersteinDistance.self,
  ]

  /// Significance tests.
  package static let tests: [any CatalogueMember.Type] = [
    AndersonDarlingTest.self,
    ChiSquareTest.self,
    CramerVonMisesTest.self,
    DeLong.self,
    EnergyTest.self,
    KolmogorovSmirnovTest.self,
    MannKendallTest.self,
    MannWhitneyStatistic.self,
    MannWhitneyTest.self,
    MaximumMeanDiscrepancy.self,
    McNemarTest.self,
    SpiegelhalterTest.self,
    WelchTest.self,
  ]

  /// Sizes of change, corrected for chance.
  package static let effects: [any CatalogueMember.Type] = [
    CountEffect.self,
    KolmogorovSmirnovEffect.self,
    LargestGapToPooled.self,
    TotalVariationEffect.self,
  ]

  /// Changes over time, and tests that may be looked at again and again.
  package static let overTime: [any CatalogueMember.Type] = [
    AlphaSpending.self,
    BettingSequence.self,
    ChangePoints.self,
    ChangeTyping.self,
    ComparableRuns.self,
    ProportionSequence.self,
    RunLimits.self,
  ]

  /// Agreement of annotators.
  package static let agreements: [any CatalogueMember.Type] = [
    ClusteredProportion.self,
    ConfidentJoint.self,
    FleissKappa.self,
    KrippendorffAlpha.self,
    PairwiseKappa.self,
    PercentAgreement.self,
    ReachableAccuracy.self,
  ]

  /// Intervals.
  package static let intervals: [any CatalogueMember.Type] = [
    BlockJackknife.self,
    BlockLength.self,
    CircularBlockBootstrap.self,
    ClopperPearsonInterval.self,
    ClusterJackknife.self,
    CountBootstrap.self,
    CountedMeanInterval.self,
    DeltaMethod.self,
    HajekMean.self,
    LogitInterval.self,
    MeanInterval.self,
    PairedBootstrap.self,
    QuantileInterval.self,
    WeightedCountInterval.self,
    WilsonInterval.self,
    WindowLimits.self,
  ]

  /// Maps from scores to probabilities.
  package static let calibrations: [any CatalogueMember.Type] = [
    IsotonicRegression.self
  ]

  /// Corrections of p-values for their number.
  package static let corrections: [any MultiplicityCorrection.Type] = [
    BenjaminiHochbergCorrection.self,
    BenjaminiYekutieliCorrection.self,
    BonferroniCorrection.self,
    HolmCorrection.self,
  ]

  /// Levels of families.
  package static let planning: [any CatalogueMember.Type] = [
    FamilyLevel.self
  ]

  /// All members.
  package static var members: [any CatalogueMember.Type] {
    countDistances.map { $0 as any CatalogueMember.Type }
      + orderedDistances.map { $0 as any CatalogueMember.Type } + tests + effects + overTime
      + agreements + intervals + calibrations
      + corrections.map { $0 as any CatalogueMember.Type } + planning
  }

  /// What all members say about themselves.
  package static var cards: [Card] { members.map { $0.card } }
}
