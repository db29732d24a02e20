package import Measurements
package import Statistics

/// A simple way to predict one of any number of classes, that a model should beat.
package protocol ClassBaseline: Sendable {
  /// What it says about itself.
  static var card: Card { get }

  /// Learns from training rows and answers for test rows, whose labels it does not look at.
  ///
  /// - Throws: `Undefined` when it has nothing to learn from, ``RowsError`` for a column that is
  ///   absent, ``LearnersError`` when a library is.
  static func answer(
    train: ClassRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ClassAnswer
}
