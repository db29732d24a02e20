/// What is known of a column before anybody says what it means.
package struct ColumnSummary: Sendable, Hashable {
  /// Its name.
  package var name: String
  /// What it holds.
  package var kind: Kind
  /// Different values without missing ones; nil when there are too many to have been counted.
  package var distinct: Int?
  /// Rows without a value.
  package var missing: Int
  /// The smallest number; nil when it holds none.
  package var minimum: Double?
  /// The largest number; nil when it holds none.
  package var maximum: Double?
  /// Its most frequent values as text, most frequent first.
  package var top: [Value]

  /// Makes a summary.
  package init(
    name: String, kind: Kind, distinct: Int?, missing: Int, minimum: Double? = nil,
    maximum: Double? = nil, top: [Value] = []
  ) {
    self.name = name
    self.kind = kind
    self.distinct = distinct
    self.missing = missing
    self.minimum = minimum
    self.maximum = maximum
    self.top = top
  }

  /// Kinds of content, as `assay profile` names them.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Numbers.
    case numeric
    /// Text with few different values.
    case categorical
    /// True and false.
    case boolean
    /// Dates or times.
    case timestamp
    /// Text with many different values.
    case text
  }

  /// A value and how often it occurs.
  package struct Value: Sendable, Hashable {
    /// The value as text.
    package var text: String
    /// Rows that hold it.
    package var count: Int

    /// Makes a value.
    package init(text: String, count: Int) {
      self.text = text
      self.count = count
    }
  }
}

/// What is known of a data set.
package struct DataSetSummary: Sendable, Hashable {
  /// What it is for.
  package var role: Project.DataRole
  /// Its rows.
  package var rows: Int
  /// Its columns, in their order.
  package var columns: [ColumnSummary]

  /// Makes a summary.
  package init(role: Project.DataRole, rows: Int, columns: [ColumnSummary]) {
    self.role = role
    self.rows = rows
    self.columns = columns
  }
}
