package import Checklist

/// A rule of another tool, and what became of it.
package struct ImportedRule: Sendable {
  /// What the other tool calls it: `expect_column_values_to_be_between`.
  package let name: String
  /// The column that it is about; nil for several or none.
  package let column: String?
  /// Where it stands among the values of its file: `expectations[3]`.
  package let path: String
  /// Where it stands in the text of its file.
  package let place: Place
  /// Ids of the constraints that say the same.
  package internal(set) var constraints: [String] = []
  /// What is not carried over, and why; nil when all is.
  package internal(set) var reason: String?
  /// How much of it is carried over.
  package internal(set) var outcome: Outcome

  /// How much of a rule is carried over.
  package enum Outcome: String, Sendable, Hashable, CaseIterable, Encodable {
    /// All.
    case carried
    /// Something, and ``ImportedRule/reason`` says what is missing.
    case partly
    /// Nothing, and ``ImportedRule/reason`` says why.
    case listed
  }
}

/// A rule as it is found in its file.
struct SourceRule {
  let name: String
  var column: String?
  let path: String
  let place: Place
  /// Milder or graver than the constraint's own severity, where the file says so.
  var severity: Severity?
  /// The share of rows for which it must hold.
  var mostly: Double?
  /// Where it is judged, in the SQL of the engine.
  var condition: String?
}

/// Why a rule has no counterpart: a clause.
struct NotCarried: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

/// A constraint that says what a rule says.
struct ImportedConstraint {
  let kind: any Constraint.Type
  /// The column below which it stands; nil in the other sections.
  let column: String?
  let parameters: ConfigurationMapping
  /// Regular expressions within its SQL, which the engine must know.
  var patterns: [String] = []

  /// Makes a constraint; entries without a value are left out.
  init(
    _ kind: any Constraint.Type, of column: String? = nil,
    _ parameters: KeyValuePairs<String, ConfigurationValue?> = [:]
  ) {
    self.init(kind, of: column, ConfigurationMapping(parameters))
  }

  init(_ kind: any Constraint.Type, of column: String? = nil, _ parameters: ConfigurationMapping) {
    self.kind = kind
    self.column = column
    self.parameters = parameters
  }

  /// A condition on each row in the SQL of the engine.
  static func predicate(
    _ sql: String, shows columns: [String], patterns: [String] = []
  ) -> ImportedConstraint {
    var constraint = ImportedConstraint(
      SQLPredicate.self,
      [
        SQLPredicate.predicate.name: .text(sql),
        SQLPredicate.shown.name: columns.isEmpty ? nil : .texts(columns),
      ])
    constraint.patterns = patterns
    return constraint
  }

  /// What the engine must understand of it.
  var expressions: [ConstraintExpression] {
    kind.init(parameters).expressions
      + patterns.map {
        ConstraintExpression(parameter: TextPattern.matches.name, text: $0, kind: .pattern)
      }
  }

  /// A figure of all rows in the SQL of the engine.
  static func aggregate(
    _ sql: String, _ bounds: ConfigurationMapping, patterns: [String] = []
  ) -> ImportedConstraint {
    var parameters = ConfigurationMapping([AggregateFigure.expression.name: .text(sql)])
    for entry in bounds.entries { parameters[entry.key] = entry.value }
    var constraint = ImportedConstraint(AggregateFigure.self, parameters)
    constraint.patterns = patterns
    return constraint
  }
}

extension ConfigurationMapping {
  /// Makes a mapping; entries without a value are left out.
  init(_ entries: KeyValuePairs<String, ConfigurationValue?>) {
    self.init()
    for (key, value) in entries {
      if let value { self[key] = value }
    }
  }
}

extension ConfigurationValue {
  /// A list of texts.
  static func texts(_ texts: [String]) -> ConfigurationValue { .list(texts.map { .text($0) }) }
}
