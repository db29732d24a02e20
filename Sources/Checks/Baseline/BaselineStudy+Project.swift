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
    self.init(target: project.columns.target, inputs: inputs)
    positive = project.columns.positive
    score = project.columns.score
    prediction = project.columns.prediction
    threshold = project.metrics.threshold ?? 0.5
    primary = PrimaryMetric.key(project)
    margin = project.baseline.margin
    level = project.metrics.level
    if let column = project.baseline.previousModel {
      previous =
        project.model.task == .binary && project.columns.score != nil
        ? PreviousModel(score: column) : PreviousModel(prediction: column)
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
    case .regression: try compareValues(train: train, test: test)
    }
  }
}
