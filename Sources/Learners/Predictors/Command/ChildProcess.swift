internal import CProcess
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A running program that is spoken to over its standard input and output.
///
/// It leads a group of processes of its own, which is ended as a whole. One thread speaks to it at
/// a time.
final class ChildProcess: @unchecked Sendable {
  // Sendable: only one thread at a time speaks to it, as Predictor says; the numbers never change.

  /// The program's process, and its group.
  let pid: pid_t
  private let input: Int32
  private let output: Int32
  private let errors: Int32
  private var isInputOpen = true
  private var received: [UInt8] = []
  /// Bytes of ``received`` that were searched for a line's end.
  private var searched = 0
  private var complaint: [UInt8] = []
  private var isOutputOpen = true
  /// Whether nothing was asked yet.
  private var isFirst = true
  /// How it ended, once that was seen; its process is then gone.
  private var ending: String?

  /// Bytes of standard error that are kept, the last ones.
  private static let complaintLimit = 4_096
  /// Bytes of answers that are held at most.
  private static let answerLimit = 256 << 20

  /// Seconds that are waited at least, and at most, for a line more than the first that were asked
  /// for.
  private static let leastPause = 0.02
  private static let longestPause = 1.0

  /// Why there was no answer.
  enum Failure: Error {
    case timeout
    /// The program closed its output; how it ended, where it did.
    case ended(status: String)
    case tooMuch
    /// The program wrote lines that nothing was asked for.
    case unasked(lines: Int)
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - words: the program and its arguments; a name without a slash is looked for in `PATH`.
  ///   - folder: where it runs; empty for this process' folder.
  /// - Throws: ``PredictorError/unavailable(_:remedy:)``.
  init(_ words: [String], in folder: String) throws(PredictorError) {
    // A program that ends early must not end this one.
    _ = signal(SIGPIPE, SIG_IGN)
    // One start at a time: a program must not inherit the pipes of another that is being started.
    let started = Self.starting.withLock { _ in
      Result { () throws(PredictorError) in try Self.start(words, in: folder) }
    }
    let (child, pipes) = try started.get()
    pid = child
    input = pipes.input
    output = pipes.output
    errors = pipes.errors
    RunningGroups.add(pid)
  }

  private static let starting = Mutex(())

  private static func start(
    _ words: [String], in folder: String
  ) throws(PredictorError) -> (pid_t, ChildPipes) {
    let pipes = try ChildPipes()
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, pipes.childInput, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, pipes.childOutput, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, pipes.childErrors, 2)
    if !folder.isEmpty { unsafe posix_spawn_file_actions_addchdir_np(&actions, folder) }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    unsafe sigfillset(&defaults)
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer {
      for place in words.indices { unsafe free(arguments[place]) }
    }
    var child: pid_t = 0
    let status = unsafe posix_spawnp(
      &child, words[0], &actions, &attributes, &arguments, environ)
    pipes.closeChildEnds()
    guard status == 0 else {
      pipes.closeOwnEnds()
      let reason = unsafe String(cString: strerror(status))
      throw .unavailable(
        "the command \(words[0]) could not be started (\(reason))",
        remedy: "check the name, that it may be executed, and the folder that it is run in")
    }
    return (child, pipes)
  }

  deinit {
    closeInput()
    if ending == nil {
      _ = kill(-pid, SIGKILL)
      _ = waitpid(pid, nil, 0)
    }
    RunningGroups.remove(pid)
    _ = close(output)
    _ = close(errors)
  }

  /// The end of what the program wrote on standard error, on one line.
  var words: String {
    String(decoding: complaint.suffix(Self.complaintLimit), as: UTF8.self)
      .split(whereSeparator: \.isNewline).suffix(4).joined(separator: " / ")
  }

