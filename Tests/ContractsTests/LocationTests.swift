import Contracts
import Engines
import Foundation
import Testing

/// A held row says the file that it came from and its number there.
@Suite struct LocationTests {
  static let broken = "columns: {x: {range: {min: 0}}}"

  /// A folder with two files, in each of which one row breaks the rule.
  static func folder(_ ending: String, engine: DuckDBEngine) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, values) in [("a", [1, -1, 3]), ("b", [1, 2, 3, -4])] {
      let file = folder.appending(path: "\(name).\(ending)").path
      switch ending {
      case "parquet":
        let rows = values.map { "(\($0))" }.joined(separator: ", ")
        try engine.write(
          .query("select x from (values \(rows)) as t(x)"), to: file, format: .parquet)
      case "csv":
        try Data(("x\n" + values.map { "\($0)\n" }.joined()).utf8).write(
          to: URL(fileURLWithPath: file))
      default:
        try Data(values.map { "{\"x\": \($0)}\n" }.joined().utf8).write(
          to: URL(fileURLWithPath: file))
      }
    }
    return folder
  }

  @Test(
    "Whatever the files are, rows are numbered in their own",
    arguments: ["parquet", "csv", "jsonl"])
  func files(ending: String) throws {
    let folder = try Self.folder(ending, engine: try DuckDBEngine())
    defer { try? FileManager.default.removeItem(at: folder) }
    let held = try Held(Self.broken, .path(folder.path))
    #expect(held.report.quarantined == 2)
    #expect(try held.quarantined() == [2, 4])
    let first = try #require(held.report.constraints.first?.first)
    #expect(first.row == 2)
    #expect(first.file?.hasSuffix("a.\(ending)") == true)
    let single = try Held(Self.broken, .path(folder.appending(path: "b.\(ending)").path))
    #expect(try single.quarantined() == [4])
  }

  @Test("A column that has the name of the engine's own number is no obstacle")
  func names() throws {
    let engine = try DuckDBEngine()
    let file = FileManager.default.temporaryDirectory.appending(
      path: "\(UUID().uuidString).parquet")
    defer { try? FileManager.default.removeItem(at: file) }
    try engine.write(
      .query("select x, 7 as file_row_number, 'f' as filename from (values (1), (-1)) as t(x)"),
      to: file.path, format: .parquet)
    let held = try Held(Self.broken, .path(file.path))
    #expect(try held.quarantined() == [2])
  }

  @Test("Thousands of rules are no obstacle")
  func manyRules() throws {
    let columns = (0..<1_200).map {
      "c\($0): {range: {min: \($0 % 2 == 0 ? 1 : 0)}, not-null: true}"
    }
    let values = (0..<1_200).map { "i as c\($0)" }
    let held = try Held(
      "columns: {\(columns.joined(separator: ", "))}",
      .query("select \(values.joined(separator: ", ")) from range(3) t(i)"))
    #expect(held.report.quarantined == 1)
    #expect(held.report.constraints.count { !$0.ok } == 600)
    #expect(try held.quarantined() == [1])
  }

  @Test(
    "Values that ascend, with or without a repetition among them, are told like any others",
    arguments: [
      ("range(5000)", [Int]()),
      ("range(2500) union all select i + 2499 from range(2500) t(i)", [2500, 2501]),
      ("range(10) union all select null from range(9) union all select 9", [10, 20]),
      ("(select 9 - i from range(10) t(i))", []),
      ("(select i // 2 from range(4) t(i))", [1, 2, 3, 4]),
      ("(select null from range(3))", []),
      ("(select case when i % 2 = 1 then 7 end from range(4) t(i))", [2, 4]),
    ])
  func ascending(rows: String, broken: [Int]) throws {
    let engine = try DuckDBEngine()
    let file = FileManager.default.temporaryDirectory.appending(
      path: "\(UUID().uuidString).parquet")
    defer { try? FileManager.default.removeItem(at: file) }
    for type in ["bigint", "double", "varchar", "timestamp"] {
      let value =
        switch type {
        case "timestamp": "timestamp '2024-01-01' + to_hours(cast(x as bigint))"
        case "varchar": "lpad(cast(x as varchar), 6, '0')"
        default: "cast(x as \(type))"
        }
      try engine.write(
        .query("select \(value) as x from (select * from \(rows)) as t(x)"), to: file.path,
        format: .parquet)
      let held = try Held("columns: {x: {unique: true}}", .path(file.path))
      #expect(try held.quarantined() == broken, "\(type)")
      #expect(held.failed == broken.count)
    }
  }

  @Test("Every row that is counted is written once, whatever the rules")
  func conservation() throws {
    let engine = try DuckDBEngine()
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let rows = "select hash(i) % 100 as x, hash(i, 1) % 7 as y, i % 90 as z from range(1000) t(i)"
    for (number, contract) in [
      "columns: {x: {range: {max: 90}}, z: {unique: true}}",
      "columns: {x: {range: {max: 90, mostly: 0.5}, set: [1, 2, 3]}}",
      "columns: {x: {range: {max: 90, mostly: 0.99}}, y: {excluded: [3], increasing: true}}",
      "rows: {unique-together: [{columns: [x, y]}], ordered: [{columns: [y, x]}]}",
      "dataset: {row-count: {min: 2000}}",
    ].enumerated() {
      let file = folder.appending(path: "\(number).parquet").path
      let held = try Held(contract, .query(rows))
      let passed = try held.validation.writePassed(
        to: folder.appending(path: "p.csv").path, format: .csv)
      let quarantined = try held.validation.writeQuarantined(
        to: file, format: .parquet)
      #expect(quarantined == held.report.quarantined, "\(contract)")
      #expect(held.report.passed + held.report.quarantined == 1000)
      if !held.validation.isBlocked { #expect(passed == held.report.passed, "\(contract)") }
      #expect(
        try engine.rowCount(of: .path(file)) == quarantined)
    }
  }
}
