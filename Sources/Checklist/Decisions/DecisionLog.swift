package import Foundation

/// The decisions on a model in the order in which they were taken, each chained to the one before.
package struct DecisionLog: Sendable, Hashable {
  /// The file beside assay.yaml.
  package static let fileName = "assay-decisions.jsonl"
  /// More than any team takes; a file beyond it is no decision log.
  static let mostBytes = 64 << 20

  /// The entries, oldest first.
  package private(set) var entries: [DecisionEntry]

  /// A log without entries.
  package init() { entries = [] }

  /// Reads a log and follows its chain.
  ///
  /// - Parameter file: its name, for errors.
  /// - Throws: the first line that is not what was once written.
  package init(_ data: Data, file: String) throws(DecisionLogError) {
    entries = []
    guard !data.isEmpty else { return }
    guard data.count <= Self.mostBytes else {
      throw DecisionLogError(
        file: file, line: 1, message: "the file is too large for a decision log")
    }
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let isLast = index == lines.count - 1
      if isLast, line.isEmpty { break }
      let number = index + 1
      guard !isLast else {
        throw DecisionLogError(
          file: file, line: number, message: "the line is cut off, a write was interrupted",
          remedy: "remove this line and record the decision again")
      }
      entries.append(try Self.entry(Data(line), number: number, file: file, after: entries.last))
    }
  }

  /// What the next entry follows.
  package var head: String { entries.last?.hash ?? DecisionEntry.beginning }

  /// The decisions that bear on statuses, oldest first.
  package var decisions: [ItemDecision] { entries.compactMap(\.decision) }

  /// The signatures, oldest first.
  package var signatures: [DecisionEntry] { entries.filter { $0.kind == .signOff } }

  /// What an assessment knew of the log and the log has no more, a clause; nil when it has all of
  /// it.
  ///
  /// A chain without a key shows what was changed inside of it; that its end was cut off, only
  /// somebody who knew the end can tell.
  package func loss(since known: AssessmentRecord.DecisionState) -> String? {
    guard known.entries > 0 else { return nil }
    guard entries.count >= known.entries else {
      return """
        the assessment knew \(known.entries) \(known.entries == 1 ? "decision" : "decisions"), and the log \
        has \(entries.count): lines were removed from its end; restore the file from version control
        """
    }
    return entries[known.entries - 1].hash == known.head
      ? nil
      : "its line \(known.entries) is another than the assessment knew; restore the file from version control"
  }

  private static func entry(
    _ line: Data, number: Int, file: String, after previous: DecisionEntry?
  ) throws(DecisionLogError) -> DecisionEntry {
    func broken(_ message: String) -> DecisionLogError {
      DecisionLogError(file: file, line: number, message: message)
    }
    guard let entry = try? JSONDecoder().decode(DecisionEntry.self, from: line) else {
      throw broken("the line is no entry of a decision log")
    }
    guard entry.number == number, entry.previous == previous?.hash ?? DecisionEntry.beginning else {
      throw broken("the line does not follow the one before; a line was removed, added or moved")
    }
    guard (try? entry.hashed()) == entry.hash, (try? entry.line()) == line else {
      throw broken("the line was changed after it was written; its hash does not fit")
    }
    return entry
  }
}

/// A decision log that is not as it was written.
package struct DecisionLogError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, as it was named.
  package let file: String
  /// The line, from 1.
  package let line: Int
  /// What is wrong: a clause without a full stop.
  package let message: String
  /// What to do.
  package let remedy: String

  init(
    file: String, line: Int, message: String,
    remedy: String = "restore the file from version control; decisions are changed by newer ones"
  ) {
    self.file = file
    self.line = line
    self.message = message
    self.remedy = remedy
  }

  /// Place, message and remedy.
  package var description: String { "\(file):\(line): \(message); \(remedy)." }
}
