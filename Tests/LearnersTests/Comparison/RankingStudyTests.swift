import Learners
import Measurements
import Statistics
import Testing

@Suite("A ranking beside its baselines")
struct RankingStudyTests {
  private func table(
    _ users: [Double], _ items: [String?], _ clicked: [Double], _ scores: [Double]
  ) -> RowTable {
    RowTable(columns: [
      RowColumn(name: "user", values: .numeric(users)), Tables.categorical("item", items),
      RowColumn(name: "clicked", values: .numeric(clicked)),
      RowColumn(name: "s", values: .numeric(scores)),
    ])
  }

  private var study: BaselineStudy {
    var inputs = BaselineInputs(features: [])
    inputs.entity = "user"
    inputs.item = "item"
    var study = BaselineStudy(target: "clicked", inputs: inputs)
    study.score = "s"
    study.draws = 200
    return study
  }

  /// Twelve users who each click on one of three items, of which training wanted b most.
  private var train: RowTable {
    table([1, 1, 2, 2, 3], ["a", "b", "b", "c", "b"], [1, 1, 1, 0, 1], [0, 0, 0, 0, 0])
  }

  private func test(_ clicks: (Int) -> Int, _ score: (_ user: Int, _ item: Int) -> Double)
    -> RowTable
  {
    let rows = (0..<36).map { (user: $0 / 3, item: $0 % 3) }
    return table(
      rows.map { Double($0.user) }, rows.map { ["a", "b", "c"][$0.item] },
      rows.map { clicks($0.user) == $0.item ? 1 : 0 }, rows.map { score($0.user, $0.item) })
  }

  @Test("The most popular item comes first for everybody, by hand")
  func byHand() throws {
    // Everyone clicks c, which training wanted never: ranks b, a, c.
    let comparison = try study.compareRankings(train: train, test: test({ _ in 2 }, { _, _ in 0 }))
    let popular = try #require(comparison.baselines.first { $0.card.key == "mostPopular" })
    let reciprocal = popular.metrics.first { $0.card.key == "mrr" }?.estimate.value
    #expect(abs((reciprocal ?? 0) - 1.0 / 3) < 1e-12)
    #expect(popular.description.contains("1 items of the test rows were never wanted"))
    let random = try #require(comparison.baselines.first { $0.card.key == "random" })
    let expected = random.metrics.first { $0.card.key == "mrr" }?.estimate.value
    #expect(abs((expected ?? 0) - (1 + 1.0 / 2 + 1.0 / 3) / 3) < 1e-12)
    // A model without an order is a random guess.
    #expect(random.difference?.value == 0)
  }

  @Test("A model that knows each user beats both; users are what is drawn")
  func beats() throws {
    let comparison = try study.compareRankings(
      train: train, test: test({ $0 % 3 }, { $0 % 3 == $1 ? 1 : 0 }))
    #expect(comparison.primary.key == "ndcg")
    #expect(comparison.beatsAll)
    #expect(comparison.baselines.allSatisfy { $0.difference?.rows == 12 })
    // Users 0 and 4 to 11.
    #expect(comparison.notes.contains("9 users of the test rows are not among the training rows"))
  }

  @Test("Without items, users, whole users or relevance the reason is said")
  func refused() throws {
    let rows = test({ _ in 0 }, { _, _ in 0 })
    var study = study
    study.inputs.item = nil
    let itemless = try study.compareRankings(train: train, test: rows)
    #expect(itemless.baselines.last?.description == "no item column is named")
    study.inputs.entity = nil
    #expect(throws: StudyRefusal.self) { try study.compareRankings(train: train, test: rows) }
    #expect(throws: StudyRefusal.self) {
      try self.study.compareRankings(train: train, test: rows.sampled(limit: 5, seed: 1))
    }
    #expect(throws: Undefined.self) {
      try self.study.compareRankings(train: train, test: test({ _ in 9 }, { _, _ in 0 }))
    }
    let negative = table([1], ["a"], [-1], [0])
    #expect(throws: StudyRefusal.self) {
      try self.study.compareRankings(train: train, test: negative)
    }
  }
}
