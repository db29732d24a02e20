internal import Checklist

/// The settings that say which model is asked, and how.
enum ModelSettings {
  static let keys = [
    "model.onnx", "model.command", "model.form", "model.url", "model.protocol", "model.template",
    "model.answer", "model.token-variable", "model.output", "model.batch", "model.sample",
    "baseline.sample",
  ]
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
