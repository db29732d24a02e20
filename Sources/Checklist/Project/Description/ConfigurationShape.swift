/// What the value of a key may be.
package indirect enum ConfigurationShape: Sendable {
  /// Text of some form; plain numbers and truth values count as the text that was typed.
  case text(TextForm)
  /// `true` or `false`.
  case flag
  /// One of a few words.
  case choice([Choice])
  /// A name from a list that is known elsewhere: a metric, a question, a check.
  case name(NameKind)
  /// A number in a range.
  case number(ClosedRange<Double>)
  /// A whole number in a range.
  case whole(ClosedRange<Int>)
  /// A list; a single value counts as a list of one, unless its members are mappings.
  case list(ConfigurationShape)
  /// Keys with a meaning each.
  case mapping([ConfigurationKey])
  /// Keys that are names of one kind, each with a value of one shape.
  case entries(NameKind, ConfigurationShape)
  /// A short form on one line, or a mapping.
  case either(ConfigurationShape, orMapping: [ConfigurationKey])

  /// A word that may be chosen, or that is known and refused.
  package struct Choice: Sendable, Hashable {
    /// The word.
    package let value: String
    /// What it means.
    package let summary: String
    /// Why it cannot be chosen; nil when it can.
    package let refusal: String?
    /// What it is called elsewhere, in small letters: not read, but understood in an error.
    package let synonyms: [String]

    /// Describes a word.
    package init(
      _ value: String, _ summary: String, refused refusal: String? = nil,
      synonyms: [String] = []
    ) {
      self.value = value
      self.summary = summary
      self.refusal = refusal
      self.synonyms = synonyms
    }
  }

  /// Forms of text.
  package enum TextForm: Sendable, Hashable {
    /// Any text that is not blank.
    case words
    /// Any text; blank counts as not given.
    case prose
    /// The name of a column in the data.
    case column
    /// A file, glob, directory, or an engine with a table or query.
    case data
    /// `2026-03-31`.
    case date
    /// A calendar unit, or a number of rows.
    case window
    /// A path below the file's directory or absolute.
    case path
    /// A number, a date or a date with a time: where values end.
    case bound
    /// `90 minutes`, `2 hours`, `3 days`.
    case duration
    /// A regular expression.
    case pattern
    /// An expression in the engine's SQL.
    case sql
  }

  /// Kinds of names.
  package enum NameKind: Sendable, Hashable {
    /// Any column.
    case column
    /// Any value of a column.
    case value
    /// A metric of this version.
    case metric
    /// A question of the checklist.
    case question
    /// An aspect of the checklist.
    case aspect
    /// A check of this version.
    case check
    /// `train`, `validation`, `test`, `scoring`.
    case dataRole
    /// A database that the file names.
    case engine
    /// An option of a driver.
    case option
  }
}
