import Engines
import Foundation
import Testing

@testable import Contracts

/// Rows held against a contract one by one, as a test says them.
struct Streamed {
  let report: ValidationReport
  let passed: String
  let quarantined: [[String: Any]]
  /// By row: the rules that it breaks.
  let rules: [[String]]

  init(
    _ contract: String, _ text: String, environment: String? = nil,
    now: Int64 = 1_774_958_400_000_000, chunk: Int? = nil
  ) throws {
    try self.init(contract, Array(text.utf8), environment: environment, now: now, chunk: chunk)
  }

  /// Gives bytes, so many lines at a time; nil for all at once.
  init(
    _ contract: String, _ bytes: [UInt8], environment: String? = nil,
    now: Int64 = 1_774_958_400_000_000, chunk: Int? = nil
  ) throws {
    let loaded = try Contract.load("version: 1\n" + contract, file: "contract.yaml")
    let plan = try StreamPlan(loaded, environment: environment, stage: nil)
    let judge = StreamJudge(
      plan, run: .init(id: "run", time: "2026-03-31T12:00:00Z"),
      outputs: .init(passed: true, quarantined: true, results: true))
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { $0 + [0x0A] }
    let isUnended = bytes.last != 0x0A
    if !isUnended { lines.removeLast() }
    let step = chunk ?? max(lines.count, 1)
    for start in stride(from: 0, to: lines.count, by: step) {
      let end = min(start + step, lines.count)
      let part = Array(lines[start..<end].joined())
      let padded = part + [UInt8](repeating: 0, count: 64)
      unsafe padded.withUnsafeBufferPointer {
        unsafe judge.judge(
          UnsafeBufferPointer(rebasing: $0.prefix(part.count)),
          isUnended: isUnended && end == lines.count, now: now)
      }
    }
    passed = String(decoding: judge.passed, as: UTF8.self)
    func objects(_ bytes: [UInt8]) throws -> [[String: Any]] {
      try bytes.split(separator: 0x0A).map {
        try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
      }
    }
    quarantined = try objects(judge.quarantined)
    rules = try objects(judge.results).map { $0["rules"] as? [String] ?? [] }
    report = judge.finish(now: now)
  }
}

@Suite struct StreamedTests {
  @Test("Rows go on as they came, byte for byte, and held ones say why", arguments: [nil, 1, 2])
  func apart(chunk: Int?) throws {
    let good = "  {\"x\" : 1e0, \"y\":\"\\u00e9\"}\r\n"
    let found = try Streamed(
      "columns: {x: {range: {min: 0}}, y: {length: {max: 1}}}",
      "\(good){\"x\":-1,\"y\":\"ab\"}\n\n{\"x\":2", chunk: chunk)
    #expect(found.passed == good)
    #expect(found.rules == [[], ["x.range", "y.length"], ["json"]])
    #expect(found.report.rows == 3)
    #expect(found.report.quarantined == 2)
    #expect(found.quarantined[0]["assay_rules"] as? [String] == ["x.range", "y.length"])
    #expect(found.quarantined[0]["assay_values"] as? [String: String] == ["x": "-1", "y": "ab"])
    #expect(found.quarantined[0]["assay_line"] as? String == "{\"x\":-1,\"y\":\"ab\"}")
    #expect(found.quarantined[0]["assay_row"] as? Int == 2)
    let flaw = try #require(found.quarantined[1]["assay_flaw"] as? String)
    #expect(flaw.hasPrefix("line 4, byte 7"))
    #expect(found.report.constraints.first { $0.id == "json" }?.examples == [flaw])
  }

