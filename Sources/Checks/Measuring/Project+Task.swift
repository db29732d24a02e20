package import Checklist
internal import Measurements
internal import Statistics

extension Project.Task {
  /// The same kind of prediction among those that have metrics.
  var measured: MetricOptions.Task {
    switch self {
    case .binary: .binary
    case .multiclass: .multiclass
    case .regression: .regression
    case .forecast: .forecast
    case .ranking: .ranking
    }
  }

  /// Whether a model names one of several classes.
  var hasClasses: Bool { self == .binary || self == .multiclass }
}

extension Project {
  /// Whether the model gives more than the class that it names.
  var hasScores: Bool { columns.score != nil || !columns.probabilities.isEmpty }

  /// The key that names the model's predictions, for those who name none.
  var outputKey: String {
    switch model.task {
    case .binary, .ranking: "columns.score"
    case .multiclass: "columns.probabilities"
    case .regression, .forecast: "columns.prediction"
    }
  }
}

extension CheckRegistry {
  /// The names that a project file may use: every metric with the tasks that it measures, every
  /// check.
  package static var vocabulary: Vocabulary {
    let tasks = Project.Task.allCases.map { task in
      (task, Set(MetricCatalogue.cards(of: task.measured).map(\.key)))
    }
    return Vocabulary(
      metrics: MetricCatalogue.cards.map { card in
        Vocabulary.Metric(card, tasks: tasks.filter { $0.1.contains(card.key) }.map(\.0))
      }, checks: cards)
  }
}
