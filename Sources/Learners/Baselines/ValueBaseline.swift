package import Measurements
package import Statistics

/// A simple way to predict a value, that a model should beat.
package protocol ValueBaseline: Sendable {
  /// What it says about itself.
  static var card: Card { get }

  /// Whether the person named what it needs; one that nobody asked for need not be beaten.
  static func isAsked(_ inputs: BaselineInputs) -> Bool

  /// Learns from training rows and answers for test rows, whose targets it does not look at.
  ///
  /// - Throws: `Undefined` when it has nothing to learn from, ``RowsError`` for a column that is
  ///   absent, ``LearnersError`` when a library is.
  static func answer(
    train: ValueRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ValueAnswer
}

extension ValueBaseline {
  package static func isAsked(_ inputs: BaselineInputs) -> Bool { true }
}
