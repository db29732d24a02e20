/// The names that a project file may use and that other layers define: metrics and checks.
package struct Vocabulary: Sendable {
  /// The metrics of this version.
  package let metrics: [Metric]
  /// The checks of this version.
  package let checks: [CheckCard]

  /// Makes a vocabulary from the registries of metrics and checks.
  package init(metrics: [Metric], checks: [CheckCard]) {
    self.metrics = metrics
    self.checks = checks
  }

  /// A metric's name and the tasks it is for.
  package struct Metric: Sendable, Hashable {
    /// The key in JSON documents: `rocAUC`.
    package let name: String
    /// The tasks that it can measure.
    package let tasks: [Project.Task]

    /// Makes a metric's entry.
    package init(name: String, tasks: [Project.Task]) {
      self.name = name
      self.tasks = tasks
    }
  }

  /// The names of a kind; nil when any name will do.
  func names(of kind: ConfigurationShape.NameKind) -> [String]? {
    switch kind {
    case .column, .value: nil
    case .metric: metrics.map(\.name)
    case .question: Checklist.questions.map(\.id)
    case .aspect: AspectID.allCases.map(\.rawValue)
    case .check: checks.map(\.id)
    case .dataRole: Project.DataRole.allCases.map(\.rawValue)
    }
  }
}
