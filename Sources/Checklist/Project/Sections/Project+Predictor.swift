extension Project {
  /// How the model can be asked, where it can.
  package struct Predictor: Sendable, Hashable {
    /// Where it is.
    package var place: Place
    /// The longest that an answer may take, in seconds.
    package var seconds: Double
    /// The template of a JSON endpoint's question.
    package var template: String?
    /// Where the predictions stand in a JSON endpoint's answer.
    package var answer: String?
    /// The environment variable with a bearer token.
    package var tokenVariable: String?
    /// Which output is the prediction, as `name` or `name[element]`; nil: to be found.
    package var output: String?
    /// Rows of one question.
    package var batch: Int
    /// Rows that checks send at most.
    package var sample: Int
    /// How far a prediction may be from the logged one: of a value, as a share of it where it is
    /// above 1.
    package var tolerance: Double

    /// Where a model can be.
    package enum Place: Sendable, Hashable {
      /// An ONNX file, as typed: relative to the project file's directory.
      case onnx(String)
      /// A command, its words or all in one, and what it reads.
      case command([String], form: String)
      /// An endpoint, and what it speaks.
      case endpoint(String, speaks: String)
    }
  }
}

extension Project.Predictor {
  enum Key {
    static let onnx = ConfigurationKey(
      "onnx", .text(.path), example: "model.onnx",
      """
      The model as an ONNX file, relative to this file. The model is named by one of onnx, command and \
      url; checks that ask it need one.
      """)
    static let command = ConfigurationKey(
      "command", .list(.text(.words)), example: "./score",
      """
      A command that reads rows on standard input and answers each with a line, at once. It runs in the \
      folder of this file and without a shell; who wants one writes [sh, -c, "…"].
      """)
    static let form = ConfigurationKey(
      "form",
      .choice([
        .init("jsonl", "a JSON object a row, a JSON value an answer"),
        .init("csv", "lines of CSV with a header, both ways"),
      ]), example: "jsonl", "What the command reads and writes; jsonl without it.")
    static let url = ConfigurationKey(
      "url", .text(.words), example: "http://127.0.0.1:8080/v2/models/late",
      "The address of an endpoint, without credentials.")
    static let speaks = ConfigurationKey(
      "protocol",
      .choice([
        .init("oip", "the Open Inference Protocol, version 2"),
        .init("mlflow", "MLflow's scoring server"),
        .init("json", "any JSON, by a template"),
      ]), example: "oip", "What the endpoint speaks.")
    static let template = ConfigurationKey(
      "template", .text(.words), example: "'{\"rows\": {{rows}}}'",
      """
      What is sent to a json endpoint: {{rows}} stands for a list of objects, {{values}} for a list of \
      lists, {{columns}} for the names, {{row}} for the object of a single row.
      """)
    static let answer = ConfigurationKey(
      "answer", .text(.words), example: "predictions",
      "Where the predictions stand in a json endpoint's answer, such as data.0.scores.")
    static let tokenVariable = ConfigurationKey(
      "token-variable", .text(.words), example: "MODEL_TOKEN",
      "The environment variable that holds the endpoint's bearer token.")
    static let timeout = ConfigurationKey(
      "timeout", .text(.duration), default: .text("30 seconds"), example: "30 seconds",
      "The longest that an answer may take.")
    static let output = ConfigurationKey(
      "output", .text(.words), example: "\"probabilities[1]\"",
      """
      Which of the model's outputs is what columns.score holds, or columns.prediction without a score: \
      name, or name[place or class]. Needed where it is not clear.
      """)
    static let batch = ConfigurationKey(
      "batch", .whole(1...65_536), default: .whole(100), example: "100",
      "Rows that are sent in one question.")
    static let sample = ConfigurationKey(
      "sample", .whole(10...1_000_000), default: .whole(2_000), example: "2000",
      "Rows that a check sends at most, drawn at random by a fixed seed.")
    static let tolerance = ConfigurationKey(
      "tolerance", .number(0...Double.infinity), default: .number(1e-5), example: "1e-5",
      """
      How far a prediction may be from the logged one and still be the same; of values above 1 a share \
      of the value.
      """)
  }

  static let keys = [
    Key.onnx, Key.command, Key.form, Key.url, Key.speaks, Key.template, Key.answer,
    Key.tokenVariable, Key.timeout, Key.output, Key.batch, Key.sample, Key.tolerance,
  ]

  /// Nil when no model is named.
  init?(_ values: ConfigurationMapping) {
    let command = values.texts(Key.command)
    if let path = values.text(Key.onnx) {
      place = .onnx(path)
    } else if !command.isEmpty {
      place = .command(command, form: values.text(Key.form) ?? "jsonl")
    } else if let url = values.text(Key.url), let speaks = values.text(Key.speaks) {
      place = .endpoint(url, speaks: speaks)
    } else {
      return nil
    }
    guard let seconds = values.text(Key.timeout).flatMap(ConfigurationDuration.init)?.seconds,
      let batch = values.whole(Key.batch), let sample = values.whole(Key.sample)
    else { preconditionFailure("a model that validation accepts lacks a default: \(values)") }
    self.seconds = seconds
    self.batch = batch
    self.sample = sample
    tolerance = values.numberOrDefault(Key.tolerance)
    template = values.text(Key.template)
    answer = values.text(Key.answer)
    tokenVariable = values.text(Key.tokenVariable)
    output = values.text(Key.output)
  }
}

extension ConfigurationReader {
  /// Refuses a model that is named twice, an endpoint without its protocol, and keys of another
  /// kind.
  mutating func refuseUnclearModel(_ values: ConfigurationMapping) {
    typealias Key = Project.Predictor.Key
    let model = values.mapping(Project.Key.model)
    func isGiven(_ key: ConfigurationKey) -> Bool { model[key.name] != nil }
    func place(_ key: ConfigurationKey) -> Place {
      places["model.\(key.name)"] ?? Place(line: 1, column: 1)
    }
    let named = [Key.onnx, Key.command, Key.url].filter(isGiven)
    if named.count > 1 {
      refuse(
        "the model is named by \(named.map(\.name).joined(separator: " and by "))",
        at: place(named[1]), remedy: "keep one of them")
    }
    if isGiven(Key.url) != isGiven(Key.speaks) {
      let key = isGiven(Key.url) ? Key.url : Key.speaks
      refuse(
        isGiven(Key.url) ? "nothing says what the endpoint speaks" : "there is no url to speak to",
        at: place(key),
        remedy: isGiven(Key.url) ? "add `protocol: oip`, mlflow or json" : "add `url:` or remove it"
      )
    }
    let isJSON = model.text(Key.speaks) == "json"
    for (key, belongs, owner) in [
      (Key.form, isGiven(Key.command), "command"), (Key.template, isJSON, "protocol: json"),
      (Key.answer, isJSON, "protocol: json"), (Key.tokenVariable, isGiven(Key.url), "url"),
    ] where isGiven(key) && !belongs {
      refuse(
        "“model.\(key.name)” belongs to \(owner)", at: place(key), remedy: "remove it")
    }
  }
}
