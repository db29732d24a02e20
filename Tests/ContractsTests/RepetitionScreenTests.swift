import Engines
import Testing

@testable import Contracts

/// Many values that should occur once are looked for together, and found as each by itself.
@Suite struct RepetitionScreenTests {
  /// Columns with their values in four rows, and how many rows break `unique`.
  static let columns: [(sql: String, broken: Int)] = [
    ("[1, 2, 3, 4]", 0), ("[1, 1, 2, 2]", 4), ("[null, null, 1, 2]", 0), ("[null, 7, 7, 7]", 3),
    ("['a', 'A', 'a ', '']", 0), ("['', '', 'b', null]", 2),
    ("['nan'::double, 'nan', 1, 2]", 2), ("[0.0::double, '-0'::double, 1, 2]", 2),
    ("[9007199254740992, 9007199254740993, 1, 2]", 0),
    ("[date '2026-01-01', '2026-01-01', '2026-01-02', null]", 2), ("[true, false, null, null]", 0),
    ("[1.10::decimal(9, 2), 1.1, 1.2, 1.3]", 2),
  ]

  static var contract: String {
    let rules = columns.indices.map { "\"Column \($0)\": {unique: true}" }
    return "columns: {\(rules.joined(separator: ", "))}\nrows: {unique-together: ["
      + "{columns: [Column 1, Column 3]}, {columns: [Column 1, Column 2]}]}"
  }

  static func rows(times: Int = 1) -> DataSource {
    let values = columns.enumerated().map { "\($1.sql)[i] as \"Column \($0)\"" }
    return .query(
      "select \(values.joined(separator: ", ")) from range(1, 5) as t(i), range(\(times))")
  }

  @Test("Each column's repeated values are found, also of several columns and in no rows")
  func found() throws {
    let held = try Held(Self.contract, Self.rows())
    #expect(held.report.constraints.map(\.failed) == Self.columns.map(\.broken) + [2, 0])
    #expect(held.report.quarantined == 4)
    let none = try Held(Self.contract, .query("select * from (\(Self.text(Self.rows()))) limit 0"))
    #expect(none.report.constraints.allSatisfy { $0.failed == 0 })
  }

  @Test("Beyond the rows that are few each is looked for by itself, and the answer is the same")
  func many() throws {
    let held = try Held(Self.contract, Self.rows(times: 13_000))
    let present = [4, 4, 2, 3, 4, 3, 4, 4, 4, 3, 2, 4, 3, 2].map { $0 * 13_000 }
    #expect(held.report.constraints.map(\.failed) == present)
  }

  @Test("Where all of many columns have repeated values, also with rules that need the rows' order")
  func all() throws {
    let columns = (0..<250).map { "c\($0): {unique: {mostly: 0.9}, increasing: {mostly: 0.1}}" }
    let values = (0..<250).map { "nullif(i % \($0 % 2 + 4), 2) as c\($0)" }
    let held = try Held(
      "columns: {\(columns.joined(separator: ", "))}",
      .query("select \(values.joined(separator: ", ")) from range(6) as t(i)"))
    // 0, 1, –, 3, 0, 1 and 0, 1, –, 3, 4, 0
    for result in held.report.constraints where result.kind == "unique" {
      let isEven = (Int(result.id.dropFirst().prefix { $0 != "." }) ?? 0).isMultiple(of: 2)
      #expect(result.failed == (isEven ? 4 : 2) && !result.ok, "\(result.id)")
    }
    #expect(
      held.report.constraints.filter { $0.kind == "increasing" }.allSatisfy { $0.failed == 1 })
  }

  @Test("Numbers of different values are asked for in parts, and each figure is that of its column")
  func figures() throws {
    let columns = (0..<230).map { "c\($0): {distinct-count: {max: \($0 % 3)}, mean: {min: 0}}" }
    let values = (0..<230).map { "i % \($0 % 3 + 1) as c\($0)" }
    let held = try Held(
      "columns: {\(columns.joined(separator: ", "))}\ndataset: {row-count: {min: 6}}",
      .query("select \(values.joined(separator: ", ")) from range(6) as t(i)"))
    let results = held.report.constraints
    #expect(results.count == 461)
    for place in 0..<230 {
      let distinct = results.first { $0.id == "c\(place).distinct-count" }
      let mean = results.first { $0.id == "c\(place).mean" }
      #expect(distinct?.found == "\(place % 3 + 1)" && distinct?.ok == false)
      #expect(mean?.found == "\([0, 0.5, 1][place % 3])" && mean?.ok == true)
    }
    #expect(results.last?.found == "6")
  }

  private static func text(_ source: DataSource) -> String {
    if case .query(let sql) = source { sql } else { "" }
  }
}
