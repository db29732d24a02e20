/// A table of Spark that holds what is written until it is committed, and how it then takes its
/// place.
///
/// Spark has no transactions. What can be taken back, the renaming, comes first and for all tables;
/// what cannot, the adding of rows and the dropping of what was replaced, comes last.
package struct StagedTable {
  /// A statement, and the one that takes it back.
  package struct Step {
    package let statement: String
    /// Nil where nothing takes it back.
    package let undoing: String?
  }

  /// The table in whose place the rows come.
  let target: TableTarget
  /// The table that holds them until then.
  let beside: TableTarget
  /// What gives it the target's name, and can be taken back.
  package let renaming: [Step]
  /// What is done when every table has its name.
  package let finishing: [Step]

  /// How rows in a table beside the target come into its place.
  ///
  /// - Parameters:
  ///   - suffix: tells the tables beside the target from those of other runs.
  ///   - columns: names of the columns, as SQL, for rows that are added.
  package init(
    _ target: TableTarget, suffix: String, columns: String, isThere: Bool, existing: ExistingTable?
  ) {
    self.target = target
    let beside = target.beside(suffix)
    self.beside = beside
    func rename(_ old: TableTarget, _ new: TableTarget) -> Step {
      Step(
        statement: "alter table \(old.name) rename to \(new.name)",
        undoing: "alter table \(new.name) rename to \(old.name)")
    }
    switch existing {
    case .append where isThere:
      renaming = []
      finishing = [
        "insert into \(target.name) (\(columns)) select \(columns) from \(beside.name)",
        "drop table \(beside.name)",
      ].map { Step(statement: $0, undoing: nil) }
    case .replace where isThere:
      let replaced = target.beside("\(suffix)_replaced")
      renaming = [rename(target, replaced), rename(beside, target)]
      finishing = [Step(statement: "drop table \(replaced.name)", undoing: nil)]
    case .append, .replace, nil:
      renaming = [rename(beside, target)]
      finishing = []
    }
  }
}
