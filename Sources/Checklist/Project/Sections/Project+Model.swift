extension Project {
  /// The model in question.
  package struct Model: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Its version, as typed.
    package var version: String?
    /// What it is for.
    package var description: String?
    /// Who answers for it.
    package var owner: String?
    /// What it predicts.
    package var task: Task
    /// Files that it is loaded from, as typed.
    package var files: [String]
    /// Modules whose code a model file may name.
    package var trustedModules: [String]
    /// How it can be asked; nil where nothing says.
    package var predictor: Predictor?
  }

  /// Kinds of prediction that this version assesses.
  package enum Task: String, Sendable, Hashable, CaseIterable {
    /// One of two classes.
    case binary
    /// One of several classes.
    case multiclass
    /// A number.
    case regression
    /// Future values of one or more series.
    case forecast
    /// An order of the rows of each query.
    case ranking
  }
}

extension Project.Model: ConfigurationSection {
  enum Key {
    static let name = ConfigurationKey(
      "name", .text(.words), isRequired: true, example: "arrival-delay",
      "The model's name, as the report shows it.")
    static let version = ConfigurationKey(
      "version", .text(.words), example: "1.4.0",
      "The version that is to go to production.")
    static let description = ConfigurationKey(
      "description", .text(.words), example: "Flags flights that will arrive late.",
      "What the model is for.")
    static let owner = ConfigurationKey(
      "owner", .text(.words), example: "Operations analytics",
      "The person or team that answers for it.")
    static let task = ConfigurationKey(
      "task",
      .choice([
        .init("binary", "one of two classes"),
        .init("multiclass", "one of several classes"),
        .init("regression", "a number"),
        .init("forecast", "future values of series"),
        .init("ranking", "an order of the rows of each query"),
      ]),
      isRequired: true, example: "binary",
      "What the model predicts.")
    static let files = ConfigurationKey(
      "files", .list(.text(.path)), example: "[model.joblib]",
      """
      The files that the model is loaded from, relative to this file. They are looked through for code \
      that would run on loading, and never loaded.
      """)
    static let trustedModules = ConfigurationKey(
      "trusted-modules", .list(.text(.words)), example: "[ourteam.features]",
      "Python modules of your own whose classes a model file may name, with all below them.")
  }

  static let keys =
    [Key.name, Key.version, Key.description, Key.owner, Key.task, Key.files, Key.trustedModules]
    + Project.Predictor.keys

  init(_ values: ConfigurationMapping) {
    name = values.required(Key.name)
    version = values.text(Key.version)
    description = values.text(Key.description)
    owner = values.text(Key.owner)
    guard let task = Project.Task(rawValue: values.required(Key.task)) else {
      preconditionFailure("a task that validation accepts is not a task: \(values)")
    }
    self.task = task
    files = values.texts(Key.files)
    trustedModules = values.texts(Key.trustedModules)
    predictor = Project.Predictor(values)
  }
}
