package import Statistics

/// Precision at the ranks of the relevant rows, averaged over them.
///
/// `(1 / min(R, k)) Σ_{r ≤ k} relevant(r) · precision at r`
///
/// - Undefined: no query has a relevant row. A query without one is left out, and said.
/// - Numerics: divided by the relevant rows or k, whichever is less, so that a perfect order has 1;
///   other tools divide by all relevant rows.
/// - Source: Manning, Raghavan, Schütze, 2008, ch. 8.4; McSherry, Najork, 2008, for ties.
package enum MeanAveragePrecision: RankingMetric {
  package static let card = Card(
    id: "mean-average-precision", aliases: ["map-at-k"], key: "map", title: "MAP at k",
    summary: "Precision at each relevant row of the first k ranks, averaged.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "(1 / min(R, k)) Σ_{r ≤ k} relevant(r) · precision at r",
    defaults: [Card.Parameter("k", "10", reason: "what fits on a first page")],
    undefined: "no query has a relevant row",
    laws: [.orderInvariant, .mergeInvariant, .rankInvariant, .bounded],
    source: "Manning, Raghavan, Schütze, 2008, ch. 8.4; McSherry, Najork, 2008, for ties")

  package static let examples = [
    Example(
      "ranked 0, 1, 1, 0 by relevance, k = 3", gives: (1.0 / 2 + 2.0 / 3) / 2, within: 1e-12
    ) {
      figure(
        of: RankedQuery(scores: [4, 3, 2, 1], relevances: [0, 1, 1, 0], places: 3))
    }
  ]

  package static func figure(of query: RankedQuery) -> Double {
    var sum = 0.0
    var found = 0.0
    for tie in query.ties {
      guard tie.before < query.places else { break }
      let share = Double(tie.relevant) / Double(tie.rows)
      // Given a relevant row at a rank of the tie, each other rank of it holds one with this share.
      let others = tie.rows > 1 ? Double(tie.relevant - 1) / Double(tie.rows - 1) : 0
      for place in 0..<min(tie.rows, query.places - tie.before) where tie.relevant > 0 {
        sum += share * (found + 1 + Double(place) * others) / Double(tie.before + place + 1)
      }
      found += Double(tie.relevant)
    }
    return min(1, sum / Double(min(query.relevant, query.places)))
  }
}
