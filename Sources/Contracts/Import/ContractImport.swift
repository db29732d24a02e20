internal import Checklist

/// Another tool's file of rules as a contract, with the account of every rule.
package struct ContractImport: Sendable {
  /// The tool.
  package let format: ImportFormat
  /// What the contract is called.
  package let name: String
  /// Every rule of the file in its order.
  package let rules: [ImportedRule]
  /// The contract's text, which loads; nil when no rule could be carried over.
  package let contract: String?
  /// Constraints in the contract.
  package let constraints: Int

  /// The largest file that is read.
  package static let mostBytes = ByteCursor.mostBytes

  /// Reads a file.
  ///
  /// Nothing is opened. What a contract cannot say, and what the engine does not understand, is
  /// listed among the rules.
  ///
  /// - Parameters:
  ///   - file: its name, for errors and comments.
  ///   - format: the tool; nil to tell it from the content.
  ///   - statistics: the bytes and the name of SageMaker's `statistics.json`.
  ///   - flaw: what the engine has against an expression; nil when it understands it.
  /// - Throws: ``ProjectErrors`` when the file cannot be read as the tool's, what `flaw` throws.
  package init(
    bytes: some Collection<UInt8>, file: String, name: String, format: ImportFormat? = nil,
    options: ImportOptions = ImportOptions(),
    statistics: (bytes: [UInt8], file: String)? = nil,
    flaw: (ConstraintExpression) throws -> String?
  ) throws {
    let source: ImportSource
    var draft = ImportDraft(file: file, name: name, options: options)
    do throws(ProjectError) {
      source = try ImportSource(bytes, file: file, format: format)
      try source.format.importer.read(source.value, into: &draft)
      if let statistics {
        try SageMakerStatistics.read(
          try JSONReader.value(statistics.bytes, file: statistics.file), file: statistics.file,
          into: &draft)
      }
      guard !draft.rules.isEmpty else {
        throw ProjectError(
          message: "the file holds no rule of \(source.format.title)", file: file, line: 1,
          column: 1, remedy: "name a file with rules, or another tool with --from")
      }
    } catch {
      throw ProjectErrors([error])
    }
    try draft.dropFlawed(flaw)
    draft.dropMisfits()
    draft.dropContradictions()
    draft.name(draft.ids)
    self.format = source.format
    self.name = draft.name
    rules = draft.rules
    constraints = draft.slots.count
    guard !draft.slots.isEmpty else {
      contract = nil
      return
    }
    let text = draft.text(from: source.format)
    _ = try Contract.load(text, file: "the contract that \(file) gives")
    contract = text
  }

  /// How many rules came out in a way.
  package func count(_ outcome: ImportedRule.Outcome) -> Int {
    rules.count { $0.outcome == outcome }
  }
}

extension ImportDraft {
  /// Takes out what the engine does not understand.
  mutating func dropFlawed(_ flaw: (ConstraintExpression) throws -> String?) rethrows {
    var known: [ConstraintExpression: String?] = [:]
    for place in slots.indices.reversed() {
      for expression in slots[place].expressions {
        let found: String?
        if let answer = known[expression] {
          found = answer
        } else {
          found = try flaw(expression)
          known[expression] = .some(found)
        }
        guard let found else { continue }
        let noun =
          expression.kind == .pattern
          ? "regular expression of RE2" : "expression of the engine's SQL"
        drop(place, because: "“\(expression.text.shortened)” is no \(noun): \(found)")
        break
      }
    }
  }

  /// Takes out what does not fit the type that the contract states of the same column.
  mutating func dropMisfits() {
    var types: [String: ValueType] = [:]
    for slot in slots {
      if let column = slot.column, let type = (slot.constraint as? StoredType)?.type {
        types[column] = type
      }
    }
    for place in slots.indices.reversed() {
      guard let column = slots[place].column, let type = types[column] else { continue }
      let name = slots[place].card.name
      do throws(ConstraintMisfit) {
        try slots[place].constraint.fit(column, of: type)
      } catch {
        switch error {
        case .type(_, let found, let expected), .stored(_, let found, let expected):
          drop(
            place,
            because:
              "`\(name)` is for values that are \(expected), and “\(column.shortened)” is \(found)")
        case .other(_, let message, _): drop(place, because: "`\(name)`: \(message)")
        case .absent, .elsewhere: continue
        }
      }
    }
  }

  /// Takes out the later of constraints that contradict one another, as a contract with both is
  /// refused.
  mutating func dropContradictions() {
    while let contradiction = ContradictionSearch(claiming).found.first,
      let last = contradiction.rules.last
    {
      let others = contradiction.rules.dropLast().map { "`\(slots[$0].card.name)`" }
      drop(
        last,
        because: "`\(slots[last].card.name)` contradicts \(others.joined(separator: " and ")): "
          + contradiction.reason)
    }
  }

  private var claiming: [ClaimingRule] {
    slots.enumerated().map { index, slot in
      let mostly: Double = if case .number(let share) = slot.value["mostly"] { share } else { 1 }
      return ClaimingRule(
        slot.constraint, index: index, column: slot.column, mostly: mostly,
        environments: slot.column.flatMap { environmentsOfColumns[$0] } ?? [], stages: [])
    }
  }

  /// The ids that the constraints have in the contract.
  var ids: [String] {
    var counts: [String: Int] = [:]
    for slot in slots where slot.column == nil { counts[slot.card.name, default: 0] += 1 }
    var seen: [String: Int] = [:]
    return slots.map { slot in
      let name = slot.card.name
      if let column = slot.column { return "\(column).\(name)" }
      guard slot.kind.isRepeated, counts[name] ?? 0 > 1 else { return name }
      seen[name, default: 0] += 1
      return "\(name).\(seen[name] ?? 1)"
    }
  }
}
