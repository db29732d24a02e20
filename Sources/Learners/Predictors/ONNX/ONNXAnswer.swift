internal import CONNXRuntime

/// Reads what an ONNX model answered.
@safe struct ONNXAnswer {
  let session: ONNXSession
  let rows: Int

  private var library: ONNXLibrary { session.library }

  /// The outputs as predictions.
  ///
  /// - Throws: ``PredictorError/answer(row:problem:excerpt:remedy:)`` for one that has not a fixed
  ///   number of values a row.
  func predictions(_ tensors: [ONNXTensor]) throws(PredictorError) -> Predictions {
    var outputs: [Predictions.Output] = []
    for (port, tensor) in zip(session.outputs, tensors) {
      outputs.append(
        port.isTensor ? try output(port.name, tensor) : try maps(port.name, tensor))
    }
    return Predictions(rows: rows, outputs: outputs)
  }

  private func output(
    _ name: String, _ tensor: ONNXTensor
  ) throws(PredictorError) -> Predictions.Output {
    let values = try values(tensor)
    guard values.count > 0, values.count % rows == 0 else {
      throw .answer(
        row: nil, problem: "“\(name)” holds \(values.count) values for \(rows) rows", excerpt: "",
        remedy: "export the model so that its first dimension is the rows")
    }
    return Predictions.Output(name: name, width: values.count / rows, values: values)
  }

  private func values(_ tensor: ONNXTensor) throws(PredictorError) -> Predictions.Values {
    var info: ONNXTensorInfo?
    try library.call(session.name, "say what it answered") {
      unsafe library.function(ONNXPlaceGetTensorTypeAndShape, as: ONNXTensorShape.self)(
        tensor.handle, &info)
    }
    defer { library.release(ONNXPlaceReleaseTensorTypeAndShapeInfo, info) }
    var count = 0
    var element: Int32 = 0
    try library.call(session.name, "say what it answered") {
      unsafe library.function(ONNXPlaceGetTensorShapeElementCount, as: ONNXShapeCount.self)(
        info, &count)
    }
    try library.call(session.name, "say what it answered") {
      unsafe library.function(ONNXPlaceGetTensorElementType, as: ONNXElementType.self)(
        info, &element)
    }
    switch Int(element) {
    case ONNXElementFloat: return try numbers(tensor, count, Float.self) { Double($0) }
    case ONNXElementDouble: return try numbers(tensor, count, Double.self) { $0 }
    case ONNXElementInt64: return try numbers(tensor, count, Int64.self) { Double($0) }
    case ONNXElementInt32: return try numbers(tensor, count, Int32.self) { Double($0) }
    case ONNXElementBool: return try numbers(tensor, count, UInt8.self) { Double($0) }
    case ONNXElementString: return .texts(try texts(tensor, count))
    default:
      throw .answer(
        row: nil, problem: "its element type \(element) is not supported", excerpt: "",
        remedy: "export the model with floats, doubles, integers, truths or strings")
    }
  }

  private func numbers<Element: BitwiseCopyable>(
    _ tensor: ONNXTensor, _ count: Int, _: Element.Type, _ convert: (Element) -> Double
  ) throws(PredictorError) -> Predictions.Values {
    var data: UnsafeMutableRawPointer?
    try library.call(session.name, "give its answer") {
      unsafe library.function(ONNXPlaceGetTensorMutableData, as: ONNXTensorData.self)(
        tensor.handle, &data)
    }
    guard let first = unsafe data?.assumingMemoryBound(to: Element.self) else {
      return .numbers([])
    }
    return .numbers((0..<count).map { unsafe convert(first[$0]) })
  }

  private func texts(_ tensor: ONNXTensor, _ count: Int) throws(PredictorError) -> [String] {
    var length = 0
    try library.call(session.name, "give its answer") {
      unsafe library.function(ONNXPlaceGetStringTensorDataLength, as: ONNXStringLength.self)(
        tensor.handle, &length)
    }
    var bytes = [UInt8](repeating: 0, count: length)
    var starts = [Int](repeating: 0, count: count)
    try library.call(session.name, "give its answer") {
      unsafe library.function(ONNXPlaceGetStringTensorContent, as: ONNXStringContent.self)(
        tensor.handle, &bytes, length, &starts, count)
    }
    return starts.indices.map { place in
      let end = place + 1 < count ? starts[place + 1] : length
      return String(decoding: bytes[starts[place]..<end], as: UTF8.self)
    }
  }

  /// A list of one map of classes to probabilities a row.
  private func maps(
    _ name: String, _ list: ONNXTensor
  ) throws(PredictorError) -> Predictions.Output {
    var count = 0
    var kind: Int32 = 0
    try library.call(session.name, "give its answer") {
      unsafe library.function(ONNXPlaceGetValueType, as: ONNXKindOfValue.self)(list.handle, &kind)
    }
    guard Int(kind) == ONNXKindSequence else { throw unreadable(name) }
    try library.call(session.name, "give its answer") {
      unsafe library.function(ONNXPlaceGetValueCount, as: ONNXGetValueCount.self)(
        list.handle, &count)
    }
    guard count == rows else { throw unreadable(name) }
    var labels: [String] = []
    var all: [Double] = []
    for row in 0..<count {
      let map = try member(row, of: list)
      try library.call(session.name, "give its answer") {
        unsafe library.function(ONNXPlaceGetValueType, as: ONNXKindOfValue.self)(map.handle, &kind)
      }
      guard Int(kind) == ONNXKindMap else { throw unreadable(name) }
      guard case .numbers(let numbers) = try values(try member(1, of: map)) else {
        throw unreadable(name)
      }
      if row == 0 { labels = OutputChoice.words(try values(try member(0, of: map))) }
      guard numbers.count == labels.count else { throw unreadable(name) }
      all += numbers
    }
    return Predictions.Output(
      name: name, width: labels.count, labels: labels, values: .numbers(all))
  }

  private func member(_ place: Int, of value: ONNXTensor) throws(PredictorError) -> ONNXTensor {
    var found: ONNXValue?
    try library.call(session.name, "give its answer") {
      unsafe library.function(ONNXPlaceGetValue, as: ONNXGetValue.self)(
        value.handle, Int32(clamping: place), session.allocator, &found)
    }
    guard let found = unsafe found else { throw unreadable("") }
    return unsafe ONNXTensor(owning: found, of: library)
  }

  private func unreadable(_ name: String) -> PredictorError {
    .answer(
      row: nil, problem: "“\(name)” is neither a tensor nor one map of classes a row", excerpt: "",
      remedy: "export the model with plain tensors (skl2onnx: zipmap off)")
  }
}
