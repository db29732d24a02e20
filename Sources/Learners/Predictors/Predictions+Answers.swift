extension Predictions {
  /// Reads one JSON value a row: a number, a text, a list of numbers, or an object of these.
  ///
  /// - Throws: ``PredictorError/answer(row:problem:excerpt:remedy:)`` with the row.
  init(answers: [AnswerValue], rows: Int) throws(PredictorError) {
    guard answers.count == rows else {
      throw .answer(
        row: nil, problem: "it holds \(answers.count) predictions for \(rows) rows", excerpt: "",
        remedy: "let the model answer each row once, in the rows' order")
    }
    guard case .object(let first)? = answers.first else {
      self.init(rows: rows, outputs: [try Self.output("prediction", answers)])
      return
    }
    var outputs: [Output] = []
    for name in first.keys.sorted() {
      var cells: [AnswerValue] = []
      for (row, answer) in answers.enumerated() {
        guard case .object(let members) = answer, members.count == first.count,
          let cell = members[name]
        else { throw Self.unlikeFirst(row) }
        cells.append(cell)
      }
      outputs.append(try Self.output(name, cells))
    }
    self.init(rows: rows, outputs: outputs)
  }

  private static func output(
    _ name: String, _ cells: [AnswerValue]
  ) throws(PredictorError) -> Output {
    switch cells.first {
    case .text:
      var texts: [String] = []
      for (row, cell) in cells.enumerated() {
        guard case .text(let text) = cell else { throw unlikeFirst(row) }
        texts.append(text)
      }
      return Output(name: name, values: .texts(texts))
    case .object(let first):
      let labels = first.keys.sorted()
      var numbers: [Double] = []
      for (row, cell) in cells.enumerated() {
        guard case .object(let members) = cell, members.count == labels.count else {
          throw unlikeFirst(row)
        }
        for label in labels {
          guard let number = members[label]?.numbers, number.count == 1 else {
            throw unlikeFirst(row)
          }
          numbers += number
        }
      }
      return Output(name: name, width: labels.count, labels: labels, values: .numbers(numbers))
    default:
      var numbers: [Double] = []
      let width = max(1, cells.first?.numbers?.count ?? 1)
      for (row, cell) in cells.enumerated() {
        guard let found = cell.numbers, found.count == width else { throw unlikeFirst(row) }
        numbers += found
      }
      return Output(name: name, width: width, values: .numbers(numbers))
    }
  }

  private static func unlikeFirst(_ row: Int) -> PredictorError {
    .answer(
      row: row + 1, problem: "it is no prediction, or of another form than the first row's",
      excerpt: "",
      remedy: "answer every row alike: a number, a text, a list of numbers or an object of these")
  }
}
