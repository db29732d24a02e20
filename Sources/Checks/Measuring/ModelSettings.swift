internal import Checklist

/// The settings that say which model is asked, and how.
enum ModelSettings {
  static let keys = [
    "model.onnx", "model.command", "model.form", "model.url", "model.protocol", "model.template",
    "model.answer", "model.token-variable", "model.output", "model.batch", "model.sample",
    "baseline.sample",
  ]
}

extension Project {
  /// Why rows are not scored again; nil where they are.
  var reasonNotRescored: String? {
    model.task == .multiclass
      ? "Saved rows of several classes are not scored again: the answers' classes are not read yet."
      : nil
  }

  /// Why the model is not asked about changed rows; nil where it is.
  ///
  /// What it loses is told row by row: of a forecast rows hang together in time, of a ranking in queries.
  var reasonNotDisturbed: String? {
    switch model.task {
    case .binary, .regression: nil
    case .multiclass:
      "A model of several classes is not asked about changed rows: the answers' classes are not read yet."
    case .forecast:
      "Rows of a series hang together: one that is changed alone says nothing of the forecast."
    case .ranking:
      "Rows are ranked within their query: one that is changed alone says little of it."
    }
  }
}

extension Check {
  /// Evidence that no model is named that could be asked.
  static func missingModel() -> Evidence {
    missing(
      """
      No model is named that could be asked: an ONNX file (model.onnx), a command (model.command) or an \
      endpoint (model.url).
      """, add: ["model.onnx"])
  }
}
