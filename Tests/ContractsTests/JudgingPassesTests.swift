import Contracts
import Engines
import Foundation
import Testing

/// However many broken rows are kept, the answer is the same.
@Suite struct JudgingPassesTests {
  static let contract = """
    columns:
      x:
        range: {min: 0}
        excluded: {values: [3], severity: warn}
        set: {values: [-1, 1, 2, 4], mostly: 0.5}
        unique: {severity: warn}
      s:
        not-null: {mostly: 0.9, severity: warn}
        length: {max: 2, severity: warn}
        pattern: {matches: "^a", mostly: 0.9}
    rows:
      ordered: [{columns: [x, y], severity: warn}]
    """
  static let rows = """
    select x, y, s from (values (1, 2, 'aa'), (-1, 0, 'abc'), (3, 1, null), (3, 9, 'abcd'),
      (4, 4, 'bb'), (4, 5, 'ab')) as t(x, y, s)
    """

  /// The same rows as a file of a kind.
  static func file(_ ending: String) throws -> URL {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "\(UUID().uuidString).\(ending)")
    let engine = try DuckDBEngine()
    try engine.write(
      .query(rows), to: file.path, format: ending == "csv" ? .csv : .parquet)
    return file
  }

  @Test("Rules that let rows go on are answered alike", arguments: ["parquet", "csv"])
  func alike(ending: String) throws {
    let file = try Self.file(ending)
    defer { try? FileManager.default.removeItem(at: file) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for keepsRows in [false, true] {
      let answers = try [0, 6, 12, ContractValidation.mostValues].map { mostValues in
        let held = try Held(
          Self.contract, .path(file.path), keepsRows: keepsRows, mostValues: mostValues)
        #expect(try held.quarantined() == [2, 5])
        return String(decoding: try encoder.encode(held.report), as: UTF8.self)
      }
      #expect(Set(answers).count == 1)
    }
  }

  @Test("Rules whose broken rows are not kept have their counts, examples and first row")
  func told() throws {
    let held = try Held(Self.contract, .query(Self.rows), mostValues: 0)
    let found = Dictionary(
      uniqueKeysWithValues: held.report.constraints.map { ($0.id, $0) })
    #expect(found["x.excluded"]?.failed == 2)
    #expect(found["x.excluded"]?.examples == ["3"])
    #expect(found["x.excluded"]?.first?.row == 3)
    #expect(found["x.set"]?.failed == 2)
    #expect(found["x.set"]?.ok == true)
    #expect(found["x.set"]?.examples == ["3"])
    #expect(found["x.unique"]?.failed == 4)
    #expect(found["s.not-null"]?.failed == 1)
    #expect(found["s.not-null"]?.first?.row == 3)
    #expect(found["s.length"]?.examples == ["abc", "abcd"])
    #expect(found["s.pattern"]?.failed == 1)
    #expect(found["s.pattern"]?.ok == false)
    #expect(found["ordered"]?.examples == ["x = 3, y = 1"])
    #expect(found["x.range"]?.failed == 1)
    #expect(held.report.quarantined == 2)
  }

  @Test("Data without a rule that keeps rows are read for the figures alone")
  func nothingKept() throws {
    let held = try Held(
      "columns: {x: {excluded: {values: [3], severity: warn}}}", .query(Self.rows), mostValues: 0)
    #expect(held.report.passed == 6)
    #expect(held.failed == 2)
    #expect(try held.quarantined() == [])
  }
}
