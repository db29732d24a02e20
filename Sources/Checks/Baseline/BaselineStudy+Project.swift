internal import Checklist
internal import Learners
internal import Measurements

extension BaselineStudy {
  /// The study that a project declares.
  ///
  /// - Throws: `Undefined` when the declared human accuracy is no share.
  init(_ project: Project, features: [String]) throws {
    var inputs = BaselineInputs(features: features)
    inputs.timestamp = project.columns.timestamp
    inputs.group = [project.baseline.group].compactMap(\.self)
    inputs.period = WindowLength(project.baseline.period.rawValue) ?? .month
    inputs.series = project.columns.series
    inputs.season = project.metrics.season
    inputs.origin = project.metrics.horizon == nil ? .end : .rolling
    inputs.horizon = project.metrics.horizon ?? 1
    inputs.entity = project.columns.entity
    inputs.item = project.columns.item
    self.init(target: project.columns.target, inputs: inputs)
    positive = project.columns.positive
    score = project.columns.score
    prediction = project.columns.prediction
    probabilities = project.columns.probabilities
    classes = project.columns.classes
    places = project.metrics.places ?? places
    threshold = project.metrics.threshold ?? 0.5
    primary = PrimaryMetric.key(project)
    margin = project.baseline.margin
    level = project.metrics.level
    if let column = project.baseline.previousModel {
      previous =
        project.columns.score == nil
        ? PreviousModel(prediction: column) : PreviousModel(score: column)
    }
    if let accuracy = project.baseline.humanAccuracy {
      human = try HumanAccuracy(value: accuracy)
    }
  }

  /// Compares on the rows of a task.
  func compare(
    _ task: Project.Task, train: RowTable, test: RowTable
  ) throws -> BaselineComparison {
    switch task {
    case .binary: try compareClasses(train: train, test: test)
    case .multiclass: try compareMulticlass(train: train, test: test)
    case .regression: try compareValues(train: train, test: test)
    case .forecast: try compareForecasts(train: train, test: test)
    case .ranking: try compareRankings(train: train, test: test)
    }
  }
}
