/// Why data could not be read: one sentence for the person who must act.
///
/// Values of the data are never in it, except the short token that a reader could not place.
package struct EngineError: Error, Sendable, Hashable {
  /// What the error means for the program's exit code.
  package enum Kind: Sendable, Hashable {
    /// The argument cannot mean anything: wrong usage.
    case usage
    /// The person's data cannot be read as it is.
    case unreadable
    /// The engine, its driver or the disk failed.
    case broken
    /// The query was stopped from this side.
    case cancelled
  }

  package let kind: Kind
  /// What is wrong, without file and line and without a full stop.
  package let problem: String
  /// What to do about it, without a full stop.
  package let remedy: String
  /// The file or query that it is about.
  package let file: String?
  /// Line in the file, from 1; records count as one line each.
  package let line: Int?
  /// The column's name, as the source spells it.
  package let column: String?
  /// Whether the same question may be answered when it is asked again: the connection was lost, or
  /// the server ended it for reasons of its own.
  package var isPassing = false

  /// Makes an error.
  package init(
    _ kind: Kind, _ problem: String, remedy: String, file: String? = nil, line: Int? = nil,
    column: String? = nil
  ) {
    self.kind = kind
    self.problem = problem
    self.remedy = remedy
    self.file = file
    self.line = line
    self.column = column
  }

  /// 2 for wrong usage, 3 for data or a service that cannot be read, 130 for a stopped run.
  package var exitCode: Int32 {
    switch kind {
    case .usage: 2
    case .unreadable, .broken: 3
    case .cancelled: 130
    }
  }
}

extension EngineError {
  /// Refuses names with a NUL byte: a statement ends there, so that no question could name the
  /// column.
  static func refuseNUL(
    inNames names: [String], of file: String, line: Int? = nil
  ) throws(EngineError) {
    guard let index = names.firstIndex(where: { $0.utf8.contains(0) }) else { return }
    throw EngineError(
      .unreadable, "the name of column \(index + 1) holds a NUL byte",
      remedy: "give the column another name where the data are written", file: file, line: line)
  }
}

extension EngineError: CustomStringConvertible {
  /// The whole sentence.
  ///
  ///     jan.csv, line 7, column "fare": what is wrong; what to do.
  package var description: String {
    var place: [String] = []
    if let file { place.append(file.shownOnOneLine) }
    if let line { place.append("line \(line)") }
    if let column { place.append("column \"\(column.shownOnOneLine)\"") }
    let prefix = place.isEmpty ? "" : place.joined(separator: ", ") + ": "
    return prefix + problem + (remedy.isEmpty ? "." : "; \(remedy).")
  }
}

extension String {
  /// The text with control characters escaped and at most 200 characters, for a message.
  package var shownOnOneLine: String {
    var shown = ""
    for scalar in unicodeScalars.prefix(200) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        shown += scalar.escaped(asASCII: true)
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return unicodeScalars.count > 200 ? shown + "…" : shown
  }
}
