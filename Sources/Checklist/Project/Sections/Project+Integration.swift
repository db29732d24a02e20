extension Project {
  /// How the model fits into the larger system.
  package struct Integration: Sendable, Hashable {
    /// What wrong predictions cost; nil when nothing is declared.
    package var costs: Costs?
    /// What an output must be before it reaches those who use it; nil when nothing is declared.
    package var output: Output?
    /// What answers when the model does not; nil when nothing is declared.
    package var fallback: Fallback?
    /// The log of predictions; nil when nothing is declared.
    package var logged: Logged?
    /// Reports that came back; nil when nothing is declared.
    package var feedback: Feedback?

    /// What predictions cost, right and wrong.
    package struct Costs: Sendable, Hashable {
      /// What right and wrong calls, or units of error, cost.
      package var kind: Kind
      /// What a row may cost at most.
      package var limit: Double?
      /// The share of the cost that a better threshold may save and still not matter.
      package var tolerance: Double
      /// What is counted in.
      package var currency: String?

      /// What has a cost.
      package enum Kind: Sendable, Hashable {
        /// The four outcomes of a call.
        case calls(
          falsePositive: Double, falseNegative: Double, truePositive: Double, trueNegative: Double)
        /// A unit of error, too high and too low.
        case errors(over: Double, under: Double)
      }
    }

    /// What answers when the model does not.
    package struct Fallback: Sendable, Hashable {
      /// What it is.
      package var place: Place
      /// Seconds in which an answer is to be there, the model's half included.
      package var seconds: Double

      /// What can stand in.
      package enum Place: Sendable, Hashable {
        /// One number for every row.
        case constant(Double)
        /// Another model.
        case model(Predictor.Place)
      }

      /// How the other model is asked; nil for a constant.
      package var predictor: Predictor? {
        guard case .model(let place) = place else { return nil }
        return Predictor(
          place: place, seconds: seconds, template: nil, answer: nil, tokenVariable: nil,
          output: nil, batch: 100, sample: 100, tolerance: 0)
      }
    }

    /// The contract of the output.
    package struct Output: Sendable, Hashable {
      /// The lowest number.
      package var min: Double?
      /// The highest number.
      package var max: Double?
      /// The labels, where the prediction is one.
      package var values: [String]
      /// The least share of rows that are called positive.
      package var leastPositives: Double?
      /// The largest share of rows that are called positive.
      package var mostPositives: Double?
    }
  }
}

extension Project.Integration: ConfigurationSection {
  enum Key {
    static let costs = ConfigurationKey(
      "costs",
      .mapping([
        falsePositive, falseNegative, truePositive, trueNegative, over, under, limit, tolerance,
        currency,
      ]), example: "{false-positive: 10, false-negative: 200, currency: EUR}",
      """
      What predictions cost, in one currency: of a binary model false-positive and false-negative, of a \
      regression over and under, a unit of error.
      """)
    static let output = ConfigurationKey(
      "output", .mapping([min, max, values, positives]),
      example: "{min: 0, max: 1, positives: {min: 0.05, max: 0.4}}",
      "What every prediction must be before it reaches those who use it.")

    static let fallback = ConfigurationKey(
      "fallback", .mapping([value, onnx, command, within]),
      example: "{value: 0.2, within: 2 seconds}",
      """
      What answers when the model is slow, down or answers nonsense: a value, or another model as an ONNX file \
      or a command like those of model.
      """)

    private static let any = ConfigurationShape.number(-Double.infinity...Double.infinity)
    static let falsePositive = ConfigurationKey(
      "false-positive", any, example: "10", "The cost of calling a negative row positive.")
    static let falseNegative = ConfigurationKey(
      "false-negative", any, example: "200", "The cost of calling a positive row negative.")
    static let truePositive = ConfigurationKey(
      "true-positive", any, default: .number(0), example: "5",
      "The cost of calling a positive row positive; a gain is negative.")
    static let trueNegative = ConfigurationKey(
      "true-negative", any, default: .number(0), example: "0",
      "The cost of calling a negative row negative; a gain is negative.")
    static let over = ConfigurationKey(
      "over", .number(0...Double.infinity), example: "1",
      "The cost of each unit by which a prediction is too high.")
    static let under = ConfigurationKey(
      "under", .number(0...Double.infinity), example: "3",
      "The cost of each unit by which a prediction is too low.")
    static let limit = ConfigurationKey(
      "limit", any, example: "4", "What a row may cost on average at most.")
    static let tolerance = ConfigurationKey(
      "tolerance", .number(0...1), default: .number(0.1), example: "0.1",
      """
      The share of the cost that the best threshold, or the best correction of a regression, may save and \
      still not matter.
      """)
    static let currency = ConfigurationKey(
      "currency", .text(.words), example: "EUR", "What the costs are counted in.")

