#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Three pipes between this program and one that it starts; no other program inherits them.
struct ChildPipes {
  let childInput: Int32
  let input: Int32
  let output: Int32
  let childOutput: Int32
  let errors: Int32
  let childErrors: Int32

  /// - Throws: ``PredictorError/unavailable(_:remedy:)`` when too many files are open.
  init() throws(PredictorError) {
    let first = try Self.pair([])
    let second = try Self.pair([first.0, first.1])
    let third = try Self.pair([first.0, first.1, second.0, second.1])
    (childInput, input) = first
    (output, childOutput) = second
    (errors, childErrors) = third
    // This side never waits inside a read or write: it waits for all three at once.
    for end in [input, output, errors] {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
    }
  }

  func closeChildEnds() {
    for end in [childInput, childOutput, childErrors] { _ = close(end) }
  }

  func closeOwnEnds() {
    for end in [input, output, errors] { _ = close(end) }
  }

  private static func pair(_ opened: [Int32]) throws(PredictorError) -> (Int32, Int32) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else {
      for end in opened { _ = close(end) }
      throw .unavailable(
        "no pipe to the model's command could be opened",
        remedy: "allow more open files (ulimit -n) or a lower concurrency")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}
