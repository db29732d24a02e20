internal import ADBC
internal import CONNXRuntime
internal import Measurements

/// Writes columns of rows into a tensor of the type that a model asks for.
@safe struct ONNXInput {
  let session: ONNXSession
  let rows: ModelRows

  /// A tensor for an input, the columns side by side.
  ///
  /// - Throws: ``PredictorError/unfit(row:column:problem:remedy:)`` for a value that the type
  ///   cannot hold.
  func tensor(_ port: ONNXSession.Port, _ names: [String]) throws(PredictorError) -> ONNXTensor {
    guard port.isTensor, port.shape.count <= 2 else {
      throw .unfit(
        row: nil, column: nil,
        problem:
          "\(session.name) asks for “\(port.name)” in a form of \(port.shape.count) dimensions",
        remedy: "export the model so that it takes rows of columns")
    }
    let columns = names.compactMap { rows.table[$0] }
    let shape =
      port.shape.count == 1 ? [Int64(rows.count)] : [Int64(rows.count), Int64(columns.count)]
    let tensor = try create(port, shape)
    switch port.element {
    case ONNXElementFloat: try fill(tensor, columns, Self.number) { Float($0) }
    case ONNXElementDouble: try fill(tensor, columns, Self.number) { $0 }
    case ONNXElementInt64: try fill(tensor, columns, Self.whole) { Int64($0) }
    case ONNXElementInt32: try fill(tensor, columns, Self.narrow) { Int32($0) }
    case ONNXElementBool: try fill(tensor, columns, Self.truth) { UInt8($0) }
    case ONNXElementString: try fill(tensor, texts: columns)
    default:
      throw .unfit(
        row: nil, column: nil,
        problem: "\(session.name) asks for “\(port.name)” in the element type \(port.element), "
          + "which is not supported",
        remedy: "export it with floats, doubles, 32- or 64-bit integers, truths or strings")
    }
    return tensor
  }

  private func create(
    _ port: ONNXSession.Port, _ shape: [Int64]
  ) throws(PredictorError) -> ONNXTensor {
    var made: ONNXValue?
    try session.library.call(session.name, "take the rows") {
      unsafe session.library.function(
        ONNXPlaceCreateTensorAsOrtValue, as: ONNXCreateTensor.self)(
          session.allocator, shape, shape.count, Int32(port.element), &made)
    }
    guard let made = unsafe made else {
      throw .failed(model: session.name, problem: "could not take the rows", detail: "")
    }
    return unsafe ONNXTensor(owning: made, of: session.library)
  }

  private func fill<Element: BitwiseCopyable>(
    _ tensor: ONNXTensor, _ columns: [RowColumn], _ read: (Double) -> Double?,
    _ convert: (Double) -> Element
  ) throws(PredictorError) {
    var data: UnsafeMutableRawPointer?
    try session.library.call(session.name, "take the rows") {
      unsafe session.library.function(
        ONNXPlaceGetTensorMutableData, as: ONNXTensorData.self)(tensor.handle, &data)
    }
    for (place, column) in columns.enumerated() {
      let numbers = try numbers(column)
      for (row, number) in numbers.enumerated() {
        guard let value = read(number) else {
          throw .unfit(
            row: row + 1, column: column.name,
            problem: number.isNaN
              ? "the value is missing, and the model's type has nothing for that"
              : "\(number) does not fit the model's type",
            remedy: "fill such values as the model was trained, or export it with floats")
        }
        unsafe data?.storeBytes(
          of: convert(value),
          toByteOffset: (row * columns.count + place) * MemoryLayout<Element>.stride,
          as: Element.self)
      }
    }
  }

  private func numbers(_ column: RowColumn) throws(PredictorError) -> [Double] {
    switch column.values {
    case .numeric(let numbers): return numbers
    case .timestamp(let times):
      return times.map { $0 == RowColumn.missingTime ? .nan : Double($0) }
    case .categorical:
      throw .unfit(
        row: nil, column: column.name, problem: "it holds texts, and the model asks for numbers",
        remedy: "name the columns that the model reads, or encode this one as it was trained")
    }
  }

  private func fill(_ tensor: ONNXTensor, texts columns: [RowColumn]) throws(PredictorError) {
    var texts: [String] = []
    for row in 0..<rows.count {
      for column in columns { texts.append(Self.text(column, row, rows.kind(column))) }
    }
    try session.library.call(session.name, "take the rows") {
      unsafe ONNXSession.withTexts(texts) { pointers in
        unsafe session.library.function(
          ONNXPlaceFillStringTensor, as: ONNXFillStrings.self)(
            tensor.handle, pointers, texts.count)
      }
    }
  }

  /// A value as text, empty where it is missing; the library ends texts at a zero byte.
  private static func text(_ column: RowColumn, _ row: Int, _ kind: ModelRows.Kind) -> String {
    if column.isMissing(row) { return "" }
    switch column.values {
    case .categorical(let codes, let categories): return categories[Int(codes[row])]
    case .timestamp(let times): return CalendarText.timestamp(microseconds: times[row])
    case .numeric(let numbers): return RowsText.number(numbers[row], kind)
    }
  }

  private static func number(_ number: Double) -> Double? { number }
  private static func whole(_ number: Double) -> Double? {
    Int64(exactly: number) == nil ? nil : number
  }
  private static func narrow(_ number: Double) -> Double? {
    Int32(exactly: number) == nil ? nil : number
  }
  private static func truth(_ number: Double) -> Double? {
    number == 0 || number == 1 ? number : nil
  }
}
