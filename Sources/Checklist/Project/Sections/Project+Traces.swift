extension Project.Integration {
  /// The log of predictions, and what each of them says of where it came from.
  package struct Logged: Sendable, Hashable {
    /// `DATA` as typed.
    package var source: String
    /// The column of the model that answered.
    package var model: String
    /// The column of its version.
    package var version: String
    /// The column that says where the inputs can be found.
    package var inputs: String

    /// What must be known of each prediction, by its key.
    package var columns: [(key: String, column: String)] {
      [("model", model), ("version", version), ("inputs", inputs)]
    }
  }

  /// Reports of wrong predictions that came back.
  package struct Feedback: Sendable, Hashable {
    /// `DATA` as typed.
    package var source: String
    /// The column that both reports and predictions have.
    package var key: String
    /// The least share of reports that find their prediction.
    package var joined: Double
    /// A command that reports a prediction by its key, for `{key}`; empty: none is sent on purpose.
    package var send: [String]
    /// Seconds in which a report is to be there.
    package var within: Double
  }
}

extension Project.Integration.Key {
  static let logged = ConfigurationKey(
    "logged", .mapping([source, model, version, inputs]),
    example: "{data: predictions.parquet, model: model, version: version, inputs: request_id}",
    "The log of predictions, and the columns that say where each came from.")
  static let feedback = ConfigurationKey(
    "feedback", .mapping([source, key, joined, send, reportWithin]),
    example: "{data: feedback.csv, key: request_id}",
    """
    Reports of wrong predictions that came back by the feedback path, also in a trial; they are joined to \
    integration.logged, or to data.scoring or data.test where that has no such key.
    """)

  static let source = ConfigurationKey(
    "data", .text(.data), isRequired: true, example: "predictions.parquet",
    "A file, glob, directory or ENGINE:TABLE-or-SQL; paths are relative to this file.")
  static let model = ConfigurationKey(
    "model", .text(.column), isRequired: true, example: "model",
    "The column that names the model that answered.")
  static let version = ConfigurationKey(
    "version", .text(.column), isRequired: true, example: "version",
    "The column of that model's version.")
  static let inputs = ConfigurationKey(
    "inputs", .text(.column), isRequired: true, example: "request_id",
    "The column by which the inputs of a prediction can be found.")
  static let key = ConfigurationKey(
    "key", .text(.column), isRequired: true, example: "request_id",
    "The column by which a report finds its prediction; both have it.")
  static let joined = ConfigurationKey(
    "joined", .number(0...1), default: .number(0.95), example: "0.95",
    "The least share of reports that find exactly one prediction.")
}

extension Project.Integration.Key {
  static let send = ConfigurationKey(
    "send", .list(.text(.words)), example: "[./report, \"{key}\"]",
    """
    A command that reports a prediction on purpose while this is assessed; {key} stands for the key of the \
    prediction.
    """)
  static let reportWithin = ConfigurationKey(
    "within", .text(.duration), default: .text("1 minute"), example: "1 minute",
    "The time in which that report is to be in the data.")
}

extension Project.Integration.Logged {
  private typealias Key = Project.Integration.Key

  /// Nil when no log is named.
  init?(_ values: ConfigurationMapping) {
    guard !values.entries.isEmpty else { return nil }
    source = values.required(Key.source)
    model = values.required(Key.model)
    version = values.required(Key.version)
    inputs = values.required(Key.inputs)
  }
}

extension Project.Integration.Feedback {
  private typealias Key = Project.Integration.Key

  /// Nil when no feedback is named; the default of `joined` alone names none.
  init?(_ values: ConfigurationMapping) {
    guard let source = values.text(Key.source) else { return nil }
    self.source = source
    key = values.required(Key.key)
    joined = values.numberOrDefault(Key.joined)
    send = values.texts(Key.send)
    within = ConfigurationDuration(values.required(Key.reportWithin))?.seconds ?? 60
  }
}
