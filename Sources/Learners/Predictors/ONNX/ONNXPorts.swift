internal import CONNXRuntime

/// Reads what a loaded model asks for and answers.
@safe struct ONNXPorts {
  let library: ONNXLibrary
  let model: String
  private let session: ONNXSessionHandle
  private let allocator: ONNXAllocator

  init(
    library: ONNXLibrary, model: String, session: ONNXSessionHandle, allocator: ONNXAllocator
  ) {
    self.library = library
    self.model = model
    unsafe self.session = session
    unsafe self.allocator = allocator
  }

  func inputs() throws(PredictorError) -> [ONNXSession.Port] {
    try ports(
      count: ONNXPlaceSessionGetInputCount, name: ONNXPlaceSessionGetInputName,
      type: ONNXPlaceSessionGetInputTypeInfo)
  }

  func outputs() throws(PredictorError) -> [ONNXSession.Port] {
    try ports(
      count: ONNXPlaceSessionGetOutputCount, name: ONNXPlaceSessionGetOutputName,
      type: ONNXPlaceSessionGetOutputTypeInfo)
  }

  private func ports(
    count: ONNXPlace, name: ONNXPlace, type: ONNXPlace
  ) throws(PredictorError) -> [ONNXSession.Port] {
    var number = 0
    try library.call(model, "say what it asks for") {
      unsafe library.function(count, as: ONNXSessionCount.self)(session, &number)
    }
    guard number > 0 else {
      throw .failed(
        model: model, problem: "cannot be asked", detail: "it has no inputs or no outputs")
    }
    var ports: [ONNXSession.Port] = []
    for place in 0..<number {
      var info: ONNXTypeInfo?
      try library.call(model, "say what it asks for") {
        unsafe library.function(type, as: ONNXSessionType.self)(session, place, &info)
      }
      defer { library.release(ONNXPlaceReleaseTypeInfo, info) }
      ports.append(try unsafe port(named: try text(name, place), info))
    }
    return ports
  }

  private func text(_ place: ONNXPlace, _ number: Int) throws(PredictorError) -> String {
    var bytes: UnsafeMutablePointer<CChar>?
    try library.call(model, "say what it asks for") {
      unsafe library.function(place, as: ONNXSessionName.self)(
        session, number, allocator, &bytes)
    }
    let text = unsafe bytes.map { unsafe String(cString: $0) } ?? ""
    try library.call(model, "say what it asks for") {
      unsafe library.function(ONNXPlaceAllocatorFree, as: ONNXFree.self)(allocator, bytes)
    }
    return text
  }

  private func port(
    named name: String, _ type: ONNXTypeInfo?
  ) throws(PredictorError) -> ONNXSession.Port {
    var tensor: UnsafeRawPointer?
    try library.call(model, "say what it asks for") {
      unsafe library.function(
        ONNXPlaceCastTypeInfoToTensorInfo, as: ONNXTensorOfType.self)(type, &tensor)
    }
    guard let tensor = unsafe tensor else {
      return ONNXSession.Port(name: name, isTensor: false, element: 0, shape: [])
    }
    var element: Int32 = 0
    try library.call(model, "say what it asks for") {
      unsafe library.function(ONNXPlaceGetTensorElementType, as: ONNXElementType.self)(
        tensor, &element)
    }
    var dimensions = 0
    try library.call(model, "say what it asks for") {
      unsafe library.function(ONNXPlaceGetDimensionsCount, as: ONNXShapeCount.self)(
        tensor, &dimensions)
    }
    var shape = [Int64](repeating: 0, count: dimensions)
    try library.call(model, "say what it asks for") {
      unsafe library.function(ONNXPlaceGetDimensions, as: ONNXDimensions.self)(
        tensor, &shape, dimensions)
    }
    return ONNXSession.Port(name: name, isTensor: true, element: Int(element), shape: shape)
  }
}
