import Engines
import Foundation
import Testing

@testable import Contracts

/// The same rows judged by the engine and one by one: each breaks the same rules.
@Suite struct StreamConformanceTests {
  static let rules =
    [
      "columns: {n: {type: number, range: {min: -1.5, below: 100}, finite: true, set: [1, 2.5, -3]}}",
      "columns: {n: {type: number, excluded: [0, 1], increasing: {strictly: true}}}",
      "columns: {n: {type: integer, range: {above: -5, max: 1000}}}",
      "columns: {i: {type: integer, range: {min: 0, max: 9007199254740993}, set: [1, 2, 3]}}",
      "columns: {i: {type: integer, not-null: true, increasing: true}}",
      "columns: {t: {type: text, pattern: '^[a-z]{1,3}[0-9]*$', length: {min: 1, max: 4}}}",
      "columns: {t: {type: text, excluded-pattern: ['a.*b', '[[:space:]]'], set: [ab, é], excluded: ['']}}",
      "columns: {t: {type: text, pattern: ['(?i:AB)|é+', '\\d{2,}$']}}",
      "columns: {d: {type: date, range: {min: 2026-01-01, max: 2026-02-28}}}",
      "columns: {d: {type: timestamp, range: {below: 2026-02-01T12:00:00}, past: true}}",
      "columns: {b: {type: boolean, set: [true]}}",
      "columns: {n: {type: number}, i: {type: integer}}\nrows: {ordered: [{columns: [n, i]}], equal: [{columns: [n, i]}]}",
      "columns: {n: {type: number}, i: {type: integer}}\nrows: {different: [{columns: [n, i]}]}",
      "columns: {n: {type: number}, i: {type: integer}}\nrows: {sum-of: [{columns: [n, i], equals: 3, tolerance: 1}]}",
      "columns: {n: {type: number, range: {min: 0, mostly: 0.5}}}",
    ] + TextFormat.Form.allCases.map { "columns: {f: {type: text, format: \($0.rawValue)}}" }

