internal import CONNXRuntime
internal import Foundation

/// ONNX Runtime's shared library and the functions of it that are used.
@safe package struct ONNXLibrary: @unchecked Sendable {
  // Sendable: addresses of functions and of a table that the library never changes.

  /// The library's own version: `1.32.0`.
  package let version: String
  private let table: UnsafePointer<UnsafeRawPointer?>

  /// The name under which the system keeps ONNX Runtime.
  #if os(macOS)
  package static let fileName = "libonnxruntime.dylib"
  #else
  package static let fileName = "libonnxruntime.so"
  #endif

  /// Loads the library from the first of some directories that holds it, else from the system.
  ///
  /// - Throws: ``PredictorError/unavailable(_:remedy:)``, which names the bootstrap script.
  package init(directories: [String]) throws(PredictorError) {
    let files = directories.map { "\($0)/\(Self.fileName)" }
      .filter { FileManager.default.fileExists(atPath: $0) }
    let library: SharedLibrary
    switch SharedLibrary.load(firstOf: files + [Self.fileName]) {
    case .success(let loaded): library = loaded
    case .failure(let refusal):
      throw .unavailable(
        "An ONNX file needs ONNX Runtime's shared library, which could not be loaded "
          + "(\(refusal.reason))",
        remedy: "run scripts/bootstrap, or set ASSAY_DRIVER_PATH to the folder that holds "
          + Self.fileName)
    }
    do throws(LearnersError) {
      let getBase = unsafe unsafeBitCast(
        try library.address(of: "OrtGetApiBase"), to: ONNXGetBase.self)
      guard let base = unsafe getBase(),
        let table = unsafe base.pointee.getTable(UInt32(ONNX_API_VERSION)),
        let version = unsafe base.pointee.getVersion()
      else {
        throw LearnersError.failed(
          operation: "use \(library.path)", message: "it is older than ONNX Runtime 1.11")
      }
      unsafe self.table = unsafe table
      self.version = unsafe String(cString: version)
    } catch {
      throw .unavailable(
        "\(library.path) is no ONNX Runtime that can be used (\(error))",
        remedy: "run scripts/bootstrap, which installs one")
    }
  }

  /// A function of the table.
  @safe func function<Function>(_ place: ONNXPlace, as _: Function.Type) -> Function {
    unsafe unsafeBitCast(table[Int(place.rawValue)], to: Function.self)
  }

  /// Runs a function of the library and turns its status into a typed throw.
  @safe func call(
    _ model: String, _ doing: String, _ body: () -> ONNXStatus?
  ) throws(PredictorError) {
    guard let status = unsafe body() else { return }
    let message = unsafe function(ONNXPlaceGetErrorMessage, as: ONNXGetErrorMessage.self)(status)
    let text = unsafe message.map { unsafe String(cString: $0) } ?? ""
    release(ONNXPlaceReleaseStatus, status)
    throw .failed(
      model: model, problem: "could not \(doing)",
      detail: text.split(whereSeparator: \.isNewline).joined(separator: " "))
  }

  /// Gives an object back.
  @safe func release(_ place: ONNXPlace, _ object: UnsafeMutableRawPointer?) {
    unsafe function(place, as: ONNXRelease.self)(object)
  }
}
