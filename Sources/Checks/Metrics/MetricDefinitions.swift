internal import Checklist
internal import Measurements
internal import Statistics

/// What is declared of the deciding metric on both sides, and what of it must be known.
struct MetricDefinitions {
  let training: Project.MetricDefinition
  let scoring: Project.MetricDefinition
  /// The metric's key.
  let key: String
  /// Whether the metric is of two classes, so that a threshold moves it.
  let isOfClasses: Bool
  private let isBinary: Bool

  /// Nil when a side declares nothing.
  init?(_ project: Project) {
    training = project.metrics.training
    scoring = project.metrics.scoring
    guard !training.isEmpty, !scoring.isEmpty else { return nil }
    let key = training.metric ?? PrimaryMetric.key(project)
    self.key = key
    let isBinary = project.model.task == .binary
    self.isBinary = isBinary
    isOfClasses =
      isBinary
      && MetricCatalogue.binary.contains {
        $0.card.key == key && $0.needs == .predictedClass
      }
  }

  /// Both sides with their names.
  var sides: [(name: String, definition: Project.MetricDefinition)] {
    [("training", training), ("scoring", scoring)]
  }

  /// The keys that a side must declare for its figure to be known, and does not.
  func gaps(_ side: Project.MetricDefinition) -> [String] {
    [
      ("metric", side.metric == nil), ("unit", side.unit == nil),
      ("sampling", side.sampling == nil), ("window", side.window == nil),
      ("positive", isBinary && side.positive == nil),
      ("threshold", isOfClasses && side.threshold == nil),
      ("prevalence", isBinary && side.sampling == .resampled && side.prevalence == nil),
    ].filter(\.1).map(\.0)
  }

  /// What makes the two figures ones of different things, each a clause.
  var refusals: [String] {
    var found: [String] = []
    func compare(_ what: String, _ one: String?, _ other: String?) {
      guard let one, let other, one != other else { return }
      found.append("\(what) (\(one.visible) in training, \(other.visible) in scoring)")
    }
    compare("the metric", training.metric, scoring.metric)
    // A side that says more than the name means something else by it.
    if training.definition != scoring.definition {
      found.append(
        """
        the definition (\((training.definition ?? "by its name").visible) in training, \
        \((scoring.definition ?? "by its name").visible) in scoring)
        """)
    }
    compare("averaging", training.averaging, scoring.averaging)
    compare("the positive label", training.positive, scoring.positive)
    if isOfClasses {
      compare(
        "the threshold", training.threshold.map { NumberText.plain($0) },
        scoring.threshold.map { NumberText.plain($0) })
    }
    if training.weights != scoring.weights {
      compare("weights", training.weights ?? "all alike", scoring.weights ?? "all alike")
    }
    compare("the unit", training.unit, scoring.unit)
    if !training.months.isEmpty, !scoring.months.isEmpty,
      training.months.isDisjoint(with: scoring.months)
    {
      compare("the season", Self.months(training), Self.months(scoring))
    }
    if !isBinary, let one = training.sampling, let other = scoring.sampling {
      compare("sampling", one.rawValue, other.rawValue)
    }
    return found
  }

  /// Months that only one side has, a sentence; nil when they are alike or none is declared.
  var seasonNote: String? {
    guard !training.months.isEmpty, !scoring.months.isEmpty, training.months != scoring.months
    else { return nil }
    return
      "Seasons overlap in part: \(Self.months(training)) in training, \(Self.months(scoring)) in scoring."
  }

  private static func months(_ side: Project.MetricDefinition) -> String {
    "months \(side.months.sorted().map(String.init).joined(separator: ", "))"
  }
}
