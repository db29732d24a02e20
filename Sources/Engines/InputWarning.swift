/// Something doubtful about an input that was read all the same.
///
/// A doubtful value is never counted silently: each reader collects these for its source, and every
/// command prints them and puts them into its JSON document.
package struct InputWarning: Sendable, Hashable, Codable {
  /// What kind of doubt; the raw value is the stable code of the JSON contract.
  package enum Code: String, Sendable, Hashable, Codable, CaseIterable {
    /// Rows with fewer values than the header has names; the missing ones were read as missing.
    case raggedRows = "ragged-rows"
    /// Rows with more values than the header has names; the surplus was left out.
    case surplusValues = "surplus-values"
    /// A token that looks like "missing", such as `NA`, `null`, `-` or `?`.
    case missingToken = "missing-token"
    /// A column read as text because some of its values are not of the type of the others.
    case mixedTypes = "mixed-types"
    /// Numbers that begin with 0, kept as text so that `007` does not become 7.
    case leadingZeros = "leading-zeros"
    /// Whole numbers that all begin with `+`, kept as text: telephone numbers.
    case plusSigns = "plus-signs"
    /// Whole numbers that 64 bits do not hold; kept as text.
    case longIntegers = "long-integers"
    /// Two columns had one name.
    case duplicateHeader = "duplicate-header"
    /// A column had no name.
    case unnamedColumn = "unnamed-column"
    /// The first line holds numbers only and may be data.
    case headerLooksLikeData = "header-looks-like-data"
    /// The text holds NUL bytes.
    case nulBytes = "nul-bytes"
    /// Lines end in different ways.
    case mixedLineEnds = "mixed-line-ends"
    /// Dates whose order of day and month cannot be told; kept as text.
    case ambiguousDates = "ambiguous-dates"
    /// Numbers with separators, such as `1.234,5`; kept as text.
    case numberFormat = "number-format"
    /// Timestamps with and without a zone; those without were taken as UTC.
    case mixedZones = "mixed-zones"
    /// The file seems to have been cut off.
    case truncatedFile = "truncated-file"
    /// The file has no rows.
    case noRows = "no-rows"
    /// Some of several files lack a column; it was read as missing there.
    case absentColumn = "absent-column"
    /// Lists, structs and maps cannot be measured; the other columns were read.
    case nestedColumn = "nested-column"
    /// A query reads a CSV file, to which the checks of this list do not apply.
    case csvInQuery = "csv-in-query"
  }

  package let code: Code
  /// One sentence: what, how often, how it was read.
  package let message: String
  package let file: String?
  /// Line of the first occurrence, from 1; records count as one line each.
  package let line: Int?
  package let column: String?

  /// Makes a warning.
  package init(
    _ code: Code, _ message: String, file: String? = nil, line: Int? = nil, column: String? = nil
  ) {
    self.code = code
    self.message = message
    self.file = file
    self.line = line
    self.column = column
  }
}