    static let value = ConfigurationKey(
      "value", any, example: "0.2", "One number for every row, such as the share of positives.")
    static let onnx = ConfigurationKey(
      "onnx", .text(.path), example: "simple.onnx",
      "Another model as an ONNX file, relative to this file.")
    static let command = ConfigurationKey(
      "command", .list(.text(.words)), example: "./rules",
      "Another model as a command that reads and answers JSON lines, as model.command does.")
    static let within = ConfigurationKey(
      "within", .text(.duration), default: .text("2 seconds"), example: "2 seconds",
      "The time in which an answer is to be there; the model gets half of it.")

    static let min = ConfigurationKey("min", any, example: "0", "The lowest number.")
    static let max = ConfigurationKey("max", any, example: "1", "The highest number.")
    static let values = ConfigurationKey(
      "values", .list(.text(.words)), example: "[yes, no]", "The labels that a prediction may be.")
    static let positives = ConfigurationKey(
      "positives", .mapping([least, most]), example: "{min: 0.05, max: 0.4}",
      "The share of rows that are called positive.")
    static let least = ConfigurationKey(
      "min", .number(0...1), example: "0.05", "The least share of rows.")
    static let most = ConfigurationKey(
      "max", .number(0...1), example: "0.4", "The largest share of rows.")
  }

  static let keys = [Key.costs, Key.output, Key.fallback, Key.logged, Key.feedback]

  init(_ values: ConfigurationMapping) {
    costs = Costs(values.mapping(Key.costs))
    output = Output(values.mapping(Key.output))
    fallback = Fallback(values.mapping(Key.fallback))
    logged = Logged(values.mapping(Key.logged))
    feedback = Feedback(values.mapping(Key.feedback))
  }
}

extension Project.Integration.Costs {
  private typealias Key = Project.Integration.Key

  /// Nil when no cost is given.
  init?(_ values: ConfigurationMapping) {
    if let wrong = values.number(Key.falsePositive), let missed = values.number(Key.falseNegative) {
      kind = .calls(
        falsePositive: wrong, falseNegative: missed,
        truePositive: values.numberOrDefault(Key.truePositive),
        trueNegative: values.numberOrDefault(Key.trueNegative))
    } else if let over = values.number(Key.over), let under = values.number(Key.under) {
      kind = .errors(over: over, under: under)
    } else {
      return nil
    }
    limit = values.number(Key.limit)
    tolerance = values.numberOrDefault(Key.tolerance)
    currency = values.text(Key.currency)
  }
}

extension Project.Integration.Output {
  private typealias Key = Project.Integration.Key

  /// Nil when nothing is given.
  init?(_ values: ConfigurationMapping) {
    let positives = values.mapping(Key.positives)
    min = values.number(Key.min)
    max = values.number(Key.max)
    self.values = values.texts(Key.values)
    leastPositives = positives.number(Key.least)
    mostPositives = positives.number(Key.most)
    if [min, max, leastPositives, mostPositives].allSatisfy({ $0 == nil }), self.values.isEmpty {
      return nil
    }
  }
}

extension Project.Integration.Fallback {
  private typealias Key = Project.Integration.Key

  /// Nil when nothing is named.
  init?(_ values: ConfigurationMapping) {
    let command = values.texts(Key.command)
    if let value = values.number(Key.value) {
      place = .constant(value)
    } else if let path = values.text(Key.onnx) {
      place = .model(.onnx(path))
    } else if !command.isEmpty {
      place = .model(.command(command, form: "jsonl"))
    } else {
      return nil
    }
    guard let within = values.text(Key.within).flatMap(ConfigurationDuration.init) else {
      preconditionFailure("a time that validation accepts is none: \(values)")
    }
    seconds = within.seconds
  }
}
