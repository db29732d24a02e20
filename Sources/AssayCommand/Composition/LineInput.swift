internal import ArgumentParser
internal import Dispatch
internal import Engines
internal import Foundation

/// Standard input as whole lines, in a buffer of bounded size.
///
/// Ctrl-C and SIGTERM end it, as its own end does; a second one ends the program.
@safe final class LineInput {
  // Safe: `bytes` has room for `capacity` and the padding, and `used` never passes the former.

  /// What came.
  @safe enum Arrival {
    /// Whole lines; the last line feed is not of the stream where it is unended.
    case lines(UnsafeBufferPointer<UInt8>, isUnended: Bool)
    /// Nothing is there at the moment.
    case pause
    case end
  }

  /// Bytes behind the lines that can be read.
  private static let padding = 64
  /// The longest line; no buffer grows beyond it.
  static let longestLine = 16 << 20

  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 20
  private var used = 0
  /// Bytes of lines that were given out and go with the next call.
  private var given = 0
  private var hasEnded = false
  private let signals: [any DispatchSourceSignal]
  /// Readable once a signal came.
  private let interruption: Int32
  /// Whether a signal ended it.
  private(set) var isInterrupted = false

  /// Takes standard input; from now on, a reader of an output who goes away is an error to be told.
  init() throws {
    guard fcntl(STDIN_FILENO, F_GETFD) >= 0 else { throw Self.unreadable(Self.reason()) }
    _ = signal(SIGPIPE, SIG_IGN)
    unsafe bytes = .allocate(capacity: capacity + Self.padding)
    unsafe bytes.initialize(repeating: 0, count: capacity + Self.padding)
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else {
      throw EngineError(
        .unreadable, "no pipe can be opened", remedy: "close other files", file: "standard input")
    }
    let (reading, writing) = (ends[0], ends[1])
    interruption = reading
    signals = [SIGINT, SIGTERM].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        var ready = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
        // The first one is still unread while the last rows wait for a slow reader.
        if unsafe poll(&ready, 1, 0) > 0 { _exit(Outcome.interrupted.rawValue) }
        _ = unsafe Foundation.write(writing, [0], 1)
      }
      source.resume()
      return source
    }
  }

  deinit {
    for source in signals { source.cancel() }
    unsafe bytes.deallocate()
  }

  /// Waits for lines.
  ///
  /// - Parameters:
  ///   - isPatient: whether to wait, or to say that nothing is there.
  ///   - lines: lines so far, for errors.
  func next(isPatient: Bool, lines: Int) throws -> Arrival {
    dropGiven()
    while !hasEnded {
      switch try wait(isPatient: isPatient) {
      case nil: return .pause
      case false?:
        isInterrupted = true
        hasEnded = true
        // A line that has begun is not whole, and nobody can say how it would go on.
        return .end
      case true?: break
      }
      if used == capacity { try grow(lines: lines) }
      let count = unsafe Foundation.read(STDIN_FILENO, bytes + used, capacity - used)
      if count < 0 {
        guard errno == EINTR || errno == EAGAIN else {
          throw Self.unreadable(Self.reason())
        }
        continue
      }
      if count == 0 {
        hasEnded = true
        break
      }
      let arrived = unsafe UnsafeBufferPointer(start: bytes + used, count: count)
      let last = unsafe arrived.lastIndex(of: 0x0A)
      defer { used += count }
      guard let last else { continue }
      given = used + last + 1
      return unsafe .lines(UnsafeBufferPointer(start: bytes, count: given), isUnended: false)
    }
    guard used > 0, !isInterrupted else { return .end }
    unsafe bytes[used] = 0x0A
    given = used
    defer { used = 0 }
    return unsafe .lines(UnsafeBufferPointer(start: bytes, count: given + 1), isUnended: true)
  }

  /// Moves the line that has begun to the front.
  private func dropGiven() {
    guard given > 0 else { return }
    let rest = max(used - given, 0)
    unsafe memmove(bytes, bytes + given, rest)
    used = rest
    given = 0
  }

  /// Whether there is something to read.
  ///
  /// - Returns: nil when there is not and nobody wants to wait; false after a signal.
  private func wait(isPatient: Bool) throws -> Bool? {
    var waiting = [
      pollfd(fd: interruption, events: Int16(POLLIN), revents: 0),
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let ready = unsafe poll(&waiting, 2, isPatient ? -1 : 0)
      if ready == 0 { return nil }
      if ready < 0, errno == EINTR { continue }
      return waiting[0].revents == 0
    }
  }

  private static func unreadable(_ reason: String) -> EngineError {
    EngineError(
      .unreadable, "standard input cannot be read: \(reason)",
      remedy: "give rows as JSON lines, such as `… | assay validate - --contract FILE`",
      file: "standard input")
  }

  private static func reason() -> String { unsafe String(cString: strerror(errno)) }

  private func grow(lines: Int) throws {
    guard capacity < Self.longestLine else {
      throw EngineError(
        .unreadable,
        "the line is longer than \(Self.longestLine >> 20) MiB",
        remedy: "give one JSON object on each line", file: "standard input", line: lines + 1)
    }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity + Self.padding)
    unsafe larger.initialize(repeating: 0, count: 2 * capacity + Self.padding)
    unsafe memcpy(larger, bytes, used)
    unsafe bytes.deallocate()
    unsafe bytes = larger
    capacity *= 2
  }
}
