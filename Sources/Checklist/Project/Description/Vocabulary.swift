package import Statistics

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

  /// What a project file must know of a metric.
  package struct Metric: Sendable, Hashable {
    /// The key in JSON documents: `rocAUC`.
    package let name: String
    /// The tasks that it can measure.
    package let tasks: [Project.Task]
    /// Which way is better.
    package let direction: Direction
    /// The values that it can take.
    package let range: ClosedRange<Double>

    /// Makes a metric's entry.
    package init(
      name: String, tasks: [Project.Task], direction: Direction = .higherIsBetter,
      range: ClosedRange<Double> = -Double.infinity...Double.infinity
    ) {
      self.name = name
      self.tasks = tasks
      self.direction = direction
      self.range = range
    }

    /// The entry of a metric that has a card.
    package init(_ card: Card, tasks: [Project.Task]) {
      self.init(name: card.key, tasks: tasks, direction: card.direction, range: card.bounds)
    }

    /// The values that a goal may have: where zero is best it says how far from it is still good.
    var goals: ClosedRange<Double> {
      direction == .zeroIsBest ? 0...max(0, range.upperBound) : range
    }
  }

  /// The names of a kind; nil when any name will do.
  func names(of kind: ConfigurationShape.NameKind) -> [String]? {
    switch kind {
    case .column, .value, .engine, .option: nil
    case .metric: metrics.map(\.name)
    case .question: Checklist.questions.map(\.id)
    case .aspect: AspectID.allCases.map(\.rawValue)
    case .check: checks.map(\.id)
    case .dataRole: Project.DataRole.allCases.map(\.rawValue)
    }
  }
}