  /// Sends bytes and waits until so many lines came back.
  ///
  /// - Returns: the bytes of the lines, each ended by a line feed.
  func exchange(_ bytes: [UInt8], lines: Int, seconds: Double) throws(Failure) -> [UInt8] {
    let deadline = MonotonicClock.now() + seconds
    var sent = 0
    var missing = lines
    var end = countedLines(&missing)
    while missing > 0 || (isInputOpen && sent < bytes.count) {
      guard isOutputOpen else { throw .ended(status: howItEnded()) }
      let left = deadline - MonotonicClock.now()
      guard left > 0 else { throw .timeout }
      var watched = [
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      ]
      if isInputOpen, sent < bytes.count {
        watched.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0))
      }
      let count = unsafe poll(&watched, nfds_t(watched.count), Int32(min(left * 1_000, 60_000) + 1))
      guard count > 0 else { continue }
      if watched[1].revents != 0 { readErrors() }
      if watched[0].revents != 0 {
        guard readOutput() else { throw .tooMuch }
        end = countedLines(&missing)
      }
      if watched.count > 2, watched[2].revents != 0 { sent += send(bytes, from: sent) }
    }
    let answer = Array(received[..<end])
    received.removeFirst(end)
    searched -= end
    return answer
  }

  /// Sends a question of so many rows, and waits for a line for each.
  ///
  /// A line more than was asked for shifts every answer by one: what is there before a question is
  /// sent is refused, and so is what follows the first answers within the time of two.
  ///
  /// - Parameter ahead: lines that may be there before the question, of those that are waited for.
  /// - Returns: as ``exchange(_:lines:seconds:)``.
  func answer(
    to bytes: [UInt8], lines: Int, ahead: Int, seconds: Double
  ) throws(Failure) -> [UInt8] {
    readWhatIsThere()
    try refuseUnasked(beyond: ahead)
    let start = MonotonicClock.now()
    let answer = try exchange(bytes, lines: lines, seconds: seconds)
    guard isFirst else { return answer }
    isFirst = false
    let each = (MonotonicClock.now() - start) / Double(max(lines, 1))
    pause(min(max(2 * each, Self.leastPause), Self.longestPause))
    try refuseUnasked(beyond: 0)
    return answer
  }

  /// Bytes that came and were not asked for.
  private func refuseUnasked(beyond ahead: Int) throws(Failure) {
    let isHalf = received.last.map { $0 != UInt8(ascii: "\n") } ?? false
    let lines = received.count { $0 == UInt8(ascii: "\n") } + (isHalf ? 1 : 0)
    if lines > ahead { throw .unasked(lines: lines - ahead) }
  }

  /// Reads what the program wrote already.
  private func readWhatIsThere() {
    var watched = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
    while isOutputOpen, received.count <= Self.answerLimit, unsafe poll(&watched, 1, 0) > 0,
      watched[0].revents & Int16(POLLIN) != 0
    {
      _ = readOutput()
    }
  }

  /// Waits for more output, so long at most.
  private func pause(_ seconds: Double) {
    var watched = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
    guard isOutputOpen, unsafe poll(&watched, 1, Int32(seconds * 1_000)) > 0 else { return }
    readWhatIsThere()
  }

  /// Counts line feeds that were not counted yet; the place after the last that was missing.
  private func countedLines(_ missing: inout Int) -> Int {
    while missing > 0, searched < received.count {
      if received[searched] == UInt8(ascii: "\n") { missing -= 1 }
      searched += 1
    }
    return searched
  }

  private func send(_ bytes: [UInt8], from start: Int) -> Int {
    let written = unsafe bytes.withUnsafeBytes { bytes in
      unsafe write(input, bytes.baseAddress.map { unsafe $0 + start }, bytes.count - start)
    }
    guard written < 0 else { return written }
    if errno != EAGAIN, errno != EINTR { closeInput() }
    return 0
  }

  /// Reads what is there; false when it is more than can be held.
  private func readOutput() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe read(output, &buffer, buffer.count)
    if count > 0 { received += buffer[..<count] }
    if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { isOutputOpen = false }
    return received.count <= Self.answerLimit
  }

  private func readErrors() {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe read(errors, &buffer, buffer.count)
    guard count > 0 else { return }
    complaint = Array((complaint + buffer[..<count]).suffix(Self.complaintLimit))
  }

  /// Says that nothing more is sent.
  func closeInput() {
    guard isInputOpen else { return }
    isInputOpen = false
    _ = close(input)
  }

  /// How the program ended, after a moment for it to do so; what it still says is kept.
  private func howItEnded() -> String {
    var status: Int32 = 0
    for _ in 0..<50 where ending == nil {
      readErrors()
      if unsafe waitpid(pid, &status, WNOHANG) == pid {
        // What it started and left behind goes with it.
        _ = kill(-pid, SIGKILL)
        let signal = status & 0x7F
        ending =
          signal == 0
          ? "ended with exit status \(status >> 8 & 0xFF)" : "was ended by signal \(signal)"
      } else {
        usleep(10_000)
      }
    }
    readErrors()
    return ending ?? "closed its output"
  }
}
