internal import Checklist
internal import Measurements
internal import Statistics

/// The settings that say which model is asked, and how.
enum ModelSettings {
  static let keys = [
    "model.onnx", "model.command", "model.form", "model.url", "model.protocol", "model.template",
    "model.answer", "model.token-variable", "model.output", "model.batch", "model.sample",
    "baseline.sample",
  ]
}

extension Project {
  /// Why the model is not asked about changed rows; nil where it is.
  ///
  /// What it loses is told row by row: of a forecast rows hang together in time, of a ranking in
  /// queries.
  var reasonNotDisturbed: String? {
    switch model.task {
    case .binary, .multiclass, .regression: nil
    case .forecast:
      "Rows of a series hang together: one that is changed alone says nothing of the forecast."
    case .ranking:
      "Rows are ranked within their query: one that is changed alone says little of it."
    }
  }
}

extension Facts {
  /// The metric by which answers to changed rows are judged: the primary one; of several classes,
  /// where that one is of probabilities, the share of right classes, since a model is asked for its
  /// class.
  func metricOfAnswers() throws -> PrimaryMetric {
    try PrimaryMetric(
      project, report: self[.test]?.metrics?.get(), key: project.keyOfAnswers)
  }
}

extension Project {
  /// The key of ``Facts/metricOfAnswers()``.
  var keyOfAnswers: String {
    let key = PrimaryMetric.key(self)
    guard model.task == .multiclass else { return key }
    let metric = MetricCatalogue.multiclass.first { $0.card.key == key }
    return metric?.multiclassNeeds == .predictedClass ? key : Accuracy.card.key
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
