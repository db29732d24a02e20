package import Checklist

/// One kind of constraint: its card, its parameters, and the question that it asks of the data.
package protocol Constraint: Sendable {
  /// What it says about itself.
  static var card: ConstraintCard { get }
  /// Its parameters in a contract, besides those that all have.
  static var parameters: [ConfigurationKey] { get }
  /// What may stand on the line of the key instead of a mapping.
  static var shortForm: ConstraintShortForm { get }
  /// Whether a contract may hold several of one place, as a list.
  static var isRepeated: Bool { get }

  /// Reads validated parameters.
  init(_ values: ConfigurationMapping)

  /// What must hold, for people: `0 to 500`; empty where the kind's name says it.
  var words: String { get }

  /// Rows from which on it is judged; nil where any data are.
  var fewestRows: Int? { get }

  /// Parameters that contradict one another or can hold for no value.
  var flaws: [ConstraintFlaw] { get }

  /// What it says of all that it holds for, by which rules that contradict one another are found.
  var claims: [Claim] { get }

  /// Regular expressions and SQL expressions in it, to be held against the engine before any data
  /// is.
  var expressions: [ConstraintExpression] { get }

  /// The question to the engine.
  ///
  /// - Parameters:
  ///   - data: the columns that there are; what the question needs beside them is noted there.
  ///   - column: the column below whose name it stands; nil in the other sections.
  /// - Throws: ``ConstraintMisfit`` when the data have no such column, or one of another type.
  func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion

  /// The same question to rows that come one by one, without the engine.
  ///
  /// - Parameters:
  ///   - columns: where the columns that it needs are noted.
  ///   - column: as above.
  /// - Throws: ``StreamRefusal`` when rows cannot be judged so.
  func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion
}

extension Constraint {
  package static var shortForm: ConstraintShortForm { .none }
  package static var isRepeated: Bool { card.section == .rows }
  package var words: String { "" }
  package var fewestRows: Int? { nil }
  package var flaws: [ConstraintFlaw] { [] }
  package var claims: [Claim] { [] }
  package var expressions: [ConstraintExpression] { [] }
}

/// What may stand on the line of a constraint's key instead of a mapping.
package enum ConstraintShortForm: Sendable {
  /// Nothing: a mapping is needed.
  case none
  /// `true` asks for it, `false` does not.
  case flag
  /// The value of one parameter.
  case value(ConfigurationKey)
}

/// Parameters that cannot be.
package struct ConstraintFlaw: Sendable, Hashable {
  /// The parameter's name; nil for all together.
  package let parameter: String?
  /// What is wrong: a clause without a full stop.
  package let message: String
  /// What to do.
  package let remedy: String?

  init(_ parameter: String?, _ message: String, remedy: String? = nil) {
    self.parameter = parameter
    self.message = message
    self.remedy = remedy
  }
}

/// Text of a contract that the engine must understand.
package struct ConstraintExpression: Sendable, Hashable {
  /// The parameter's name.
  package let parameter: String
  /// What is in it.
  package let text: String
  /// What the text is.
  package let kind: Kind

  /// Kinds of expressions.
  package enum Kind: Sendable, Hashable {
    case pattern
    /// True or false for each row.
    case predicate
    /// One figure over all rows.
    case aggregate
  }
}

/// Why a constraint cannot be asked of the data at hand.
package enum ConstraintMisfit: Error, Sendable, Hashable {
  /// There is no such column.
  case absent(column: String)
  /// The column, or its stated type, is of a kind that the constraint does not fit.
  case type(column: String, found: String, expected: String)
  /// The column is not stored as the contract says, which its `type` tells.
  case stored(column: String, found: String, declared: String)
  /// The database that holds the rows cannot be asked, but the embedded engine can.
  case elsewhere(_ reason: String)
  /// Something that the constraint names cannot be used.
  case other(parameter: String, message: String, remedy: String)
}

/// What a constraint asks of the data.
package enum ConstraintQuestion: Sendable {
  /// Of each row: an expression that is true, false or, where it does not apply, null.
  ///
  /// `shows` are the columns whose values explain a broken row.
  case rows(holds: String, shows: [String])
  /// Of all rows: an aggregate, and the condition on it.
  ///
  /// `reveals` are columns of which the figure is a value, and which may be personal.
  case figure(aggregate: String, holds: @Sendable (String) -> String, reveals: [String])
  /// Nothing: the columns' names and types are the answer.
  case settled(holds: Bool, found: String)
}
