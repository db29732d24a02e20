package import Statistics

/// The share of the relevant rows that are among the first k.
///
/// `relevant rows among the first k / relevant rows`
///
/// - Undefined: no query has a relevant row. A query without one is left out, and said.
/// - Source: Manning, Raghavan, Schütze, 2008, ch. 8.4.
package enum RecallAtK: RankingMetric {
  package static let card = Card(
    id: "recall-at-k", key: "recallAtK", title: "Recall at k",
    summary: "The share of the relevant rows that are among the first k.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "relevant rows among the first k / relevant rows",
    defaults: [Card.Parameter("k", "10", reason: "what fits on a first page")],
    undefined: "no query has a relevant row",
    laws: [.orderInvariant, .mergeInvariant, .rankInvariant, .bounded],
    source: "Manning, Raghavan, Schütze, 2008, ch. 8.4")

  package static let examples = [
    Example(
      "ranked 0, 1, 1, 0 by relevance, k = 3", gives: 1, within: 1e-12
    ) {
      figure(
        of: RankedQuery(scores: [4, 3, 2, 1], relevances: [0, 1, 1, 0], places: 3))
    }
  ]

  package static func figure(of query: RankedQuery) -> Double {
    query.expectedHits / Double(query.relevant)
  }
}
