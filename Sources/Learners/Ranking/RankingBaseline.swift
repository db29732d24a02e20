package import Measurements
package import Statistics

/// A simple way to rank items for a user, that a recommender should beat.
package protocol RankingBaseline: Sendable {
  /// What it says about itself.
  static var card: Card { get }

  /// Scores the items of test rows, the best largest; equal scores are no order.
  ///
  /// - Parameter target: the column of relevance; of the test rows it is not looked at.
  /// - Throws: `Undefined` when it has nothing to learn from, ``RowsError`` for a column that is
  ///   absent or unfit.
  static func answer(
    train: RowTable, test: RowTable, target: String, inputs: BaselineInputs
  ) throws -> RankingAnswer
}

/// What a baseline says about the test rows of a ranking.
package struct RankingAnswer: Sendable {
  /// One a row.
  package var scores: [Double]
  /// What was learned, a sentence for people.
  package var description: String

  /// Makes an answer.
  package init(scores: [Double], description: String) {
    self.scores = scores
    self.description = description
  }
}
