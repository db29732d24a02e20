internal import Measurements
package import Statistics

/// Saved rows scored again, held against the predictions that were saved with them.
package struct Rescoring: Sendable, Hashable {
  /// Rows that have a saved prediction.
  package let rows: Int
  /// Of these, rows that the model now gives another prediction.
  package let different: Int
  /// The share of these with its interval.
  package let share: Estimate
  /// The row that is furthest off; nil where none is off at all.
  package let worst: Worst?

  /// A row and its two predictions.
  package struct Worst: Sendable, Hashable {
    /// Where it stands in its data, from 1.
    package let row: Int
    /// What was saved.
    package let saved: Double
    /// What the model says now.
    package let now: Double

    /// How far apart they are.
    package var distance: Double { (saved - now).magnitude }
  }

  /// Scores rows again.
  ///
  /// - Parameters:
  ///   - saved: the prediction of each row; NaN where there is none.
  ///   - tolerance: how far two predictions may be apart and count as the same; of values above 1 a
  ///     share of the value.
  /// - Throws: ``PredictorError``; `Undefined` when no row has a saved prediction.
  package init(
    _ model: any Predictor, _ rows: ModelRows, saved: [Double], reading: AnswerReading,
    batch: Int, tolerance: Double, level: Double
  ) throws {
    precondition(saved.count == rows.count, "one saved prediction a row is needed")
    let places = saved.indices.filter { !saved[$0].isNaN }
    guard !places.isEmpty else { throw Undefined("no row has a saved prediction") }
    let now = try reading.numbers(model.predict(rows.selecting(places), batch: batch))
    var different = 0
    var worst: Worst?
    for (number, place) in places.enumerated() {
      let pair = Worst(
        row: rows.table.rowNumbers[place] + 1, saved: saved[place], now: now[number])
      guard pair.saved != pair.now else { continue }
      // A prediction that is no number is as far off as can be.
      let distance = pair.distance.isNaN ? .infinity : pair.distance
      if distance > tolerance * max(1, pair.saved.magnitude) { different += 1 }
      if distance > (worst.map { $0.distance.isNaN ? .infinity : $0.distance } ?? -1) {
        worst = pair
      }
    }
    self.rows = places.count
    self.different = different
    self.worst = worst
    share = Estimate(
      Double(different) / Double(places.count),
      interval: try WilsonInterval.interval(
        successes: different, rows: places.count, level: level))
  }
}
