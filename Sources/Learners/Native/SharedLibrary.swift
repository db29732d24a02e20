#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A shared library, loaded until the program ends.
@safe struct SharedLibrary: @unchecked Sendable {
  // Sendable: the loader's handle is never written through and never closed.

  /// What the loader was given.
  let path: String
  private let handle: UnsafeMutableRawPointer

  /// Loads the first of the candidates that can be.
  ///
  /// - Parameter candidates: files, or bare names that the system's loader finds.
  /// - Returns: the library, or what the loader said about the last candidate that exists.
  static func load(firstOf candidates: [String]) -> Result<SharedLibrary, Refusal> {
    var reason = "no place to look in was given"
    for path in candidates {
      if let handle = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) {
        return .success(unsafe SharedLibrary(path: path, handle: handle))
      }
      reason = unsafe dlerror().map { unsafe String(cString: $0) } ?? "the loader gave no reason"
    }
    return .failure(Refusal(reason: reason))
  }

  /// Why no candidate could be loaded.
  struct Refusal: Error {
    let reason: String
  }

  /// The address of an exported function.
  ///
  /// - Throws: ``LearnersError/functionMissing(library:function:)``.
  func address(of function: String) throws(LearnersError) -> UnsafeMutableRawPointer {
    guard let symbol = unsafe dlsym(handle, function) else {
      throw .functionMissing(library: path, function: function)
    }
    return unsafe symbol
  }
}
