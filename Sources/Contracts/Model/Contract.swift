package import Checklist
package import Engines

/// What incoming data must be: the typed value of a contract file.
package struct Contract: Sendable {
  /// What the contract is called.
  package var name: String?
  /// The environments that rules may be limited to.
  package var environments: [String]
  /// The stages of the pipeline that rules may be limited to.
  package var stages: [String]
  /// The columns in the order of the file.
  package var columns: [Column]
  /// All rules in the order of the file.
  package var rules: [Rule]
  /// The file's name, as it was given.
  package var file: String
  /// Where each value stands in the file, by its path.
  package var places: [String: Place]
  /// Columns that are personal by what was declared elsewhere.
  package var hidden: Set<String> = []

  /// What a contract says of a column besides its rules.
  package struct Column: Sendable, Hashable {
    package let name: String
    /// The type that its values shall have.
    package let type: ValueType?
    /// Whether its values are never shown.
    package let isPersonal: Bool
    /// Whether its absence is a broken rule, not a mistake in the contract.
    package let isRequired: Bool
  }

  /// One constraint in a contract.
  package struct Rule: Sendable {
    /// Unique in the contract: `fare.range`.
    package let id: String
    package let constraint: any Constraint
    /// The column that it stands below.
    package let column: String?
    package let severity: Severity
    /// The share of rows, of those that it applies to, for which it must hold.
    package var mostly: Double
    /// Where it holds; empty for everywhere.
    package let environments: [String]
    package let stages: [String]
    /// The false alarms to expect, when the contract says so.
    package let falseAlarms: FalseAlarms?
    /// Its path in the file.
    package let path: String

    package var card: ConstraintCard { type(of: constraint).card }
  }

  /// How often a rule is broken by chance at most, when nothing is wrong.
  package struct FalseAlarms: Sendable, Hashable, Codable {
    /// Rows of a thousand, at most.
    package var per1000Rows: Double?
    /// The probability for one batch, at most.
    package var perWindow: Double?

    /// Makes a promise.
    package init(per1000Rows: Double? = nil, perWindow: Double? = nil) {
      self.per1000Rows = per1000Rows
      self.perWindow = perWindow
    }
  }

  /// Names of columns whose values are never shown.
  package var personal: Set<String> {
    hidden.union(columns.filter(\.isPersonal).map(\.name))
  }

  /// The types of the columns of which it says one, by their names.
  package var types: [String: ValueType] {
    Dictionary(columns.compactMap { column in column.type.map { (column.name, $0) } }) {
      first, _ in first
    }
  }

  /// The same as the engine is told them, so that it reads a text file by them.
  package var statedTypes: [String: StatedType] { types.mapValues(\.stated) }

  /// The error to show when a value of the file turns out wrong.
  package func refusal(at path: String, _ message: String, remedy: String? = nil) -> ProjectError {
    let place = places.place(of: path)
    return ProjectError(
      message: message, file: file, line: place.line, column: place.column, remedy: remedy)
  }
}

extension Contract.Rule {
  /// What must hold, for people; nil where the kind's name says it, or where values would be said
  /// of a column that is among those whose values are hidden.
  func words(hidden: Set<String>) -> String? {
    let words = constraint.words
    let listsValues = constraint.claims.contains {
      switch $0 {
      case .listing, .excluding, .containing, .mostCommon: true
      default: false
      }
    }
    guard !words.isEmpty, !listsValues || column.map(hidden.contains) != true else { return nil }
    return words
  }

  /// Whether it holds in an environment and at a stage; nil for anywhere.
  func holds(environment: String?, stage: String?) -> Bool {
    func isAmong(_ places: [String], _ place: String?) -> Bool {
      place.map { places.isEmpty || places.contains($0) } ?? true
    }
    return isAmong(environments, environment) && isAmong(stages, stage)
  }
}

extension [String: Place] {
  /// The place of a path, else of what it is in.
  func place(of path: String) -> Place {
    var path = Substring(path)
    while self[String(path)] == nil, let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) {
      path = path[..<end]
    }
    return self[String(path)] ?? Place(line: 1, column: 1)
  }
}
