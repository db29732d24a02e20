internal import Checklist
internal import Engines
internal import Measurements

/// Something odd about an input, as every document and standard error tell it.
struct WarningDocument: Encodable, Hashable {
  let code: String
  let message: String
  var file: String?
  var line: Int?
  var column: String?

  init(code: String, message: String, column: String? = nil) {
    self.code = code
    self.message = message
    self.column = column
  }

  init(_ warning: InputWarning) {
    code = warning.code.rawValue
    message = ShownSample.text(warning.message)
    file = warning.file
    line = warning.line
    column = warning.column
  }

  init(_ warning: MetricsReport.Warning) {
    code = warning.code
    message = warning.message
    column = warning.column
  }

  /// The same among an assessment's warnings.
  var ofAssessment: Assessment.Warning {
    Assessment.Warning(code: code, message: message, file: file, line: line, column: column)
  }

  /// `late.csv, line 7, column "fare": 3 rows have fewer values than the header`.
  var sentence: String { ofAssessment.sentence.visible }
}

/// A document with the warnings about its inputs.
struct DocumentWithWarnings<Body: Encodable>: Encodable {
  let body: Body
  let warnings: [WarningDocument]

  private enum Key: String, CodingKey { case warnings }

  func encode(to encoder: any Encoder) throws {
    try body.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(warnings, forKey: .warnings)
  }
}