  static let flawed: [(line: String, flaw: JSONFlaw.Reason)] = [
    ("[1]", .notAnObject), ("null", .notAnObject), ("{x:1}", .noKey), ("{\"x\" 1}", .noColon),
    ("{\"x\":1 \"y\":2}", .noComma), ("{\"x\":}", .noValue), ("{\"x\":1,}", .noKey),
    ("{\"x\":01}", .badNumber), ("{\"x\":1.}", .badNumber), ("{\"x\":-}", .badNumber),
    ("{\"x\":1e}", .badNumber), ("{\"x\":\"\\q\"}", .badEscape),
    ("{\"x\":\"\\u12g4\"}", .badEscape),
    ("{\"x\":\"\\ud800\"}", .loneSurrogate), ("{\"x\":\"\\udc00\"}", .loneSurrogate),
    ("{\"x\":\"\\ud800\\u0041\"}", .loneSurrogate), ("{\"x\":\"a", .control),
    ("{\"x\":\"a\tb\"}", .control), ("{\"x\":\"a\0b\"}", .control),
    ("{\"y\":\(String(repeating: "[", count: 100))", .tooDeep),
    ("{\"x\":1,\"x\":2}", .repeatedKey), ("{\"x\":1,\"\\u0078\":2}", .repeatedKey),
    ("{\"x\":1} {}", .trailing), ("{\"x\":nul}", .noValue),
  ]

  @Test("A line that is no JSON object is held, with the place and the reason", arguments: flawed)
  func flaws(line: String, flaw: JSONFlaw.Reason) throws {
    let found = try Streamed("columns: {x: {not-null: true}}", line + "\n{\"x\":1}\n")
    #expect(found.report.quarantined == 1)
    #expect(found.rules.first == ["json"])
    let words = try #require(found.quarantined[0]["assay_flaw"] as? String)
    #expect(words.hasSuffix(flaw.rawValue), "\(words)")
  }

  @Test("Bytes that are no UTF-8 are held as they came")
  func notUTF8() throws {
    let found = try Streamed(
      "columns: {x: {not-null: true}}",
      Array("{\"x\":\"".utf8) + [0xFF, 0xC0] + Array("\"}\n".utf8))
    let bytes = try #require(found.quarantined[0]["assay_bytes"] as? String)
    #expect(Data(base64Encoded: bytes)?.count == 10)
  }

  @Test("From the first row that breaks a rule of severity block none goes on")
  func blocking() throws {
    let found = try Streamed(
      "columns: {x: {range: {min: 0, severity: block}}}", "{\"x\":1}\n{\"x\":-1}\n{\"x\":2}\n")
    #expect(found.passed == "{\"x\":1}\n")
    #expect(found.report.verdict == .blocked)
    #expect((found.report.passed, found.report.quarantined) == (1, 2))
  }

  @Test("No input, empty lines and rows without a column are defined")
  func nothing() throws {
    for text in ["", "\n", " \r\n\n"] {
      #expect(try Streamed("columns: {x: {not-null: true}}", text).report.rows == 0)
    }
    let found = try Streamed("columns: {x: {not-null: true, range: {min: 0}}}", "{}\n")
    #expect(found.rules == [["x.not-null"]])
  }

  static let refusals = [
    "columns: {x: {unique: true}}", "rows: {sql: [{predicate: 'x > 1'}]}",
    "rows: {unique-together: [{columns: [x, y]}]}", "columns: {x: {pattern: '\\bx'}}",
    "columns: {x: {set: [1, 2]}}", "columns: {x: {pattern: 'a.{1000}b'}}",
    "columns: {x: {type: number, median: {min: 0}}}", "columns: {x: {distinct-share: {min: 0.5}}}",
  ]

  @Test(
    "What cannot be judged row by row is refused with its place and a remedy", arguments: refusals)
  func refused(contract: String) throws {
    let loaded = try Contract.load("version: 1\n" + contract, file: "contract.yaml")
    let error = #expect(throws: (any Error).self) {
      _ = try StreamPlan(loaded, environment: nil, stage: nil)
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("contract.yaml:2:"))
  }

  static let figures = [
    "columns: {x: {type: number, null-share: {max: 0.1}}}",
    "columns: {x: {type: number, mean: {min: 0, max: 1}}}",
    "columns: {x: {type: number, sum: {max: 5}}}",
    "columns: {x: {type: number, minimum: {min: 0}}}",
    "columns: {x: {type: number, maximum: {max: 1}}}",
    "columns: {x: {type: number, standard-deviation: {max: 0.5}}}",
    "dataset: {row-count: {min: 100}}",
  ]

  @Test("A figure at the end is the engine's", arguments: figures)
  func figure(contract: String) throws {
    let values = ["1.5", "-2", "null", "7", "0.25", "1e3", "-0.0"]
    let streamed = try Streamed(contract, values.map { "{\"x\":\($0)}\n" }.joined())
    let rows = values.map { "(\($0)::double)" }.joined(separator: ", ")
    let held = try Held(contract, values: rows)
    let (one, other) = try (
      #require(streamed.report.constraints.last), #require(held.report.constraints.last)
    )
    #expect((one.kind, one.ok) == (other.kind, other.ok))
    let found = try #require(one.found.flatMap { Double($0) })
    let expected = try #require(other.found.flatMap { Double($0) })
    #expect(abs(found - expected) <= 1e-12 * max(abs(expected), 1))
  }

