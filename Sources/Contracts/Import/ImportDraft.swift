internal import Checklist
internal import Statistics

/// A contract that is put together from another tool's rules, with the account of each rule.
///
/// Every rule that is found is handed to ``carry(_:_:difference:)``, ``accept(_:)`` or
/// ``list(_:because:)`` once, so that none can get lost between the file and the account.
struct ImportDraft {
  /// The source's name, for errors and comments.
  let file: String
  /// What a person said beside the file.
  let options: ImportOptions
  /// What the contract is called.
  var name: String
  /// Environments that rules of columns may be limited to.
  var environments: [String] = []
  private(set) var rules: [ImportedRule] = []
  private(set) var slots: [Slot] = []
  /// Where in ``slots`` a constraint is, and where one that can stand once in its place.
  private var places: (same: [Slot.Identity: Int], alike: [Slot.Identity: Int]) = ([:], [:])
  /// By column, the environments that its rules hold in.
  private(set) var environmentsOfColumns: [String: [String]] = [:]

  /// A constraint in the contract, and the rules that it stands for.
  struct Slot {
    let kind: any Constraint.Type
    let constraint: any Constraint
    let column: String?
    let value: ConfigurationMapping
    /// What the engine must understand of it.
    let expressions: [ConstraintExpression]
    var owners: [Int]

    var card: ConstraintCard { kind.card }

    /// What tells constraints apart: place, kind and what is said; without the latter, the place
    /// alone.
    struct Identity: Hashable {
      let column: String?
      let kind: String
      let value: ConfigurationMapping?
    }

    var identity: Identity { Identity(column: column, kind: card.name, value: value) }
    var place: Identity { Identity(column: column, kind: card.name, value: nil) }
  }

  init(file: String, name: String, options: ImportOptions) {
    self.file = file
    self.name = name
    self.options = options
  }

  /// The table that is wanted of those that a file holds rules of.
  ///
  /// - Throws: none is named where there are several, or one that there is not.
  func table(among given: [String], at place: Place) throws(ProjectError) -> String {
    var seen: Set<String> = []
    let names = given.filter { seen.insert($0).inserted }
    let listed = names.prefix(12).map(\.shortened).joined(separator: ", ")
    let (message, remedy): (String, String)
    switch (options.table, names.count) {
    case (let table?, _) where names.contains(table): return table
    case (let table?, _):
      message = "there are no rules of a table “\(table.shortened)”"
      remedy = Spelling.suggestion(for: table, among: names) ?? "there are \(listed)"
    case (nil, 1): return names[0]
    case (nil, 0):
      message = "there is no table with rules"
      remedy = "name a file that holds some"
    case (nil, _):
      message = "there are rules of several tables"
      remedy = "name one with --table: \(listed)"
    }
    throw ProjectError(
      message: message, file: file, line: place.line, column: place.column, remedy: remedy)
  }

  /// Notes a rule with the constraints that say the same.
  ///
  /// - Parameter difference: what they do not say, a clause; nil when they say all.
  mutating func carry(
    _ rule: SourceRule, _ constraints: [ImportedConstraint], difference: String? = nil
  ) {
    let owner = rules.count
    var reasons = [difference].compactMap(\.self)
    var isAnywhere = false
    for constraint in constraints {
      do throws(NotCarried) {
        var lost: [String] = []
        place(try slot(constraint, of: rule, owner: owner, lost: &lost), owner: owner)
        isAnywhere = true
        reasons += lost
      } catch {
        reasons.append(error.reason)
      }
    }
    note(
      rule, outcome: !isAnywhere ? .listed : reasons.isEmpty ? .carried : .partly,
      reason: reasons.isEmpty ? nil : reasons.joined(separator: "; "))
  }

  /// Whether a column has a constraint of a kind.
  func holds(_ kind: any Constraint.Type, of column: String) -> Bool {
    places.alike[Slot.Identity(column: column, kind: kind.card.name, value: nil)] != nil
  }

  /// Notes a rule that holds of every table by itself.
  mutating func accept(_ rule: SourceRule) {
    note(rule, outcome: .carried, reason: nil)
  }

  /// Notes a rule that has no counterpart.
  ///
  /// - Parameter reason: why, a clause.
  mutating func list(_ rule: SourceRule, because reason: String) {
    note(rule, outcome: .listed, reason: reason)
  }

  /// Notes what a translation answers.
  mutating func note(
    _ rule: SourceRule,
    _ translate: (inout [String]) throws(NotCarried) -> [ImportedConstraint]
  ) {
    var rule = rule
    note(&rule) { (_, differences) throws(NotCarried) in try translate(&differences) }
  }

  private mutating func note(
    _ rule: inout SourceRule,
    _ translate: (inout SourceRule, inout [String]) throws(NotCarried) -> [ImportedConstraint]
  ) {
    var differences: [String] = []
    do throws(NotCarried) {
      let constraints = try translate(&rule, &differences)
      carry(
        rule, constraints,
        difference: differences.isEmpty ? nil : differences.joined(separator: "; "))
    } catch {
      list(rule, because: error.reason)
    }
  }

  /// Notes a rule by a translation that reads its arguments; those that it leaves are a difference.
  mutating func read(
    _ rule: SourceRule, _ arguments: inout SourceMapping,
    _ translate: (inout SourceRule, inout SourceMapping, inout [String]) throws(NotCarried)
      -> [ImportedConstraint]
  ) {
    var rule = rule
    var arguments = arguments
    note(&rule) { (rule, differences) throws(NotCarried) in
      let constraints = try translate(&rule, &arguments, &differences)
      if let unknown = arguments.unknown { differences.append(unknown) }
      return constraints
    }
  }

