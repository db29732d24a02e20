package import Statistics

/// Whether a relevant row is among the first k.
///
/// `1 when one of the first k rows is relevant, else 0`
///
/// - Undefined: no query has a relevant row. A query without one is left out, and said.
/// - Source: Deshpande, Karypis, 2004; McSherry, Najork, 2008, for ties.
package enum HitRate: RankingMetric {
  package static let card = Card(
    id: "hit-rate", aliases: ["hit-rate-at-k"], key: "hitRate", title: "Hit rate at k",
    summary: "The share of queries with a relevant row among the first k.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "1 when one of the first k rows is relevant, else 0",
    defaults: [Card.Parameter("k", "10", reason: "what fits on a first page")],
    undefined: "no query has a relevant row",
    laws: [.orderInvariant, .mergeInvariant, .rankInvariant, .bounded],
    source: "Deshpande, Karypis, 2004; McSherry, Najork, 2008, for ties")

  package static let examples = [
    Example(
      "ranked 0, 1, 1, 0 by relevance, k = 3", gives: 1, within: 1e-12
    ) {
      figure(
        of: RankedQuery(scores: [4, 3, 2, 1], relevances: [0, 1, 1, 0], places: 3))
    }
  ]

  package static func figure(of query: RankedQuery) -> Double {
    guard let tie = query.ties.first(where: { $0.relevant > 0 }), tie.before < query.places else {
      return 0
    }
    var none = 1.0
    for place in 0..<min(tie.rows, query.places - tie.before) {
      none *= 1 - min(1, Double(tie.relevant) / Double(tie.rows - place))
    }
    return 1 - none
  }
}
