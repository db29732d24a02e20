/// One reason why a project file or a contract, or what was given to write one, is refused.
package struct ProjectError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong: a clause without a full stop.
  package let message: String
  /// The file, as it was named.
  package let file: String
  /// The line, from 1.
  package let line: Int
  /// The column, from 1, in Unicode scalars.
  package let column: Int
  /// What to do, a clause without a full stop; nil when the message says it.
  package let remedy: String?

  /// Makes an error.
  package init(message: String, file: String, line: Int, column: Int, remedy: String?) {
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.remedy = remedy
  }

  /// Place, message and remedy in one line.
  ///
  ///     assay.yaml:12:3: unknown key “tagret” in “columns”; did you mean “target”?
  package var description: String {
    "\(file):\(line):\(column): \(message)" + (remedy.map { "; \($0)" } ?? "")
  }
}

/// All reasons why a project file or a contract is refused, by line.
package struct ProjectErrors: Error, Sendable, Hashable, CustomStringConvertible {
  /// More are counted and not shown: a person mends the first ones and asks again.
  package static let most = 20

  /// The first ones, by line and column; at least one.
  package let errors: [ProjectError]
  /// How many more there are.
  package let omitted: Int

  /// The errors of a file, of which there is at least one.
  package init(_ errors: [ProjectError]) {
    let sorted = errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    self.errors = Array(sorted.prefix(Self.most))
    omitted = max(0, sorted.count - Self.most)
  }

  /// One line an error.
  package var description: String {
    let lines = errors.map(\.description)
    guard omitted > 0 else { return lines.joined(separator: "\n") }
    return (lines + ["… and \(omitted) more"]).joined(separator: "\n")
  }
}
