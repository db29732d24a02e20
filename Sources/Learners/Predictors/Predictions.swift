/// What a model says about rows, before anybody chose which part of it is the prediction.
package struct Predictions: Sendable, Hashable {
  /// Rows that were asked for.
  package let rows: Int
  /// Each thing that the model says, in its order.
  package let outputs: [Output]

  /// One of the things that a model says of each row.
  package struct Output: Sendable, Hashable {
    /// As the model calls it; `prediction` where it has no name for it.
    package let name: String
    /// Values a row.
    package let width: Int
    /// What each value of a row is of, where the model says so: classes.
    package let labels: [String]
    /// The values, row after row.
    package let values: Values

    /// Makes an output.
    package init(name: String, width: Int = 1, labels: [String] = [], values: Values) {
      self.name = name
      self.width = width
      self.labels = labels
      self.values = values
    }
  }

  /// Values of one type.
  package enum Values: Sendable, Hashable {
    /// NaN is missing.
    case numbers([Double])
    case texts([String])
  }

  /// Puts outputs together.
  package init(rows: Int, outputs: [Output]) {
    self.rows = rows
    self.outputs = outputs
  }

  /// Puts the predictions for batches together.
  ///
  /// - Throws: ``PredictorError`` when batches are answered in different forms.
  init(joining parts: [Predictions]) throws(PredictorError) {
    guard let first = parts.first else {
      self.init(rows: 0, outputs: [])
      return
    }
    var rows = 0
    for part in parts {
      let isAlike =
        first.outputs.map(\.name) == part.outputs.map(\.name)
        && first.outputs.map(\.width) == part.outputs.map(\.width)
        && first.outputs.map(\.labels) == part.outputs.map(\.labels)
      guard isAlike else { throw Self.unlike(row: rows + 1) }
      rows += part.rows
    }
    var outputs: [Output] = []
    for (place, output) in first.outputs.enumerated() {
      let values: Values
      switch output.values {
      case .numbers:
        values = .numbers(
          parts.flatMap { part -> [Double] in
            if case .numbers(let numbers) = part.outputs[place].values { numbers } else { [] }
          })
      case .texts:
        values = .texts(
          parts.flatMap { part -> [String] in
            if case .texts(let texts) = part.outputs[place].values { texts } else { [] }
          })
      }
      guard values.count == rows * output.width else { throw Self.unlike(row: nil) }
      outputs.append(
        Output(name: output.name, width: output.width, labels: output.labels, values: values))
    }
    self.init(rows: rows, outputs: outputs)
  }

  private static func unlike(row: Int?) -> PredictorError {
    .answer(
      row: row, problem: "it has another form than those before", excerpt: "",
      remedy: "let the model answer every row alike")
  }
}

extension Predictions.Values {
  /// How many there are.
  var count: Int {
    switch self {
    case .numbers(let numbers): numbers.count
    case .texts(let texts): texts.count
    }
  }
}