  static let values: [String: [String]] = [
    "n": [
      "null", "0", "1", "2.5", "-3", "1.5", "\"2.5\"", "\"abc\"", "\" 7 \"", "1e2", "99.99",
      "\"1e3\"",
    ],
    "i": [
      "null", "0", "1", "2", "3", "-4", "9007199254740992", "9007199254740993", "1000", "\"12\"",
    ],
    "t": [
      "null", "\"\"", "\"ab\"", "\"é\"", "\"a1\"", "\"abc123\"", "\"a b\"", "\"AB\"",
      "\"\\u0061b\"",
      "\"a\\nb\"", "\"12\"", "\"😀\"",
    ],
    "d": [
      "null", "\"2026-01-01\"", "\"2026-02-28\"", "\"2026-02-30\"", "\"2025-12-31\"",
      "\"2026-2-1\"",
      "\"2026-02-01 12:00:00\"", "\"2026-02-01T11:59:59.999999\"", "\"noon\"", "\"2027-01-01\"",
    ],
    "b": ["null", "true", "false"],
    "f": [
      "ada@example.org", "a@b", "", "123e4567-e89b-12d3-a456-426614174000", "https://a.b/c?d=e",
      "http://", "192.0.2.1", "256.0.0.1", "::1", "2001:db8::1", "1:2:3:4:5:6:7:8", "1::2::3",
      "2026-02-28", "2026-02-30", "2026-02-28T12:00:00Z", "2026-02-28 25:00", "12:30", "24:00:00",
      "+49 30 1234567", "+1 2", "DE", "de", "EUR", "{}", "{\"a\":[1,2,{\"b\":null}]}", "[1,]",
      "nan",
      "\"x\"", "{\"a\":1", "1:2:3:4:5:6:7::", "0000-01-01", "2024-02-29",
    ].map { "\"\($0.replacingOccurrences(of: "\"", with: "\\\""))\"" },
  ]

  /// Rows of values drawn anew for each seed.
  static func lines(_ count: Int, seed: UInt64) -> [String] {
    var state = seed
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    return (0..<count).map { _ in
      let fields = values.keys.sorted().map { name in
        "\"\(name)\":\(values[name].map { $0[draw($0.count)] } ?? "null")"
      }
      return "{\(fields.joined(separator: ","))}\n"
    }
  }

  @Test("Row by row and by the engine the same rows break the same rules", arguments: rules)
  func same(contract: String) throws {
    let lines = Self.lines(150, seed: UInt64(contract.utf8.count))
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(lines.joined().utf8).write(to: file)
    let streamed = try Streamed(contract, lines.joined())
    let engine = try Held(contract, .path(file.path))
    for result in engine.report.constraints {
      let other = try #require(streamed.report.constraints.first { $0.id == result.id })
      #expect(other.failed == result.failed, "\(result.id)")
      #expect(other.ok == result.ok, "\(result.id)")
      #expect(other.first?.row == result.first?.row, "\(result.id)")
    }
    guard !contract.contains("mostly") else { return }
    let broken = streamed.rules.enumerated().filter { !$0.element.isEmpty }.map { $0.offset + 1 }
    #expect(try engine.quarantined() == broken)
  }

  /// Files of which all values of a column are alike, so that they read as something else than the
  /// contract says.
  static let alike: [(contract: String, values: [String])] = [
    ("{type: text, length: {min: 10, max: 10}}", ["\"2026-01-01\"", "\"2026-12-31\""]),
    ("{type: text, pattern: '^2026'}", ["\"2026-01-01T12:00:00Z\"", "\"2026-1-1 1:00\""]),
    ("{type: text, set: ['12:30:00']}", ["\"12:30:00\"", "\"12:31:00\""]),
    ("{type: text, format: uuid}", ["\"123E4567-e89b-12d3-a456-426614174000\""]),
    ("{type: text, set: ['1e5', '007']}", ["\"1e5\"", "\"007\"", "\"100000\""]),
    ("{type: text}", ["1", "2.5"]), ("{type: text}", ["true", "null"]),
    ("{type: date, range: {min: 2024-01-01}}", ["\"03-04-2024\"", "\"05-06-2024\""]),
    ("{type: date, range: {min: 2026-02-01}}", ["\"2026-01-31\"", "\"2026-02-01\""]),
    ("{type: date}", ["\"2026-02-01T12:00:00\"", "\"2026-02-02T00:00:00\""]),
    ("{type: date}", ["\"2026-02-01\"", "\"2026-02-01 12:00:00\"", "\"noon\""]),
    ("{type: date}", ["20260201", "20260202"]), ("{type: date}", ["\"12:30:00\""]),
    (
      "{type: timestamp, range: {below: 2026-02-01T12:00:00}}",
      ["\"2026-02-01T11:00:00Z\"", "\"2026-02-01 12:00:00\"", "\"2026-02-01\""]
    ),
    ("{type: number, range: {min: 2}}", ["\"1\"", "\"2.5\"", "\"1e3\""]),
    ("{type: number}", ["true", "false"]), ("{type: number}", ["{}", "1", "[1]"]),
    ("{type: number}", ["\"2026-02-01\""]),
    ("{type: integer}", ["1.0", "2.5", "1e3"]), ("{type: integer}", ["\"1.0\"", "\"2.5\""]),
    ("{type: integer}", ["9223372036854775808", "-1"]),
    ("{type: boolean}", ["0", "1"]), ("{type: boolean, set: [true]}", ["\"true\"", "\"no\""]),
    ("{type: boolean}", ["\"1\"", "true", "\"2\""]),
  ]

  @Test("Values that are all alike are judged as the lines that they stand in", arguments: alike)
  func wholeFile(rules: String, values: [String]) throws {
    let contract = "columns: {x: \(rules)}"
    let lines = values.map { "{\"x\":\($0)}\n" }.joined()
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(lines.utf8).write(to: file)
    let streamed = try Streamed(contract, lines)
    let engine = try Held(contract, .path(file.path))
    for result in engine.report.constraints where !result.isSkipped {
      let other = try #require(streamed.report.constraints.first { $0.id == result.id })
      #expect(other.failed == result.failed, "\(result.id)")
    }
    let broken = streamed.rules.enumerated().filter { !$0.element.isEmpty }.map { $0.offset + 1 }
    #expect(try engine.quarantined() == broken)
  }
}
