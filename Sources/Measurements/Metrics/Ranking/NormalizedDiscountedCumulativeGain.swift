internal import Foundation
package import Statistics

/// The gain of the first k ranks, discounted by rank, as a share of the best possible.
///
/// `Σ_{r ≤ k} relᵣ / log₂(r + 1), divided by the same of the best order`
///
/// - Undefined: no query has a relevant row. A query without one is left out, and said.
/// - Numerics: the gain is the relevance itself, as in scikit-learn, not 2^rel − 1; rows of one
///   score share the mean gain of the tie.
/// - Source: Järvelin, Kekäläinen, 2002; equals scikit-learn's ndcg_score(k).
package enum NormalizedDiscountedCumulativeGain: RankingMetric {
  package static let card = Card(
    id: "normalized-discounted-cumulative-gain", aliases: ["ndcg-at-k"], key: "ndcg",
    title: "NDCG at k",
    summary: "How much of the possible relevance stands high in the first k ranks.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "Σ_{r ≤ k} relᵣ / log₂(r + 1), divided by the same of the best order",
    defaults: [Card.Parameter("k", "10", reason: "what fits on a first page")],
    undefined: "no query has a relevant row",
    laws: [.orderInvariant, .mergeInvariant, .rankInvariant, .bounded],
    source: "Järvelin, Kekäläinen, 2002; equals scikit-learn's ndcg_score(k)")

  package static let examples = [
    Example(
      "ranked 0, 1, 1, 0 by relevance, k = 3", gives: (1 / log2(3.0) + 0.5) / (1 + 1 / log2(3.0)),
      within: 1e-12
    ) {
      figure(
        of: RankedQuery(scores: [4, 3, 2, 1], relevances: [0, 1, 1, 0], places: 3))
    }
  ]

  package static func figure(of query: RankedQuery) -> Double {
    var gain = 0.0
    for tie in query.ties where tie.before < query.places {
      var discounts = 0.0
      for rank in tie.before..<min(tie.before + tie.rows, query.places) {
        discounts += 1 / log2(Double(rank + 2))
      }
      gain += tie.gain / Double(tie.rows) * discounts
    }
    var best = 0.0
    for (rank, relevance) in query.gains.prefix(query.places).enumerated() {
      best += relevance / log2(Double(rank + 2))
    }
    return best > 0 ? min(1, gain / best) : 0
  }
}
