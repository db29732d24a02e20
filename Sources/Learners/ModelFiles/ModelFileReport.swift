/// What a model's file would run when it is loaded, found without loading it.
package struct ModelFileReport: Sendable, Hashable {
  /// What the file is: `a pickle`, `an archive with pickles`.
  package internal(set) var format: String
  /// What it names of other code, in the order of the file, each once.
  package private(set) var references: [CodeReference] = []
  private var known: Set<CodeReference> = []
  /// What could not be looked into, each a clause.
  package var doubts: [String] = []

  /// Starts with nothing found.
  init(format: String) {
    self.format = format
  }

  /// Whether anything in it is dangerous.
  package var isDangerous: Bool { references.contains { $0.verdict == .dangerous } }

  mutating func add(_ reference: CodeReference) {
    if known.insert(reference).inserted { references.append(reference) }
  }

  /// Adds what was found by looking at the same bytes in another way.
  mutating func add(_ other: ModelFileReport) {
    for reference in other.references { add(reference) }
    doubts += other.doubts.filter { !doubts.contains($0) }
  }

  /// Adds what was found in a member of an archive.
  mutating func add(_ other: ModelFileReport, in member: String) {
    for reference in other.references {
      var placed = reference
      placed.member = member
      add(placed)
    }
    doubts += other.doubts.map { "\(member): \($0)" }
  }
}

/// Code that a model's file names and that runs when it is loaded.
package struct CodeReference: Sendable, Hashable {
  /// What is known about it.
  package enum Verdict: String, Sendable, Hashable {
    /// Of a library, and known to build a value and nothing else.
    case harmless
    /// Nobody here knows what it does.
    case unknown
    /// It can run any code, read or write files, or reach the network.
    case dangerous
  }

  /// The module, or the kind of thing: `posix`, `layer`.
  package let module: String
  /// The name in it: `system`.
  package let name: String
  /// What is known about it.
  package let verdict: Verdict
  /// The member of an archive that names it; nil for the file itself.
  package fileprivate(set) var member: String?

  init(module: String, name: String, verdict: Verdict) {
    self.module = module
    self.name = name
    self.verdict = verdict
  }

  /// `posix.system`.
  package var path: String { "\(module).\(name)" }
}
