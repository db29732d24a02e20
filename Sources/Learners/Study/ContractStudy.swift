internal import Measurements

/// Whether a model answers the same rows alike, however they are put to it.
package struct ContractStudy: Sendable, Hashable {
  /// Rows that were sent.
  package let rows: Int
  /// One finding a request.
  package let findings: [Finding]

  /// A way to put the same rows.
  package enum Request: Sendable, Hashable {
    /// Once more.
    case again
    /// Each row alone.
    case oneByOne
    /// In the other order.
    case reversed
    /// With a column that the model does not know.
    case extraColumn
    /// Without a column.
    case without(String)
    /// No row at all.
    case noRows
  }

  /// What came of a request.
  package enum Outcome: Sendable, Hashable {
    /// The same answers.
    case same
    /// Other answers for so many rows, at most so far off.
    case different(rows: Int, largest: Double)
    /// No answers, and what the model said.
    case refused(String)
    /// So many answers to no rows.
    case answersToNothing(Int)
  }

  /// A request and what came of it.
  package struct Finding: Sendable, Hashable {
    package let request: Request
    package let outcome: Outcome
    /// Whether the model answered the rows as they are afterwards, without being started anew.
    package let answersAfterwards: Bool
  }

  /// The name of a column that no model knows.
  private static let unknown = "assay_unknown_column"

  /// Puts the rows.
  ///
  /// - Parameter tolerance: how far two predictions may be apart and count as the same; of values
  ///   above 1 a share of the value.
  /// - Throws: ``PredictorError`` when the rows as they are get no answers, or the model is gone.
  package init(
    _ model: any Predictor, _ rows: ModelRows, reading: AnswerReading, batch: Int,
    tolerance: Double
  ) throws {
    let plain = try reading.numbers(model.predict(rows, batch: batch))
    var model = model
    var findings: [Finding] = []
    let requests: [Request] =
      [.again, .oneByOne, .reversed, .extraColumn, .noRows] + rows.names.map(Request.without)
    for request in requests {
      let outcome: Outcome
      do throws(PredictorError) {
        outcome = try Self.outcome(request, model, rows, plain, reading, batch, tolerance)
      } catch {
        outcome = .refused(error.description)
      }
      let answers = Self.answers(model, rows, reading)
      if !answers { model = try model.another() }
      findings.append(
        Finding(request: request, outcome: outcome, answersAfterwards: answers))
    }
    self.rows = rows.count
    self.findings = findings
  }

  private static func outcome(
    _ request: Request, _ model: any Predictor, _ rows: ModelRows, _ plain: [Double],
    _ reading: AnswerReading, _ batch: Int, _ tolerance: Double
  ) throws(PredictorError) -> Outcome {
    switch request {
    case .again:
      return compare(plain, try reading.numbers(model.predict(rows, batch: batch)), tolerance)
    case .oneByOne:
      return compare(plain, try reading.numbers(model.predict(rows, batch: 1)), tolerance)
    case .reversed:
      let turned = rows.selecting(Array((0..<rows.count).reversed()))
      return compare(
        plain.reversed(), try reading.numbers(model.predict(turned, batch: batch)), tolerance)
    case .extraColumn:
      let column = RowColumn(
        name: unknown, values: .numeric([Double](repeating: 1, count: rows.count)))
      let more = rows.adding(column)
      return compare(plain, try reading.numbers(model.predict(more, batch: batch)), tolerance)
    case .without(let name):
      let less = rows.without(name)
      return compare(plain, try reading.numbers(model.predict(less, batch: batch)), tolerance)
    case .noRows:
      // Asked for real: the shortcut for no rows would answer in the model's place.
      let found = try model.prepare(rows.selecting([])).ask().read()
      return found.rows == 0 ? .same : .answersToNothing(found.rows)
    }
  }

  private static func answers(
    _ model: any Predictor, _ rows: ModelRows, _ reading: AnswerReading
  ) -> Bool {
    do throws(PredictorError) {
      return try reading.numbers(model.predict(rows.slice(0..<min(1, rows.count)))).count
        == min(1, rows.count)
    } catch {
      return false
    }
  }

  private static func compare(
    _ first: [Double], _ second: [Double], _ tolerance: Double
  ) -> Outcome {
    guard first.count == second.count else {
      return .different(rows: max(first.count, second.count), largest: .infinity)
    }
    var different = 0
    var largest = 0.0
    for (one, other) in zip(first, second) where !(one.isNaN && other.isNaN) && one != other {
      let distance = (one - other).magnitude
      guard !(distance <= tolerance * max(1, one.magnitude)) else { continue }
      different += 1
      largest = max(largest, distance.isNaN ? .infinity : distance)
    }
    return different == 0 ? .same : .different(rows: different, largest: largest)
  }
}