  /// Values as JSON has them, at the edges of what can be measured.
  static let edges: [[String]] = [
    [], ["null", "null"], ["NaN", "1", "null"], ["Infinity", "1"], ["Infinity", "-Infinity"],
    ["1e308", "1e308", "1e308"], ["3", "3", "3"], ["-0.0"],
  ]

  @Test("At the edges too a figure is the engine's", arguments: figures, edges)
  func edge(contract: String, values: [String]) throws {
    let streamed = try Streamed(contract, values.map { "{\"x\":\($0)}\n" }.joined())
    let rows = (values + ["null"]).map { "(\($0 == "null" ? $0 : "'\($0)'")::double)" }
    let held = try Held(
      contract,
      .query(
        "select x from (values \(rows.joined(separator: ", "))) as t(x) limit \(values.count)"))
    let (one, other) = try (
      #require(streamed.report.constraints.last), #require(held.report.constraints.last)
    )
    #expect((one.ok, one.failed) == (other.ok, other.failed))
    #expect(one.note == other.note)
    guard let found = one.found.flatMap({ Double($0) }), found.isFinite else {
      #expect(one.found == nil ? other.found == nil : other.found != nil)
      return
    }
    #expect(other.found.flatMap { Double($0) } == found, "\(other.found ?? "")")
  }

  @Test(
    "The smallest and the largest whole number are held against their ends exactly",
    arguments: [
      ("minimum: {min: 9007199254740993}", false, "9007199254740992"),
      ("maximum: {max: 9007199254740994}", false, "9007199254740995"),
      ("maximum: {below: 9007199254740996}", true, "9007199254740995"),
      ("minimum: {min: 9007199254740991.5}", true, "9007199254740992"),
    ])
  func exact(rule: String, ok: Bool, words: String) throws {
    let contract = "columns: {x: {type: integer, \(rule)}}"
    let values = ["9007199254740995", "9007199254740992"]
    let streamed = try Streamed(contract, values.map { "{\"x\":\($0)}\n" }.joined())
    let held = try Held(contract, values: values.map { "(\($0))" }.joined(separator: ", "))
    for result in [streamed.report.constraints.last, held.report.constraints.last] {
      #expect(result?.ok == ok)
      #expect(result?.found == words)
    }
  }

  @Test("A sum loses nothing of small numbers among great ones, as the engine's may")
  func compensated() throws {
    let found = try Streamed(
      "columns: {x: {type: number, sum: {max: 5}}}", "{\"x\":1e16}\n{\"x\":1}\n{\"x\":-1e16}\n")
    #expect(found.report.constraints.last?.found == "1.0")
  }

  static let verdicts = [
    "columns: {x: {type: number, contains: [1.5, 7]}}",
    "columns: {x: {type: number, contains: [1.5, 8]}}",
    "columns: {x: {type: number, unseen-share: {values: [1.5, 7, -2], max: 0.4}}}",
    "columns: {x: {type: number, distinct-count: {max: 5}}}",
    "columns: {x: {type: number, distinct-count: {max: 4}}}",
    "columns: {x: {type: number, distinct-count: {min: 6}}}",
    "columns: {x: {type: number, mean: {max: 0, from-rows: 8}}}",
    "columns: {x: {type: number, mean: {max: 0, from-rows: 7}}}",
    "columns: {x: {required: true}}", "dataset: {columns: {names: [x]}}",
    "dataset: {columns: {names: [y]}}", "dataset: {row-count: {max: 6}}",
  ]

  @Test("What is said of all rows is what the engine says", arguments: verdicts)
  func verdict(contract: String) throws {
    let values = ["1.5", "-2", "null", "7", "0.25", "7", "-0.0"]
    let streamed = try Streamed(contract, values.map { "{\"x\":\($0)}\n" }.joined())
    let rows = values.map { "(\($0)::double)" }.joined(separator: ", ")
    let held = try Held(contract, values: rows)
    #expect(streamed.report.verdict == held.report.verdict)
    for (one, other) in zip(streamed.report.constraints.dropFirst(), held.report.constraints) {
      #expect((one.id, one.ok, one.failed) == (other.id, other.ok, other.failed))
    }
  }

  @Test(
    "Data are fresh until their age is passed",
    arguments: [("2026-03-31T10:00:00", true), ("2026-03-31T09:59:59", false)])
  func freshness(time: String, isFresh: Bool) throws {
    let found = try Streamed(
      "columns: {x: {type: timestamp, freshness: 2 hours}}",
      "{\"x\":\"2020-01-01\"}\n{\"x\":\"\(time)\"}\n", now: 1_774_951_200_000_000 + 7_200_000_000)
    #expect(found.report.constraints.last?.ok == isFresh)
  }
}
