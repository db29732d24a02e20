internal import Checklist
internal import Learners
internal import Statistics

/// Something that was sent by a declared command, and whether it was read where it had to arrive.
package struct SendingDrill: Sendable, Hashable {
  /// What went wrong with the command; nil when it ended well.
  package let problem: String?
  /// From the start of the command until it was read; nil when it was not.
  package let seconds: Double?
  /// Why the place could not be read in the end; nil when it could.
  package let unread: String?

  /// Time between two looks.
  private static let pause = 0.2

  /// Sends and waits.
  ///
  /// - Parameters:
  ///   - words: the command; `{key}` stands for the marker.
  ///   - marker: what is looked for.
  ///   - within: seconds that may pass until it is there.
  ///   - means: the clock, and how it is waited.
  ///   - found: how many rows have the marker now.
  init(
    _ words: [String], marker: String, folder: String, within: Double, means: DrillMeans,
    found: () throws -> Int
  ) {
    func count() -> Result<Int, any Error> { Result { try found() } }
    // What does not exist before anything was sent has no rows yet.
    var before = 0
    if case .success(let rows) = count() { before = rows }
    let start = means.clock()
    let problem: String?
    do throws(PredictorError) {
      problem = try CommandRun.problem(
        words.map { $0.replacing(Self.placeholder, with: marker) }, in: folder, seconds: within)
    } catch {
      problem = error.description
    }
    self.problem = problem
    guard problem == nil else {
      (seconds, unread) = (nil, nil)
      return
    }
    var last = count()
    while means.clock() - start < within {
      if case .success(let rows) = last, rows > before { break }
      means.wait(Self.pause)
      last = count()
    }
    switch last {
    case .success(let rows):
      seconds = rows > before ? means.clock() - start : nil
      unread = nil
    case .failure(let error):
      seconds = nil
      unread = ErrorText(error).clause
    }
  }

  /// What stands for the marker in a command.
  static let placeholder = "{key}"
}
