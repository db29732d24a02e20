internal import CONNXRuntime

/// A loaded ONNX model: what it asks for, what it answers, and how to run it.
///
/// Several threads may run it at once, as ONNX Runtime promises.
@safe final class ONNXSession: @unchecked Sendable {
  // Sendable: the handles are written once and only read by the library, whose sessions run
  // concurrently.

  /// A named input or output.
  struct Port: Sendable {
    let name: String
    /// The kind of value: a tensor, or a sequence of maps.
    let isTensor: Bool
    /// The type of a tensor's elements, as the library numbers them.
    let element: Int
    /// The shape; −1 for a length that is not fixed.
    let shape: [Int64]
  }

  let library: ONNXLibrary
  let name: String
  let inputs: [Port]
  let outputs: [Port]
  let allocator: ONNXAllocator
  private let environment: ONNXEnvironment
  private let session: ONNXSessionHandle

  /// Loads a model.
  ///
  /// - Parameter threads: threads that one run may use; 0: as many as there are cores.
  /// - Throws: ``PredictorError/failed(model:problem:detail:)`` with the library's words.
  init(_ path: String, threads: Int, library: ONNXLibrary) throws(PredictorError) {
    let name = "the ONNX file \(path)"
    self.library = library
    self.name = name
    var environment: ONNXEnvironment?
    try library.call(name, "be prepared") {
      unsafe library.function(ONNXPlaceCreateEnv, as: ONNXCreateEnv.self)(
        4, "assay", &environment)
    }
    var allocator: ONNXAllocator?
    var options: ONNXSessionOptions?
    var session: ONNXSessionHandle?
    defer {
      library.release(ONNXPlaceReleaseSessionOptions, options)
      // Without a session nothing keeps the environment.
      if unsafe session == nil { library.release(ONNXPlaceReleaseEnv, environment) }
    }
    try library.call(name, "be prepared") {
      unsafe library.function(
        ONNXPlaceGetAllocatorWithDefaultOptions, as: ONNXDefaultAllocator.self)(&allocator)
    }
    try library.call(name, "be prepared") {
      unsafe library.function(
        ONNXPlaceCreateSessionOptions, as: ONNXCreateSessionOptions.self)(&options)
    }
    try library.call(name, "be prepared") {
      unsafe library.function(ONNXPlaceSetIntraOpNumThreads, as: ONNXSetThreads.self)(
        options, Int32(clamping: threads))
    }
    try library.call(name, "be loaded") {
      unsafe library.function(ONNXPlaceCreateSession, as: ONNXCreateSession.self)(
        environment, path, options, &session)
    }
    guard let environment = unsafe environment, let allocator = unsafe allocator,
      let session = unsafe session
    else {
      throw .failed(model: name, problem: "could not be loaded", detail: "the library gave nothing")
    }
    unsafe self.environment = environment
    unsafe self.allocator = allocator
    unsafe self.session = session
    let ports = unsafe ONNXPorts(
      library: library, model: name, session: session, allocator: allocator)
    inputs = try ports.inputs()
    outputs = try ports.outputs()
  }

  deinit {
    unsafe library.release(ONNXPlaceReleaseSession, session)
    unsafe library.release(ONNXPlaceReleaseEnv, environment)
  }

  /// Runs the model on one value an input.
  func run(_ values: [ONNXTensor]) throws(PredictorError) -> [ONNXTensor] {
    var results = unsafe [ONNXValue?](repeating: nil, count: outputs.count)
    let arguments: [ONNXValue?] = unsafe values.map { unsafe $0.handle }
    try library.call(name, "predict") {
      unsafe Self.withTexts(inputs.map(\.name)) { inputNames in
        unsafe Self.withTexts(outputs.map(\.name)) { outputNames in
          unsafe library.function(ONNXPlaceRun, as: ONNXRun.self)(
            session, nil, inputNames, arguments, arguments.count, outputNames, results.count,
            &results)
        }
      }
    }
    var tensors: [ONNXTensor] = []
    for place in outputs.indices {
      guard let result = unsafe results[place] else { continue }
      tensors.append(unsafe ONNXTensor(owning: result, of: library))
    }
    return tensors
  }

  /// Runs `body` with texts as C has them.
  static func withTexts<Value>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
  ) -> Value {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for text in texts {
      starts.append(bytes.count)
      bytes += text.utf8CString
    }
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      let pointers = unsafe starts.map { start in
        unsafe bytes.baseAddress.map { unsafe $0 + start }
      }
      return unsafe pointers.withUnsafeBufferPointer { pointers in
        guard let first = pointers.baseAddress else {
          preconditionFailure("a model without inputs or outputs is refused before it runs")
        }
        return unsafe body(first)
      }
    }
  }
}

/// A value of ONNX Runtime that is given back with its last reference.
@safe final class ONNXTensor: @unchecked Sendable {
  // Sendable: written before it is handed on, and only read afterwards.

  let handle: ONNXValue
  private let library: ONNXLibrary

  init(owning handle: ONNXValue, of library: ONNXLibrary) {
    unsafe self.handle = handle
    self.library = library
  }

  deinit { unsafe library.release(ONNXPlaceReleaseValue, handle) }
}
