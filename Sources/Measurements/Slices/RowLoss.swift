/// How wrong a single row is: what weak slices have more of than other rows.
package enum RowLoss: Sendable, Hashable {
  /// 1 where the predicted class is not the true one, else 0.
  case errorRate
  /// −ln of the probability given to what happened.
  case logLoss
  /// The squared distance of the probability from what happened.
  case brier
  /// The error's magnitude.
  case absoluteError
  /// The error's square.
  case squaredError
  /// A column of the data that says it.
  case column(String)

  /// Reads `errorRate`, `logLoss`, `brier`, `absoluteError`, `squaredError` or `column:NAME`; nil
  /// for anything else.
  package init?(_ text: String) {
    switch text {
    case "errorRate": self = .errorRate
    case "logLoss": self = .logLoss
    case "brier": self = .brier
    case "absoluteError": self = .absoluteError
    case "squaredError": self = .squaredError
    default:
      guard text.hasPrefix("column:"), text.count > 7 else { return nil }
      self = .column(String(text.dropFirst(7)))
    }
  }

  /// The name in documents.
  package var name: String {
    switch self {
    case .errorRate: "errorRate"
    case .logLoss: "logLoss"
    case .brier: "brier"
    case .absoluteError: "absoluteError"
    case .squaredError: "squaredError"
    case .column(let name): "column:\(name)"
    }
  }

  /// The loss of a task when nobody names one: what its first metrics count.
  package static func standard(_ task: MetricOptions.Task) -> RowLoss {
    task == .binary ? .errorRate : .absoluteError
  }

  /// Checks that the loss and the columns of the model go together.
  ///
  /// - Throws: ``MetricRefusal``.
  package func check(_ options: MetricOptions) throws(MetricRefusal) {
    let isNumeric = options.task == .regression || options.task == .forecast
    switch self {
    case .column: return
    case .errorRate where options.task == .binary: return
    case .logLoss where options.task == .binary, .brier where options.task == .binary:
      guard options.score != nil else {
        throw .missingOption("--score", "the loss \(name) needs probabilities")
      }
    case .absoluteError where isNumeric, .squaredError where isNumeric:
      guard options.prediction != nil else {
        throw .missingOption("--prediction", "the loss \(name) needs the predicted value")
      }
    default:
      throw .badOption("--slice-loss", name, Self.expected(options.task))
    }
  }

  private static func expected(_ task: MetricOptions.Task) -> String {
    switch task {
    case .binary: "errorRate, logLoss, brier or column:NAME for a binary task"
    case .regression, .forecast: "absoluteError, squaredError or column:NAME for numbers"
    case .multiclass, .ranking: "column:NAME, a column of each row's loss, for this task"
    }
  }
}
