/// What a kind of constraint says about itself: its only metadata.
///
/// The key in the file, the schema, the reference page, the JSON documents and the mapping from
/// other tools' rules are made from it.
package struct ConstraintCard: Sendable, Hashable {
  /// The key in a contract: `range`.
  package let name: String
  /// What is judged.
  package let level: Level
  /// Where it stands in a contract.
  package let section: Section
  /// One or two sentences for people: what must hold.
  package let summary: String
  /// A value as it could be typed after the key.
  package let example: String
  /// The types of columns that it fits; empty for any.
  package let types: [ValueType]
  /// What happens when it is broken and the contract does not say.
  package let severity: Severity
  /// Rules of other tools that say the same: `gx:expect_column_values_to_be_between`.
  package let counterparts: [String]

  /// Makes a card.
  package init(
    name: String, level: Level, section: Section, summary: String, example: String,
    types: [ValueType] = [], severity: Severity? = nil, counterparts: [String] = []
  ) {
    self.name = name
    self.level = level
    self.section = section
    self.summary = summary
    self.example = example
    self.types = types
    self.severity = severity ?? (level == .row ? .quarantine : .block)
    self.counterparts = counterparts
  }

  /// What is judged.
  package enum Level: String, Sendable, Hashable, CaseIterable {
    /// Each row by itself: broken rows can be held apart.
    case row
    /// One figure of a column.
    case column
    /// The data as a whole.
    case dataset
  }

  /// Where a kind stands in a contract.
  package enum Section: String, Sendable, Hashable, CaseIterable {
    /// Below the name of a column.
    case columns
    /// In a list below `rows:`, about several columns of a row.
    case rows
    /// Below `dataset:`.
    case dataset
  }
}
