/// A model that is made to fail on purpose.
package struct FaultyPredictor: Predictor {
  /// What goes wrong.
  package enum Fault: String, Sendable, Hashable, CaseIterable {
    /// No answer in time.
    case slow
    /// No answer at all.
    case down
    /// Answers that are no numbers.
    case nonsense
    /// Fewer answers than rows.
    case short

    /// For people: `the model was down`.
    package var words: String {
      switch self {
      case .slow: "the model was slow"
      case .down: "the model was down"
      case .nonsense: "the model answered nonsense"
      case .short: "the model answered too few rows"
      }
    }
  }

  private let model: any Predictor
  private let fault: Fault
  private let seconds: Double

  /// Makes a model fail.
  ///
  /// - Parameter seconds: how long a slow answer takes.
  package init(_ model: any Predictor, _ fault: Fault, seconds: Double) {
    self.model = model
    self.fault = fault
    self.seconds = seconds
  }

  package var name: String { model.name }
  package var processGroup: Int32? { model.processGroup }

  package func another() throws(PredictorError) -> any Predictor {
    FaultyPredictor(try model.another(), fault, seconds: seconds)
  }

  package func prepare(_ rows: ModelRows) throws(PredictorError) -> any PreparedPrediction {
    FaultyPrediction(prepared: try model.prepare(rows), model: self, rows: rows.count)
  }

  private struct FaultyPrediction: PreparedPrediction {
    let prepared: any PreparedPrediction
    let model: FaultyPredictor
    let rows: Int

    func ask() throws(PredictorError) -> UnreadPredictions {
      switch model.fault {
      case .slow:
        MonotonicClock.wait(until: MonotonicClock.now() + model.seconds)
        throw .timeout(
          model: model.name, seconds: model.seconds, remedy: "it was made slow on purpose")
      case .down:
        throw .unavailable("\(model.name) is down", remedy: "it was taken down on purpose")
      case .nonsense, .short:
        let answer = try prepared.ask()
        let (fault, rows) = (model.fault, rows)
        return UnreadPredictions { () throws(PredictorError) -> Predictions in
          Self.spoiled(try answer.read(), fault, rows)
        }
      }
    }

    private static func spoiled(
      _ found: Predictions, _ fault: Fault, _ rows: Int
    ) -> Predictions {
      let kept = fault == .short ? max(0, rows - 1) : rows
      return Predictions(
        rows: kept,
        outputs: found.outputs.map { output in
          let count = kept * output.width
          let values: Predictions.Values =
            switch output.values {
            case .numbers(let numbers):
              .numbers(
                fault == .short
                  ? Array(numbers.prefix(count)) : [Double](repeating: .nan, count: count))
            case .texts(let texts):
              .texts(
                fault == .short
                  ? Array(texts.prefix(count)) : [String](repeating: "?", count: count))
            }
          return Predictions.Output(
            name: output.name, width: output.width, labels: output.labels, values: values)
        })
    }
  }
}
