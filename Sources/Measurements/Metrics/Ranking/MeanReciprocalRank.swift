package import Statistics

/// One over the rank of the first relevant row; 0 beyond rank k.
///
/// `1 / rank of the first relevant row, 0 beyond k`
///
/// - Undefined: no query has a relevant row. A query without one is left out, and said.
/// - Source: Voorhees, 1999; McSherry, Najork, 2008, for ties.
package enum MeanReciprocalRank: RankingMetric {
  package static let card = Card(
    id: "mean-reciprocal-rank", aliases: ["mrr-at-k"], key: "mrr", title: "MRR at k",
    summary: "How high the first relevant row stands.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "1 / rank of the first relevant row, 0 beyond k",
    defaults: [Card.Parameter("k", "10", reason: "what fits on a first page")],
    undefined: "no query has a relevant row",
    laws: [.orderInvariant, .mergeInvariant, .rankInvariant, .bounded],
    source: "Voorhees, 1999; McSherry, Najork, 2008, for ties")

  package static let examples = [
    Example(
      "ranked 0, 1, 1, 0 by relevance, k = 3", gives: 0.5, within: 1e-12
    ) {
      figure(
        of: RankedQuery(scores: [4, 3, 2, 1], relevances: [0, 1, 1, 0], places: 3))
    }
  ]

  package static func figure(of query: RankedQuery) -> Double {
    guard let tie = query.ties.first(where: { $0.relevant > 0 }), tie.before < query.places else {
      return 0
    }
    var sum = 0.0
    // The chance that no relevant row stands before a rank of the tie, then that one stands at it.
    var none = 1.0
    for place in 0..<min(tie.rows, query.places - tie.before) {
      let left = Double(tie.rows - place)
      let here = min(1, Double(tie.relevant) / left)
      sum += none * here / Double(tie.before + place + 1)
      none *= 1 - here
    }
    return sum
  }
}
