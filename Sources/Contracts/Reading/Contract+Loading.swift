internal import ADBC
package import Checklist
internal import Statistics

extension Contract {
  /// The largest file that is read, as of other tools' rules: ten thousand columns with a list of
  /// values each.
  package static let mostBytes = 16_777_216

  /// Reads a contract.
  ///
  /// Nothing is opened: a name is only shown in errors.
  ///
  /// - Throws: every deviation that was found, by line.
  package static func load(
    bytes: some Collection<UInt8>, file: String
  ) throws(ProjectErrors) -> Contract {
    let read = try ConfigurationFile(
      bytes: bytes, file: file, keys: keys,
      start: "`assay contract DATA` writes one to start from", mostBytes: mostBytes)
    var reader = ContractReader(file: file, places: read.places)
    let contract = reader.contract(read.values)
    guard reader.errors.isEmpty else { throw ProjectErrors(reader.errors) }
    return contract
  }

  /// Reads a contract from its text.
  package static func load(_ text: String, file: String) throws(ProjectErrors) -> Contract {
    try load(bytes: Array(text.utf8), file: file)
  }
}

extension Constraint {
  /// Holds a rule below a column against the type that the contract states.
  ///
  /// - Throws: ``ConstraintMisfit`` when values of the type cannot be asked.
  func fit(_ column: String, of type: ValueType) throws(ConstraintMisfit) {
    var data = ContractData(
      fields: [ArrowField(name: column, type: type.arrow)], isText: false, declared: [:], now: "")
    _ = try question(&data, column: column)
  }
}

/// Makes a contract of validated values, and collects what contradicts itself.
private struct ContractReader {
  let file: String
  let places: [String: Place]
  var errors: [ProjectError] = []
  private var environments: [String] = []
  private var stages: [String] = []

  init(file: String, places: [String: Place]) {
    self.file = file
    self.places = places
  }

  mutating func contract(_ values: ConfigurationMapping) -> Contract {
    environments = values.texts(Contract.Key.environments)
    stages = values.texts(Contract.Key.stages)
    var contract = Contract(
      name: values.text(Contract.Key.name), environments: environments, stages: stages,
      columns: [], rules: [], file: file, places: places)
    for entry in values.mapping(Contract.Key.columns).entries {
      guard case .mapping(let given) = entry.value else { continue }
      let rules = columnRules(entry.key, given)
      contract.rules += rules
      let type = rules.lazy.compactMap { ($0.constraint as? StoredType)?.type }.first
      refuseMisfits(rules, column: entry.key, type: type)
      contract.columns.append(
        Contract.Column(
          name: entry.key, type: type, isPersonal: given.flag(Contract.Key.personal),
          isRequired: rules.contains { $0.constraint is RequiredColumn }))
    }
    contract.rules += section(.rows, values.mapping(Contract.Key.rows))
    contract.rules += section(.dataset, values.mapping(Contract.Key.dataset))
    refuseRepeatedIDs(contract.rules)
    errors += contract.rules.contradictions.map { contract.refusal(of: $0) }
    if contract.rules.isEmpty, errors.isEmpty {
      refuse(
        "", "the contract holds no rule",
        remedy: "add one, such as `\(Contract.Key.columns.example)`")
    }
    return contract
  }

  private mutating func columnRules(
    _ column: String, _ given: ConfigurationMapping
  ) -> [Contract.Rule] {
    var rules: [Contract.Rule] = []
    for kind in ConstraintCatalogue.kinds(of: .columns) {
      guard let value = given[kind.card.name] else { continue }
      let path = "columns.\(column).\(kind.card.name)"
      guard let parameters = Self.parameters(value, of: kind) else { continue }
      rules += rule(
        kind, parameters, path: path, id: "\(column).\(kind.card.name)", column: column,
        below: given)
    }
    return rules
  }

