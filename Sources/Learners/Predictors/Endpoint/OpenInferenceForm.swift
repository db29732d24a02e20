internal import Measurements

/// The Open Inference Protocol, version 2: named tensors in JSON.
///
/// What the model asks for is taken from its metadata; without these every column is sent as a
/// tensor of its own type.
///
/// - Source: Open Inference Protocol, REST API, `POST /v2/models/{name}/infer`.
struct OpenInferenceForm: EndpointForm {
  /// An input as the metadata describe it.
  struct Port: Sendable {
    let name: String
    let type: String
    let shape: [Int64]
  }

  /// What the model asks for; nil where nobody says.
  let ports: [Port]?
  let model: String

  /// Reads metadata.
  ///
  /// - Throws: ``PredictorError/answer(row:problem:excerpt:remedy:)`` when they describe no inputs.
  init(metadata: AnswerValue?, model: String) throws(PredictorError) {
    self.model = model
    guard case .list(let inputs)? = metadata?.value(at: "inputs"), !inputs.isEmpty else {
      ports = nil
      return
    }
    var ports: [Port] = []
    for input in inputs {
      guard case .text(let name)? = input.value(at: "name"),
        case .text(let type)? = input.value(at: "datatype"),
        let shape = input.value(at: "shape")?.numbers
      else {
        throw .answer(
          row: nil, problem: "the model's metadata describe an input without name, type or shape",
          excerpt: "", remedy: "mend what the server tells of its model")
      }
      ports.append(Port(name: name, type: type, shape: shape.map { Int64(exactly: $0) ?? -1 }))
    }
    self.ports = ports
  }

  func body(_ rows: ModelRows) throws(PredictorError) -> String {
    let text = RowsText(rows)
    var tensors: [String] = []
    if let ports {
      let columns = try TensorColumns.matched(
        ports.map { TensorColumns.Port(name: $0.name, shape: $0.shape) }, to: rows.names, of: model)
      for (port, names) in zip(ports, columns) {
        tensors.append(
          try tensor(
            port.name, port.type, shape: port.shape.count == 1 ? nil : names.count, rows,
            names.count == 1 && rows.names.contains(port.name)
              ? text.list(column: port.name) : text.all(text.list)))
      }
    } else {
      for column in rows.table.columns {
        tensors.append(
          try tensor(
            column.name, Self.type(rows.kind(column)), shape: 1, rows,
            text.list(column: column.name)))
      }
    }
    return "{\"inputs\":[\(tensors.joined(separator: ","))]}"
  }

  private func tensor(
    _ name: String, _ type: String, shape width: Int?, _ rows: ModelRows, _ data: String
  ) throws(PredictorError) -> String {
    let shape = width.map { "[\(rows.count),\($0)]" } ?? "[\(rows.count)]"
    return "{\"name\":\(RowsText.quoted(name)),\"shape\":\(shape),"
      + "\"datatype\":\(RowsText.quoted(type)),\"data\":\(data)}"
  }

  private static func type(_ kind: ModelRows.Kind) -> String {
    switch kind {
    case .truth: "BOOL"
    case .whole: "INT64"
    case .number: "FP64"
    case .text, .time: "BYTES"
    }
  }

  func predictions(_ answer: AnswerValue, rows: Int) throws(PredictorError) -> Predictions {
    guard case .list(let members)? = answer.value(at: "outputs"), !members.isEmpty else {
      throw .answer(
        row: nil, problem: "it has no list “outputs”", excerpt: "",
        remedy: "check that the address is that of an Open Inference endpoint")
    }
    var outputs: [Predictions.Output] = []
    for member in members {
      guard case .text(let name)? = member.value(at: "name"), let data = member.value(at: "data")
      else {
        throw .answer(
          row: nil, problem: "an output has no name or no data", excerpt: "",
          remedy: "mend what the server answers")
      }
      let values: Predictions.Values
      if let numbers = data.numbers {
        values = .numbers(numbers)
      } else if let texts = data.texts {
        values = .texts(texts)
      } else {
        throw .answer(
          row: nil, problem: "“\(name)” holds neither numbers nor texts", excerpt: "",
          remedy: "mend what the server answers")
      }
      guard values.count > 0, values.count % rows == 0 else {
        throw .answer(
          row: nil, problem: "“\(name)” holds \(values.count) values for \(rows) rows", excerpt: "",
          remedy: "let the model answer each row once, in the rows' order")
      }
      outputs.append(Predictions.Output(name: name, width: values.count / rows, values: values))
    }
    return Predictions(rows: rows, outputs: outputs)
  }
}
