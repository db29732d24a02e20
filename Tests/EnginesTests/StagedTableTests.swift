import Engines
import Testing

/// How a table takes another's place where there are no transactions.
@Suite("A table that waits beside another")
struct StagedTableTests {
  private static func table(isThere: Bool, _ existing: ExistingTable?) throws -> StagedTable {
    StagedTable(
      try TableTarget(argument: "duckdb:shop.duckdb#held"), suffix: "1a", columns: "\"a\"",
      isThere: isThere, existing: existing)
  }

  @Test(
    "What is replaced is set aside first and dropped last, and every renaming can be taken back")
  func replaces() throws {
    let table = try Self.table(isThere: true, .replace)
    #expect(
      table.renaming.map(\.statement) == [
        #"alter table "held" rename to "held_assay_1a_replaced""#,
        #"alter table "held_assay_1a" rename to "held""#,
      ])
    #expect(
      table.renaming.map(\.undoing) == [
        #"alter table "held_assay_1a_replaced" rename to "held""#,
        #"alter table "held" rename to "held_assay_1a""#,
      ])
    #expect(table.finishing.map(\.statement) == [#"drop table "held_assay_1a_replaced""#])
  }

  @Test("Rows are added when all tables have their names, since nothing takes that back")
  func appends() throws {
    let table = try Self.table(isThere: true, .append)
    #expect(table.renaming.isEmpty)
    #expect(
      table.finishing.map(\.statement) == [
        #"insert into "held" ("a") select "a" from "held_assay_1a""#,
        #"drop table "held_assay_1a""#,
      ])
  }

  @Test(
    "Where no table is, the new one only gets its name",
    arguments: [nil, ExistingTable.append, .replace])
  func makes(existing: ExistingTable?) throws {
    let table = try Self.table(isThere: false, existing)
    #expect(table.renaming.count == 1 && table.finishing.isEmpty)
  }
}
