/// Why a model gave no predictions.
package enum PredictorError: Error, Sendable, Hashable {
  /// What was declared cannot be used: a file that is none, an address with a password in it.
  case declaration(String, remedy: String)
  /// The rows do not fit what the model asks for; `row` from 1, nil for all.
  case unfit(row: Int?, column: String?, problem: String, remedy: String)
  /// The model could not be started or reached.
  case unavailable(String, remedy: String)
  /// No whole answer in time.
  case timeout(model: String, seconds: Double, remedy: String)
  /// The model says that it failed, or ended; `detail` is what it wrote about it.
  case failed(model: String, problem: String, detail: String)
  /// The answer cannot be read; `row` from 1, nil for the whole.
  case answer(row: Int?, problem: String, excerpt: String, remedy: String)

  /// The same, with rows counted from the beginning of the data and not of a batch.
  func offset(by rows: Int) -> PredictorError {
    switch self {
    case .unfit(let row?, let column, let problem, let remedy):
      .unfit(row: row + rows, column: column, problem: problem, remedy: remedy)
    case .answer(let row?, let problem, let excerpt, let remedy):
      .answer(row: row + rows, problem: problem, excerpt: excerpt, remedy: remedy)
    default: self
    }
  }

  /// Whether what was declared is at fault, and not the model.
  package var isRefusal: Bool {
    switch self {
    case .declaration, .unfit: true
    default: false
    }
  }
}

extension PredictorError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .declaration(let problem, let remedy), .unavailable(let problem, let remedy):
      "\(problem); \(remedy)."
    case .unfit(let row, let column, let problem, let remedy):
      Self.place(row, column) + "\(problem); \(remedy)."
    case .timeout(let model, let seconds, let remedy):
      "\(model) gave no whole answer within \(Self.text(seconds)) s; \(remedy)."
    case .failed(let model, let problem, let detail):
      "\(model) \(problem)"
        + (detail.isEmpty ? ", and says nothing about it." : ". It says: \(detail)")
    case .answer(let row, let problem, let excerpt, let remedy):
      "The model's answer \(row.map { "to row \($0) " } ?? "")cannot be read: \(problem)"
        + (excerpt.isEmpty ? "" : " (it begins “\(excerpt)”)") + "; \(remedy)."
    }
  }

  private static func place(_ row: Int?, _ column: String?) -> String {
    let parts = [row.map { "row \($0)" }, column.map { "column “\($0)”" }].compactMap(\.self)
    return parts.isEmpty ? "" : parts.joined(separator: ", ") + ": "
  }

  private static func text(_ seconds: Double) -> String {
    Int(exactly: seconds).map(String.init) ?? "\(seconds)"
  }
}
