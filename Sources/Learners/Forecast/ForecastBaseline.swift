package import Statistics

/// A simple way to continue a series, that a forecast should beat.
package protocol ForecastBaseline: Sendable {
  /// What it says about itself.
  static var card: Card { get }

  /// Whether the person named what it needs; one that nobody asked for need not be beaten.
  static func isAsked(_ inputs: BaselineInputs) -> Bool

  /// Answers every question from what was known when it was asked.
  ///
  /// - Throws: `Undefined` when it has an answer to none.
  static func answer(_ history: SeriesHistory, inputs: BaselineInputs) throws -> ForecastAnswer
}

extension ForecastBaseline {
  package static func isAsked(_ inputs: BaselineInputs) -> Bool { true }
}

/// What a baseline says about the test rows of a forecast.
package struct ForecastAnswer: Sendable {
  /// One a row, in the target's unit; nil where too little was known of the series.
  package var values: [Double?]
  /// How it answers, a sentence for people.
  package var description: String

  /// Makes an answer.
  ///
  /// - Throws: `Undefined` with the reason when there is an answer to no row.
  package init(
    values: [Double?], description: String, otherwise reason: String
  ) throws(Undefined) {
    guard values.contains(where: { $0 != nil }) else { throw Undefined(reason) }
    self.values = values
    self.description = description
    let without = values.count { $0 == nil }
    if without > 0 { self.description += "; \(without) test rows have too little history" }
  }
}