  private mutating func section(
    _ section: ConstraintCard.Section, _ given: ConfigurationMapping
  ) -> [Contract.Rule] {
    var rules: [Contract.Rule] = []
    for kind in ConstraintCatalogue.kinds(of: section) {
      guard let value = given[kind.card.name] else { continue }
      let path = "\(section.rawValue).\(kind.card.name)"
      if case .list(let members) = value, kind.isRepeated {
        for (index, member) in members.enumerated() {
          guard case .mapping(let parameters) = member else { continue }
          let number = members.count > 1 ? ".\(index + 1)" : ""
          rules += rule(
            kind, parameters, path: "\(path)[\(index)]", id: "\(kind.card.name)\(number)",
            column: nil, below: nil)
        }
      } else if let parameters = Self.parameters(value, of: kind) {
        rules += rule(
          kind, parameters, path: path, id: kind.card.name, column: nil, below: nil)
      }
    }
    return rules
  }

  /// The parameters that a value gives; nil for a flag that says no.
  private static func parameters(
    _ value: ConfigurationValue, of kind: any Constraint.Type
  ) -> ConfigurationMapping? {
    if case .value(let key) = kind.shortForm {
      if case .mapping(let mapping) = value, !key.isEntries { return mapping }
      var mapping = ConfigurationMapping()
      mapping[key.name] = value
      return mapping
    }
    switch value {
    case .mapping(let mapping): return mapping
    case .flag(false): return nil
    default: return ConfigurationMapping()
    }
  }

  private mutating func rule(
    _ kind: any Constraint.Type, _ parameters: ConfigurationMapping, path: String, id: String,
    column: String?, below: ConfigurationMapping?
  ) -> [Contract.Rule] {
    typealias Common = Contract.Common
    let constraint = kind.init(parameters)
    for flaw in constraint.flaws {
      refuse(
        flaw.parameter.map { "\(path).\($0)" } ?? path,
        "“\(path)”: \(flaw.message)", remedy: flaw.remedy)
    }
    guard constraint.flaws.isEmpty else { return [] }
    func names(_ key: ConfigurationKey, _ known: [String], _ noun: String) -> [String] {
      let own = parameters.texts(key)
      let given = own.isEmpty ? below?.texts(key) ?? [] : own
      for name in given where !known.contains(name) {
        refuse(
          own.isEmpty ? "columns.\(column ?? "").\(key.name)" : "\(path).\(key.name)",
          "there is no \(noun) “\(name)”",
          remedy: Spelling.suggestion(for: name, among: known)
            ?? "list it in `\(key.name):` at the top of the contract")
      }
      return given
    }
    let alarms = parameters.mapping(Common.falseAlarms)
    return [
      Contract.Rule(
        id: parameters.text(Common.id) ?? id, constraint: constraint, column: column,
        severity: parameters.text(Common.severity(kind.card.level)).flatMap(Severity.init)
          ?? kind.card.severity,
        mostly: parameters.number(Common.mostly) ?? 1,
        environments: names(Common.environments, environments, "environment"),
        stages: names(Common.stages, stages, "stage"),
        falseAlarms: alarms.entries.isEmpty
          ? nil
          : Contract.FalseAlarms(
            per1000Rows: alarms.number(Common.per1000Rows),
            perWindow: alarms.number(Common.perWindow)), path: path)
    ]
  }

  /// Rules that do not fit the type that the contract itself states: asked of a column of that
  /// type.
  private mutating func refuseMisfits(_ rules: [Contract.Rule], column: String, type: ValueType?) {
    guard let type else { return }
    for rule in rules {
      do throws(ConstraintMisfit) {
        try rule.constraint.fit(column, of: type)
      } catch {
        switch error {
        case .type(column: column, let found, let expected):
          refuse(
            rule.path,
            "“\(rule.path)” is for values that are \(expected), and “\(column)” is \(found)",
            remedy: "remove it, or change `type`")
        case .other(let parameter, let message, let remedy):
          refuse(
            "\(rule.path).\(parameter)", "“\(rule.path)”: \(message)", remedy: remedy)
        default: break
        }
      }
    }
  }

  private mutating func refuseRepeatedIDs(_ rules: [Contract.Rule]) {
    var seen: Set<String> = []
    for rule in rules where !seen.insert(rule.id).inserted {
      refuse(
        places["\(rule.path).id"] == nil ? rule.path : "\(rule.path).id",
        "two rules have the id “\(rule.id)”", remedy: "give one of them another with `id:`")
    }
  }

  private mutating func refuse(_ path: String, _ message: String, remedy: String?) {
    let place = places.place(of: path)
    errors.append(
      ProjectError(
        message: message, file: file, line: place.line, column: place.column, remedy: remedy))
  }
}
