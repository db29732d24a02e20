/// What a data set holds, column by column: small, mergeable, and enough to compare it with
/// another.
package struct DatasetProfile: Sendable, Hashable, Codable {
  /// Rows.
  package private(set) var rows: Int
  /// The columns, in the order of the data.
  package private(set) var columns: [ColumnProfile]
  /// Different numbers of a column that are kept exactly.
  package let exactValues: Int

  init(rows: Int, columns: [ColumnProfile], exactValues: Int) {
    self.rows = rows
    self.columns = columns
    self.exactValues = exactValues
  }

  /// The column of that name; the first when several have it.
  package subscript(name: String) -> ColumnProfile? {
    columns.first { $0.name == name }
  }

  /// The profile with one column counted over the rows where it has a value.
  package func leavingOutMissing(of name: String) -> DatasetProfile {
    var profile = self
    for index in columns.indices where columns[index].name == name {
      profile.columns[index] = columns[index].leavingOutMissing
    }
    return profile
  }

  /// Adds the profile of another part of the data.
  ///
  /// - Throws: ``ProfileMismatch`` when the columns differ in name, number, order or type.
  package mutating func merge(_ other: DatasetProfile) throws(ProfileMismatch) {
    guard columns.map(\.name) == other.columns.map(\.name) else {
      throw ProfileMismatch("the parts have different columns")
    }
    guard exactValues == other.exactValues else {
      throw ProfileMismatch("the parts keep different numbers of exact values")
    }
    for index in columns.indices {
      try columns[index].merge(other.columns[index], exactValues: exactValues)
    }
    rows += other.rows
  }
}
