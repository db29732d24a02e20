/// The rows of one query in the order in which a model ranks them: what a ranking metric reads.
///
/// Rows of one score are a tie, whose order is nobody's: every figure is its mean over all orders.
///
/// - Source: McSherry, Najork, *Computing Information Retrieval Performance Measures Efficiently in
///   the Presence of Tied Scores*, 2008.
package struct RankedQuery: Sendable {
  /// Rows of one score.
  package struct Tie: Sendable {
    /// Rows ranked above.
    package let before: Int
    /// Rows.
    package let rows: Int
    /// Of them relevant ones.
    package let relevant: Int
    /// The sum of their relevance.
    package let gain: Double
  }

  /// Ties from the best to the worst.
  package let ties: [Tie]
  /// Relevant rows, ranked or not.
  package let relevant: Int
  /// Relevances above 0 of all rows, ranked or not, the largest first.
  package let gains: [Double]
  /// How many ranks count.
  package let places: Int

  /// Ranks rows.
  ///
  /// - Parameters:
  ///   - scores: each row's score, the best largest; nil for a row that the model did not rank: it
  ///     lies below all others, out of every metric's reach.
  ///   - relevances: each row's relevance, 0 or more; above 0 it is relevant.
  ///   - places: how many ranks count.
  package init(scores: [Double?], relevances: [Double], places: Int) {
    let ranked = scores.indices.filter { scores[$0] != nil }
      .map { (score: scores[$0] ?? 0, gain: relevances[$0]) }
      .sorted { $0.score > $1.score }
    var ties: [Tie] = []
    var start = 0
    while start < ranked.count {
      var end = start
      var relevant = 0
      var gain = 0.0
      while end < ranked.count, ranked[end].score == ranked[start].score {
        relevant += ranked[end].gain > 0 ? 1 : 0
        gain += ranked[end].gain
        end += 1
      }
      ties.append(Tie(before: start, rows: end - start, relevant: relevant, gain: gain))
      start = end
    }
    self.ties = ties
    gains = relevances.filter { $0 > 0 }.sorted(by: >)
    relevant = gains.count
    self.places = places
  }

  /// The expected number of relevant rows within the ranks that count.
  var expectedHits: Double {
    var hits = 0.0
    for tie in ties where tie.before < places {
      let slots = min(tie.rows, places - tie.before)
      hits += Double(tie.relevant) * Double(slots) / Double(tie.rows)
    }
    return hits
  }
}
