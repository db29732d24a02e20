/// A model that can be asked: rows in, predictions out.
///
/// One thread asks at a time; for more threads there is ``another()``. What is measured is
/// ``PreparedPrediction/ask()`` alone: rows are written before and answers read after it.
///
/// ```swift
/// let model = try PredictorDeclaration(.onnx("model.onnx")).open(tools)
/// let predictions = try model.predict(rows)
/// ```
package protocol Predictor: Sendable {
  /// What it is and where, for people: `the ONNX file model.onnx`.
  var name: String { get }

  /// The group of processes that answers, where Assay started it; nil where this process or another
  /// machine answers.
  var processGroup: Int32? { get }

  /// One for another thread: itself where several may ask at once.
  func another() throws(PredictorError) -> any Predictor

  /// Writes the question.
  ///
  /// - Throws: ``PredictorError/unfit(row:column:problem:remedy:)`` when the rows do not fit.
  func prepare(_ rows: ModelRows) throws(PredictorError) -> any PreparedPrediction
}

/// A question that is ready to be asked, any number of times.
package protocol PreparedPrediction: Sendable {
  /// Asks and waits for the whole answer.
  ///
  /// - Throws: ``PredictorError`` when there is none, or one that says that it failed.
  func ask() throws(PredictorError) -> UnreadPredictions
}

/// An answer that arrived and was not looked into.
package struct UnreadPredictions: Sendable {
  private let reading: @Sendable () throws(PredictorError) -> Predictions

  init(_ reading: @escaping @Sendable () throws(PredictorError) -> Predictions) {
    self.reading = reading
  }

  /// Reads it.
  ///
  /// - Throws: ``PredictorError/answer(row:problem:excerpt:remedy:)`` when it cannot be read.
  package func read() throws(PredictorError) -> Predictions { try reading() }
}

extension Predictor {
  /// The predictions for some rows, asked for at once.
  package func predict(_ rows: ModelRows) throws(PredictorError) -> Predictions {
    guard rows.count > 0 else { return Predictions(rows: 0, outputs: []) }
    return try prepare(rows).ask().read()
  }

  /// The predictions for any number of rows, so many at a time.
  package func predict(_ rows: ModelRows, batch: Int) throws(PredictorError) -> Predictions {
    var parts: [Predictions] = []
    var first = 0
    while first < rows.count {
      let end = min(rows.count, first + max(1, batch))
      do throws(PredictorError) {
        parts.append(try predict(rows.slice(first..<end)))
      } catch {
        throw error.offset(by: first)
      }
      first = end
    }
    return try Predictions(joining: parts)
  }
}
