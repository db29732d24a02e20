package import Measurements
package import Statistics

/// Ranks for every user what is most popular with all.
///
/// An item's popularity is its relevance summed over the training rows: its number of purchases or
/// clicks where relevance is 1 or 0. An item that training has not is the least popular.
///
/// - Source: Cremonesi, Koren, Turrin, *Performance of Recommender Algorithms on Top-N
///   Recommendation Tasks*, 2010, section 4 ("TopPop").
package enum MostPopular: RankingBaseline {
  package static let card = Card(
    id: "most-popular", aliases: ["top-popular", "popularity"], key: "mostPopular",
    title: "Most popular", summary: "Ranks for every user what is most popular with all.",
    unit: "relevance", range: "0…∞", direction: .neutral,
    formula: "score(item) = Σ relevance of the item's training rows",
    undefined: "no item column is named, or no training row is relevant",
    source: "Cremonesi, Koren, Turrin 2010, section 4")

  package static func answer(
    train: RowTable, test: RowTable, target: String, inputs: BaselineInputs
  ) throws -> RankingAnswer {
    guard let item = inputs.item else { throw Undefined("no item column is named") }
    let relevances = try train.numbers(target)
    var popularity: [[String]: Double] = [:]
    for (key, relevance) in zip(try GroupKeys.keys(train, [item]), relevances)
    where relevance.isFinite && relevance > 0 {
      popularity[key, default: 0] += relevance
    }
    guard !popularity.isEmpty else { throw Undefined("no training row is relevant") }
    let keys = try GroupKeys.keys(test, [item])
    let unseen = Set(keys.filter { popularity[$0] == nil }).count
    return RankingAnswer(
      scores: keys.map { popularity[$0] ?? 0 },
      description: "ranks by how often training wanted each of \(popularity.count) items"
        + (unseen > 0 ? "; \(unseen) items of the test rows were never wanted there" : ""))
  }
}
