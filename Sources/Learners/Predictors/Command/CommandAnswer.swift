/// Reads the lines that a command answered with.
enum CommandAnswer {
  /// A JSON value a line.
  static func json(_ bytes: [UInt8], rows: Int) throws(PredictorError) -> Predictions {
    var answers: [AnswerValue] = []
    for line in lines(bytes) {
      guard let value = AnswerValue.parse(line) else {
        throw .answer(
          row: answers.count + 1, problem: "it is no JSON", excerpt: excerpt(line),
          remedy: "write one JSON value a line on standard output, and all else on standard error")
      }
      answers.append(value)
    }
    return try Predictions(answers: answers, rows: rows)
  }

  /// A line of CSV a row, under the names of the header.
  static func csv(
    _ bytes: [UInt8], header: String, rows: Int
  ) throws(PredictorError) -> Predictions {
    let names = fields(header)
    var answers: [AnswerValue] = []
    for line in lines(bytes) {
      let values = fields(String(decoding: line, as: UTF8.self))
      guard values.count == names.count else {
        throw .answer(
          row: answers.count + 1,
          problem: "it has \(values.count) fields where the header names \(names.count)",
          excerpt: excerpt(line), remedy: "write a line of CSV a row, and a header before the first"
        )
      }
      answers.append(
        .object(
          Dictionary(
            zip(names, values.map(value)), uniquingKeysWith: { first, _ in first })))
    }
    return try Predictions(answers: answers, rows: rows)
  }

  private static func value(_ text: String) -> AnswerValue {
    text.isEmpty ? .null : Double(text).map(AnswerValue.number) ?? .text(text)
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().map {
      $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0
    }
  }

  private static func excerpt(_ line: ArraySlice<UInt8>) -> String {
    String(String(decoding: line.prefix(240), as: UTF8.self).prefix(60))
  }

  /// The fields of a line; a quoted one may hold commas and doubled quotes.
  private static func fields(_ line: String) -> [String] {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var rest = Substring(line)
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted && rest.first == "\"":
        field.append("\"")
        rest.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        fields.append(field)
        field = ""
      default: field.append(character)
      }
    }
    return fields + [field]
  }
}
