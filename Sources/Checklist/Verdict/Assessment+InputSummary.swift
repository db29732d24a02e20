extension Assessment {
  /// A data set that was read, and how to recognise it again.
  package struct InputSummary: Sendable, Hashable {
    /// `train`, `validation`, `test`, `scoring`.
    package var role: String
    /// The `DATA` argument as written.
    package var source: String
    /// Rows read.
    package var rows: Int
    /// Columns found.
    package var columns: Int
    /// SHA-256 of the content, lower-case hexadecimal; nil when the source has no bytes of its own.
    package var contentHash: String?
    /// SHA-256 of names and types, lower-case hexadecimal.
    package var schemaHash: String

    /// Makes a summary.
    package init(
      role: String, source: String, rows: Int, columns: Int, contentHash: String?,
      schemaHash: String
    ) {
      self.role = role
      self.source = source
      self.rows = rows
      self.columns = columns
      self.contentHash = contentHash
      self.schemaHash = schemaHash
    }
  }
}