  /// Notes keys that nothing is known of.
  mutating func listRest(
    of mapping: SourceMapping, column: String? = nil,
    because reason: String = "nothing is known of this key"
  ) {
    for entry in mapping.rest {
      list(
        SourceRule(
          name: entry.key, column: column, path: mapping.path(entry.key), place: entry.place),
        because: reason)
    }
  }

  /// Limits the rules of a column.
  mutating func limit(_ column: String, to environments: [String]) {
    environmentsOfColumns[column] = environments
  }

  /// Takes a constraint out again, whose rules then say why; after the last rule was noted.
  mutating func drop(_ place: Int, because reason: String) {
    for owner in slots.remove(at: place).owners {
      rules[owner].reason =
        rules[owner].reason.map { "\($0); \(reason)" } ?? reason
    }
  }

  /// Writes the ids of constraints into the rules that they stand for; those for which none is left
  /// are listed.
  mutating func name(_ ids: [String]) {
    for (slot, id) in zip(slots, ids) {
      for owner in slot.owners { rules[owner].constraints.append(id) }
    }
    for index in rules.indices where rules[index].reason != nil {
      rules[index].outcome = rules[index].constraints.isEmpty ? .listed : .partly
    }
  }

  private mutating func note(
    _ rule: SourceRule, outcome: ImportedRule.Outcome, reason: String?
  ) {
    rules.append(
      ImportedRule(
        name: rule.name, column: rule.column, path: rule.path, place: rule.place,
        reason: reason, outcome: outcome))
  }

  private mutating func place(_ slot: Slot, owner: Int) {
    if let same = places.same[slot.identity] {
      if slots[same].owners.last != owner { slots[same].owners.append(owner) }
      return
    }
    places.same[slot.identity] = slots.count
    if !slot.kind.isRepeated { places.alike[slot.place] = slots.count }
    slots.append(slot)
  }

  // MARK: What a rule says besides

  /// The constraint with the rule's severity, tolerance and condition.
  private func slot(
    _ given: ImportedConstraint, of rule: SourceRule, owner: Int, lost: inout [String]
  ) throws(NotCarried) -> Slot {
    if given.column?.isEmpty == true { throw NotCarried("the name of the column is empty") }
    for key in given.kind.parameters {
      guard let value = given.parameters[key.name], !key.shape.accepts(value) else { continue }
      throw NotCarried("what it gives must be \(key.shape.expectation)")
    }
    let constraint = given.kind.init(given.parameters)
    if let flaw = constraint.flaws.first { throw NotCarried(flaw.message) }
    let plain = try finished(given, constraint, rule, owner: owner, lost: &lost)
    guard rule.condition != nil || isTaken(plain) else { return plain }
    if given.kind == RowCount.self, rule.condition == nil {
      // A second range of the number of rows is a figure of its own.
      let bounds = given.parameters.entries.reduce(into: ConfigurationMapping()) { bounds, entry in
        if case .whole(let rows) = entry.value { bounds[entry.key] = .text("\(rows)") }
      }
      let count = ImportedConstraint.aggregate("count(*)", bounds)
      return try finished(
        count, count.kind.init(count.parameters), rule, owner: owner, lost: &lost)
    }
    guard let predicate = constraint.predicate(of: given.column) else {
      throw NotCarried(
        rule.condition == nil
          ? "“\(given.column ?? "the data")” has another rule `\(given.kind.card.name)`, "
            + "and a contract holds one"
          : "`\(given.kind.card.name)` cannot be limited to the rows of a condition")
    }
    let shows = given.column.map { [$0] } ?? given.parameters.texts(SQLPredicate.shown)
    let patterns = given.expressions.filter { $0.kind == .pattern }.map(\.text)
    var other = ImportedConstraint.predicate(predicate, shows: shows, patterns: patterns)
    if let condition = rule.condition {
      var parameters = ConfigurationMapping([
        ConditionalRule.condition.name: .text(condition),
        ConditionalRule.consequence.name: .text(predicate),
      ])
      if !shows.isEmpty { parameters[SQLPredicate.shown.name] = .texts(shows) }
      other = ImportedConstraint(ConditionalRule.self, parameters)
      other.patterns = patterns
    }
    return try finished(
      other, other.kind.init(other.parameters), rule, owner: owner, lost: &lost)
  }

  private func finished(
    _ given: ImportedConstraint, _ constraint: any Constraint, _ rule: SourceRule, owner: Int,
    lost: inout [String]
  ) throws(NotCarried) -> Slot {
    let kind = given.kind
    var value = given.parameters
    if let severity = rule.severity, severity != kind.card.severity {
      if kind.isPlainEntries {
        lost.append("its severity stays \(kind.card.severity.rawValue)")
      } else {
        value["severity"] = .text(severity.rawValue)
      }
    }
    if let mostly = rule.mostly, mostly != 1 {
      guard mostly <= 1 else { throw NotCarried("`mostly` is no share of the rows") }
      guard kind.card.level == .row else {
        throw NotCarried(
          "`\(kind.card.name)` is about all rows and cannot hold for \(mostly) of them")
      }
      guard mostly > 0 else { throw NotCarried("it must hold for none of the rows") }
      value["mostly"] = .number(mostly)
    }
    return Slot(
      kind: kind, constraint: constraint, column: given.column, value: value,
      expressions: given.expressions, owners: [owner])
  }

  /// Whether the place of a constraint that stands once is taken by another one.
  private func isTaken(_ slot: Slot) -> Bool {
    !slot.kind.isRepeated && places.alike[slot.place] != nil
      && places.same[slot.identity] == nil
  }
}

extension Constraint {
  /// Whether its value is a mapping from names, beside which nothing else can stand.
  static var isPlainEntries: Bool {
    if case .value(let key) = shortForm { key.isEntries } else { false }
  }
}
