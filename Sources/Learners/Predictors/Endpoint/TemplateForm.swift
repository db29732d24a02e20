/// Any JSON endpoint: a template for the question, a path for where the answer stands.
///
/// In the template `{{rows}}` stands for a list of one object a row, `{{values}}` for a list of one
/// list a row, `{{columns}}` for the list of the columns' names, and `{{row}}` for the object of a
/// single row.
struct TemplateForm: EndpointForm {
  /// One list of objects, as most services have it.
  static let standard = "{\"rows\": {{rows}}}"

  private let template: String
  private let path: String

  /// - Throws: ``PredictorError/declaration(_:remedy:)`` when the template holds no rows.
  init(template: String?, path: String?) throws(PredictorError) {
    self.template = template ?? Self.standard
    self.path = path ?? "predictions"
    guard ["{{rows}}", "{{values}}", "{{row}}"].contains(where: self.template.contains) else {
      throw .declaration(
        "the template of the model's endpoint holds no rows",
        remedy: "write {{rows}}, {{values}} or {{row}} where they belong")
    }
  }

  private var isSingle: Bool { template.contains("{{row}}") }

  func body(_ rows: ModelRows) throws(PredictorError) -> String {
    guard !isSingle || rows.count == 1 else {
      throw .declaration(
        "the template holds one row at a time, and \(rows.count) are to be sent",
        remedy: "set the batch to 1, or write {{rows}} for a list")
    }
    let text = RowsText(rows)
    var body = ""
    var rest = Substring(template)
    // In one pass, so that braces in the rows stay what they are.
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      body += rest[..<open.lowerBound]
      switch rest[open.upperBound..<close.lowerBound] {
      case "row": body += try text.object(0)
      case "rows": body += try text.all(text.object)
      case "values": body += try text.all(text.list)
      case "columns": body += text.names
      default:
        body += "{{"
        rest = rest[open.upperBound...]
        continue
      }
      rest = rest[close.upperBound...]
    }
    return body + rest
  }

  func predictions(_ answer: AnswerValue, rows: Int) throws(PredictorError) -> Predictions {
    guard let found = answer.value(at: path) else {
      throw .answer(
        row: nil, problem: "nothing stands at “\(path)”", excerpt: "",
        remedy: "say where the predictions stand, such as data.0.scores")
    }
    if isSingle { return try Predictions(answers: [found], rows: rows) }
    guard case .list(let members) = found else {
      throw .answer(
        row: nil, problem: "no list stands at “\(path)”", excerpt: "",
        remedy: "say where the list of predictions stands")
    }
    return try Predictions(answers: members, rows: rows)
  }
}
