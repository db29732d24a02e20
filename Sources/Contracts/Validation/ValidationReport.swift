/// What holding data against a contract found.
package struct ValidationReport: Sendable {
  /// A run: which, and when.
  package struct Run: Sendable, Hashable, Encodable {
    package let id: String
    /// As `2026-03-31T12:00:00Z`.
    package let time: String

    /// Names a run.
    package init(id: String, time: String) {
      self.id = id
      self.time = time
    }
  }

  /// What becomes of the data.
  package enum Verdict: String, Sendable, Hashable, Encodable {
    /// Every row goes on.
    case passed
    /// Some rows are held, the others go on.
    case quarantined
    /// All rows are held.
    case blocked
  }

  package let rows: Int
  package let passed: Int
  package let quarantined: Int
  package let verdict: Verdict
  package let constraints: [ConstraintResult]
  package let run: Run
  /// The contract's name, else its file.
  package let contract: String

  init(
    rows: Int, held: Int, results: [ConstraintResult], isBlocked: Bool, run: Run,
    contract: Contract
  ) {
    self.rows = rows
    quarantined = held
    passed = rows - held
    verdict = isBlocked ? .blocked : held > 0 ? .quarantined : .passed
    constraints = results
    self.run = run
    self.contract = contract.name ?? contract.file
  }

  /// The gravest severity of a broken constraint; nil when none is broken.
  package var gravest: Severity? {
    constraints.filter { !$0.ok }.map(\.severity).max()
  }
}

extension ValidationReport: Encodable {
  private enum Key: String, CodingKey {
    case rows, passed, quarantined, verdict, constraints, run, contract
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(rows, forKey: .rows)
    try container.encode(passed, forKey: .passed)
    try container.encode(quarantined, forKey: .quarantined)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(constraints, forKey: .constraints)
    try container.encode(run, forKey: .run)
    try container.encode(contract, forKey: .contract)
  }
}
