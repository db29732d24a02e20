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
    KolmogorovSmirnovDistance.self,
    WassersteinDistance.self,
  ]

  /// Significance tests, intervals, effects and corrections.
  package static let procedures: [any CatalogueMember.Type] = [
    ChiSquareTest.self,
    DeLong.self,
    KolmogorovSmirnovTest.self,
    MannWhitneyStatistic.self,
    McNemarTest.self,
  ]

  /// All members.
  package static var members: [any CatalogueMember.Type] {
    countDistances.map { $0 as any CatalogueMember.Type }
      + orderedDistances.map { $0 as any CatalogueMember.Type } + procedures
  }

  /// What all members say about themselves.
  package static var cards: [Card] { members.map { $0.card } }
}
