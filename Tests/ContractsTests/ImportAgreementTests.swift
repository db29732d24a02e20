import Contracts
import Engines
import Foundation
import Testing

/// Imported contracts find what the other tools themselves find on the same rows.
@Suite struct ImportAgreementTests {
  struct Suite: Decodable {
    let expectations: [Answer]

    struct Answer: Decodable {
      let expectation: String
      let success: Bool
      let rows: Int?
    }
  }

  struct Schema: Decodable {
    let failures: [Failure]

    struct Failure: Decodable {
      let column: String
      let check: String
      let rows: Int
    }
  }

  static func golden<Answer: Decodable>(_ file: String, as type: Answer.Type) throws -> Answer {
    try JSONDecoder().decode(type, from: Data(try ImportTests.bytes(file)))
  }

  /// The rows of the goldens held against the contract of a file.
  static func held(_ file: String, _ format: ImportFormat) throws -> (ContractImport, Held) {
    let found = try ImportTests.imported(.init(file: file, format: format, rules: 0))
    let text = try #require(found.contract).replacing("\nversion: 1\n", with: "\n")
    let rows = ImportTests.folder.deletingLastPathComponent().appending(path: "rows.csv")
    return (found, try Held(text, .path(rows.path)))
  }

  @Test(
    "Multiples of a fraction are what decimals of so many digits are",
    arguments: [
      ("0.01", "19.99, 0.3, 7.1, -12.5, 0.0, 123456789.01", 0), ("0.01", "19.995, 0.301, 1e-5", 3),
      ("0.1", "0.3, 0.7, 1234567.8", 0), ("0.1", "0.35, 19.99", 2), ("2.5", "5.0, 7.5, 8.0", 1),
      ("5", "10.0, 12.0, 15.0", 1),
    ])
  func multiples(divisor: String, values: String, broken: Int) throws {
    let schema = """
      {"type": "object", "properties": {"x": {"type": "number", "multipleOf": \(divisor)}}}
      """
    let found = try ContractImport(
      bytes: Array(schema.utf8), file: "schema.json", name: "x"
    ) { _ in nil }
    let text = try #require(found.contract).replacing("\nversion: 1\n", with: "\n")
    let held = try Held(
      text, .query("select unnest([\(values)]::double[]) as x"))
    #expect(held.report.constraints.last?.failed == broken)
  }

  @Test("Great Expectations and the contract of its suite agree on every expectation")
  func greatExpectations() throws {
    let golden = try Self.golden("gx-golden.json", as: Suite.self)
    let (found, held) = try Self.held("gx.json", .greatExpectations)
    try #require(found.rules.count == golden.expectations.count)
    var compared = 0
    for (rule, answer) in zip(found.rules, golden.expectations) where rule.outcome == .carried {
      let results = held.report.constraints.filter { rule.constraints.contains($0.id) }
      try #require(!results.isEmpty, "\(rule)")
      let isBroken = results.contains { !$0.ok }
      #expect(isBroken == !answer.success, "\(rule.name) \(rule.column ?? "")")
      if let rows = answer.rows, results[0].level == "row" {
        #expect(results[0].failed == rows, "\(rule.name) \(rule.column ?? "")")
      }
      compared += 1
    }
    #expect(compared >= 38)
  }

  @Test("Pandera and the contract of its schema agree on the rows that fail")
  func pandera() throws {
    let golden = try Self.golden("pandera-golden.json", as: Schema.self)
    let (_, held) = try Self.held("pandera.yaml", .pandera)
    let ids = [
      "email str_matches('u[0-9]+@')": "email.pattern", "id field_uniqueness": "id.unique",
      "id in_range(0, 200)": "sql.1",
      "net multiple_fields_uniqueness": "unique-together",
      "origin isin(['ATL', 'BOS', 'JFK', 'LAX'])": "origin.set",
      "origin not_nullable": "origin.not-null", "origin str_length(3, 3)": "origin.length",
      "seats less_than(10)": "seats.range", "seats not_equal_to(7)": "seats.excluded",
      "start multiple_fields_uniqueness": "unique-together",
      "tax multiple_fields_uniqueness": "unique-together",
    ]
    var broken: Set<String> = []
    for failure in golden.failures {
      let id = try #require(ids["\(failure.column) \(failure.check)"], "\(failure)")
      let result = try #require(held.report.constraints.first { $0.id == id }, "\(id)")
      #expect(result.failed == failure.rows, "\(id)")
      broken.insert(id)
    }
    let others = held.report.constraints
      .filter { !broken.contains($0.id) && $0.severity > .warn && !$0.ok }
    #expect(others.map(\.id) == [])
  }
}
