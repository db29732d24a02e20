package import Measurements

extension RandomGuess: RankingBaseline {
  /// Every order is as good as any other: metrics are the mean over all orders.
  package static func answer(
    train: RowTable, test: RowTable, target: String, inputs: BaselineInputs
  ) throws -> RankingAnswer {
    RankingAnswer(
      scores: Array(repeating: 0, count: test.rowCount),
      description: "ranks each user's rows in any order; metrics are the mean over all orders")
  }
}
