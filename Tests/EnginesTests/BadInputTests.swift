import ADBC
import Engines
import Foundation
import Testing

@Suite("Bad input that is read")
struct DoubtfulInputTests {
  /// Text of a file, what it reads as (`nil` a missing value), and the warnings with line and
  /// column.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let columns: [String]
    let types: [ArrowType]
    let rows: [[String?]]
    var warnings: [String] = []
    var testDescription: String { name.shownOnOneLine }
  }

  static let cases: [Case] = [
    Case(
      name: "ragged.csv", text: "a,b,c\n1,2,3\n4,5\n6,7,8,9\nx,8,9\n", columns: ["a", "b", "c"],
      types: [.utf8, .int64, .int64],
      rows: [["1", "2", "3"], ["4", "5", nil], ["6", "7", "8"], ["x", "8", "9"]],
      warnings: ["ragged-rows 3 ", "surplus-values 4 ", "mixed-types 5 a"]),
    Case(
      name: "ragged-with-breaks.csv", text: "a,b\n1,\"x\ny\"\n2\n3,\"q\nr\",9,10\n",
      columns: ["a", "b"], types: [.int64, .utf8],
      rows: [["1", "x\ny"], ["2", nil], ["3", "q\nr"]],
      warnings: ["ragged-rows 3 ", "surplus-values 4 "]),
    Case(
      name: "mark.csv", text: "\u{FEFF}a,b\n1,2\n", columns: ["a", "b"], types: [.int64, .int64],
      rows: [["1", "2"]]),
    Case(
      name: "nul.csv", text: "a,b\n1,x\u{0}y\n", columns: ["a", "b"], types: [.int64, .utf8],
      rows: [["1", "x\u{0}y"]], warnings: ["nul-bytes  "]),
    Case(
      name: "names.csv", text: "a,a,b,,A\n1,2,3,4,5\n",
      columns: ["a", "a_2", "b", "column_4", "A"],
      types: [.int64, .int64, .int64, .int64, .int64], rows: [["1", "2", "3", "4", "5"]],
      warnings: ["duplicate-header 1 a_2", "unnamed-column 1 column_4"]),
    Case(
      name: "blank-first.csv", text: "\n\na,b\n1,x\n", columns: ["a", "b"], types: [.int64, .utf8],
      rows: [["1", "x"]]),
    Case(
      name: "header.csv", text: "a,b\n", columns: ["a", "b"], types: [.utf8, .utf8], rows: [],
      warnings: ["no-rows  "]),
    Case(
      name: "no-header.csv", text: "1,2\n3,4\n", columns: ["1", "2"], types: [.int64, .int64],
      rows: [["3", "4"]], warnings: ["header-looks-like-data 1 "]),
    Case(
      name: "missing.csv", text: "a,b\n1,x\nNA,y\n-,NA\n,?\n", columns: ["a", "b"],
      types: [.int64, .utf8], rows: [["1", "x"], [nil, "y"], [nil, "NA"], [nil, "?"]],
      warnings: ["missing-token 3 a", "missing-token 4 b"]),
    Case(
      name: "zeros.csv", text: "zip,x\n01234,0.5\n12345,0\n", columns: ["zip", "x"],
      types: [.utf8, .float64], rows: [["01234", "0.5"], ["12345", "0.0"]],
      warnings: ["leading-zeros 2 zip"]),
    Case(
      name: "telephones.csv", text: "phone,change\n+41791234567,+1\nNA,-2\n+4179,+3\n",
      columns: ["phone", "change"], types: [.utf8, .int64],
      rows: [["+41791234567", "1"], ["NA", "-2"], ["+4179", "3"]],
      warnings: ["plus-signs 2 phone"]),
    Case(
      name: "long.csv",
      text: "id,mass\n12345678901234567890,12345678901234567890\n12345678901234567891,1.5\n7,2\n",
      columns: ["id", "mass"], types: [.utf8, .float64],
      rows: [
        ["12345678901234567890", "1.2345678901234567e+19"], ["12345678901234567891", "1.5"],
        ["7", "2.0"],
      ], warnings: ["long-integers 2 id"]),
    Case(
      name: "short-years.csv",
      text: "a,b,c,d\n31/1/24,10-11-12,1-2-3,2024_01\n28/2/24,11-10-12,3-2-1,2024_02\n",
      columns: ["a", "b", "c", "d"], types: [.utf8, .utf8, .utf8, .utf8],
      rows: [
        ["31/1/24", "10-11-12", "1-2-3", "2024_01"], ["28/2/24", "11-10-12", "3-2-1", "2024_02"],
      ], warnings: ["ambiguous-dates 2 a", "ambiguous-dates 2 b"]),
    Case(
      name: "fractions.csv", text: "a\n1\n2.5\n-inf\nNaN\n", columns: ["a"], types: [.float64],
      rows: [["1.0"], ["2.5"], ["-inf"], ["nan"]]),
    Case(
      name: "ends.csv", text: "a,b\r\n1,2\n3,4\r\n", columns: ["a", "b"], types: [.int64, .int64],
      rows: [["1", "2"], ["3", "4"]], warnings: ["mixed-line-ends  "]),
    Case(
      name: "break-in-header.csv", text: "\"a\nb\",c\r\n1,2\r\n", columns: ["a\nb", "c"],
      types: [.int64, .int64], rows: [["1", "2"]]),
    Case(
      name: "pair-in-header.csv", text: "c,\"a\r\nb\"\n1,2\n3,\"x\ry\"\n",
      columns: ["c", "a\r\nb"], types: [.int64, .utf8], rows: [["1", "2"], ["3", "x\ry"]],
      warnings: ["mixed-types 3 a\r\nb"]),
    Case(
      name: "return-in-header.csv", text: "\"a\r\nb\",c\rx1,2\r", columns: ["a\r\nb", "c"],
      types: [.utf8, .int64], rows: [["x1", "2"]]),
    Case(
      name: "breaks-in-header-and-mixed-ends.csv", text: "\"a\nb\",c\r\n1,2\n3,4\r\n",
      columns: ["a\nb", "c"], types: [.int64, .int64], rows: [["1", "2"], ["3", "4"]],
      warnings: ["mixed-line-ends  "]),
    Case(
      name: "carriage-returns.csv", text: "a,b\r1,2\r", columns: ["a", "b"],
      types: [.int64, .int64], rows: [["1", "2"]]),
    Case(
      name: "times.csv",
      text: "d,n,t,b\n05/01/2024,\"1.234,5\",2024-01-05T10:00:00+02:00,TRUE\n"
        + "13/01/2024,\"7,5\",2024-01-05 10:00,false\n", columns: ["d", "n", "t", "b"],
      types: [.utf8, .utf8, .timestamp(unit: .microseconds, zone: "UTC"), .boolean],
      rows: [
        ["05/01/2024", "1.234,5", "2024-01-05T08:00:00Z", "true"],
        ["13/01/2024", "7,5", "2024-01-05T10:00:00Z", "false"],
      ], warnings: ["ambiguous-dates 2 d", "number-format 2 n", "mixed-zones 3 t"]),
    Case(
      name: "days.csv", text: "d,t\n2024-02-29,2024-02-29 23:59:59.25\n", columns: ["d", "t"],
      types: [.date32, .timestamp(unit: .microseconds, zone: "")],
      rows: [["2024-02-29", "2024-02-29T23:59:59.25"]]),
    Case(
      name: "semicolons.csv", text: "a;b\n1;x,y\n2;z\n", columns: ["a", "b"],
      types: [.int64, .utf8], rows: [["1", "x,y"], ["2", "z"]]),
    Case(
      name: "tabs.tsv", text: "a\tb\n1\tx\n", columns: ["a", "b"], types: [.int64, .utf8],
      rows: [["1", "x"]]),
    Case(
      name: "it's;[1]*?\n😀\".csv", text: "a,b\n1,2\n", columns: ["a", "b"],
      types: [.int64, .int64], rows: [["1", "2"]]),
    Case(
      name: "hostile.csv", text: "\"a\"\"b;drop table x;--\",\"c\nd\",😀,'\n1,2,3,4\n",
      columns: ["a\"b;drop table x;--", "c\nd", "😀", "'"],
      types: [.int64, .int64, .int64, .int64], rows: [["1", "2", "3", "4"]]),
    Case(
      name: "empty-column.csv", text: "a,b\n,1\n\"\",2\n", columns: ["a", "b"],
      types: [.utf8, .int64], rows: [[nil, "1"], [nil, "2"]]),
    Case(
      name: "no-extension", text: "a,b\n1,2\n", columns: ["a", "b"], types: [.int64, .int64],
      rows: [["1", "2"]]),
    Case(
      name: "nested.jsonl",
      text: "{\"a\":1,\"b\":\"x\",\"c\":{\"x\":1},\"d\":[1]}\n{\"a\":2.5,\"b\":null}\n",
      columns: ["a", "b", "c", "d"],
      types: [
        .float64, .utf8, .unsupported(format: "+s"), .list(element: .int64, layout: .offsets32),
      ],
      rows: [["1.0", "x", nil, nil], ["2.5", nil, nil, nil]],
      warnings: ["nested-column  c"]),
    Case(
      name: "mixed.jsonl", text: "{\"a\":1,\"n\":null}\n{\"a\":\"x\"}\n", columns: ["a", "n"],
      types: [.utf8, .utf8], rows: [["1", nil], ["x", nil]], warnings: ["mixed-types  a"]),
    Case(
      name: "list.json", text: "[{\"a\":1},{\"a\":2}]", columns: ["a"], types: [.int64],
      rows: [["1"], ["2"]]),
  ]

  @Test("keeps every row and says what is doubtful", arguments: cases)
  func reads(_ example: Case) throws {
    let folder = try InputFolder()
    let path = try folder.write(example.name, text: example.text)
    let reading = try Reading(path)
    #expect(reading.names == example.columns)
    #expect(reading.types == example.types)
    #expect(reading.rows == example.rows)
    #expect(reading.rowCount == example.rows.count)
    let warnings = reading.warnings.map { warning in
      "\(warning.code.rawValue) \(warning.line.map(String.init) ?? "") \(warning.column ?? "")"
    }
    #expect(warnings == example.warnings)
  }

  @Test("a word in row 30,000 makes a column of numbers text, with its line")
  func lateWord() throws {
    let rows = (1...40_000).map { "\($0),\($0 == 30_000 ? "oops" : "\($0)")\n" }
    let folder = try InputFolder()
    let path = try folder.write("late.csv", text: "a,b\n" + rows.joined())
    let engine = try Shared.engine.get()
    let description = try engine.describe(.path(path))
    #expect(description.fields.map(\.type) == [.int64, .utf8])
    #expect(description.warnings.map(\.line) == [30_001])
    #expect(description.warnings.first?.message.contains("oops") == true)
  }

  @Test("long whole numbers stay text in a file of which only some forms are counted")
  func manyLong() throws {
    let pair = "12345678901234567890\n7\n"
    let folder = try InputFolder()
    let path = try folder.write(
      "long.csv", text: "id\n" + String(repeating: pair, count: 200_000))
    let description = try Shared.engine.get().describe(.path(path))
    #expect(description.fields.map(\.type) == [.utf8])
    #expect(description.warnings.map(\.code) == [.longIntegers])
  }

  @Test("a field of three megabytes is read whole")
  func megabytes() throws {
    let folder = try InputFolder()
    let long = String(repeating: "x", count: 3_000_000)
    let reading = try Reading(try folder.write("long.csv", text: "a,b\n1,\(long)\n"))
    #expect(reading.rows == [["1", long]])
  }

  @Test("3,000 columns are read")
  func wide() throws {
    let folder = try InputFolder()
    let names = (0..<3_000).map { "col\($0)" }.joined(separator: ",")
    let values = (0..<3_000).map { $0 % 2 == 0 ? "\($0)" : "v\($0)" }.joined(separator: ",")
    let reading = try Reading(try folder.write("wide.csv", text: "\(names)\n\(values)\n"))
    #expect(reading.types.count == 3_000)
    #expect(Set(reading.types) == [.int64, .utf8])
    #expect(reading.rows.first?[2_999] == "v2999")
    #expect(reading.warnings.isEmpty)
  }

  @Test("Parquet with nested, empty and hostile columns keeps the others")
  func parquet() throws {
    let folder = try InputFolder()
    let path = try folder.writeParquet(
      "p.parquet",
      "select i::int as a, [i] as l, {'x': i} as s, null::int as n, 1.25::decimal(9,2) as d, "
        + "'x' as \"q\"\"u;o\n😀\", to_timestamp(i) as t from range(2) r(i)")
    let reading = try Reading(path)
    #expect(reading.names == ["a", "l", "s", "n", "d", "q\"u;o\n😀", "t"])
    #expect(reading.rows[1] == ["1", nil, nil, nil, "1.25", "x", "1970-01-01T00:00:01Z"])
    #expect(reading.codes == ["nested-column"])
    let renamed = "\(folder.path)/really.csv"
    try FileManager.default.copyItem(atPath: path, toPath: renamed)
    #expect(try Reading(renamed).rows == reading.rows)
  }

  @Test("a cut-off gzip file is read and said to be cut off")
  func cutGzip() throws {
    let folder = try InputFolder()
    let path = try folder.writeCompressed("whole.csv.gz", "select i as a from range(100000) r(i)")
    #expect(try Reading(path, ScanRequest(limit: 1)).warnings.isEmpty)
    let bytes = try Data(contentsOf: URL(filePath: path))
    let cut = try folder.write("cut.csv.gz", bytes.prefix(bytes.count / 2))
    #expect(try Reading(cut, ScanRequest(limit: 1)).codes.contains("truncated-file"))
    let misnamed = try folder.write("misnamed.csv", bytes)
    #expect(try Reading(misnamed, ScanRequest(limit: 1)).rows == [["0"]])
  }
}

@Suite("Bad input that is refused")
struct RefusedInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let content: Data
    let line: Int?
    let sentence: String
    var testDescription: String { name }

    init(_ name: String, _ content: Data, line: Int? = nil, _ sentence: String) {
      (self.name, self.content, self.line, self.sentence) = (name, content, line, sentence)
    }

    init(_ name: String, text: String, line: Int? = nil, _ sentence: String) {
      self.init(name, Data(text.utf8), line: line, sentence)
    }
  }

  static let cases: [Case] = [
    Case("empty.csv", text: "", "the file is empty"),
    Case("empty.jsonl", text: "", "the file is empty"),
    Case("blank.csv", text: "\n\n", "blank lines only"),
    Case("unclosed.csv", text: "a,b\n1,\"x\n2,y\n", line: 2, "a quoted value does not end"),
    Case("stray.csv", text: "a,b\n1,\"x\"y\n2,y\n", line: 2, "text follows its closing quote"),
    Case(
      "marked.csv", Data([0xFF, 0xFE, 0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0]), "UTF-16, not UTF-8"),
    Case("unmarked.csv", Data([0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0]), "UTF-16, not UTF-8"),
    Case(
      "latin.csv", Data("a,b\n1,ok\n2,".utf8) + Data([0xE9, 0x0A]), line: 3, "not valid UTF-8"),
    Case("latin-header.csv", Data([0xE9]) + Data(",b\n1,2\n".utf8), line: 1, "not valid UTF-8"),
    Case(
      "long.csv", text: "a,b\n1,\(String(repeating: "x", count: 9_000_000))\n", line: 2,
      "longer than 8 MiB"),
    Case(
      "long-quoted.csv",
      text: "a,b\n3,\"z\n\"\n1,\"\(String(repeating: "x", count: 17_000_000))\"\n2,y\n", line: 3,
      "longer than 8 MiB"),
    Case(
      "very-long.csv", text: "a,b\r\n1,\(String(repeating: "x", count: 17_000_000))\r\n2,y\r\n",
      line: 2, "longer than 8 MiB"),
    Case(
      "nul-name.csv", text: "b,a\0,y\n1,2,0\n", line: 1, "the name of column 2 holds a NUL byte"),
    Case(
      "nul-name.jsonl", text: "{\"a\\u0000b\":1,\"y\":2}\n",
      "the name of column 1 holds a NUL byte"),
    Case("malformed.jsonl", text: "{\"a\":1}\n{\"a\":2\n{\"a\":3}\n", line: 2, "malformed"),
    Case(
      "late.jsonl",
      text: String(repeating: "{\"a\":1}\n\n", count: 40_000) + "{\"a\":\n{\"a\":2}\n",
      line: 80_001,
      "malformed"),
    Case("list-among.jsonl", text: "{\"a\":1}\r\n\r\n[1]\r\n{\"a\":2}\r\n", line: 3, "no objects"),
    Case("twice-late.jsonl", text: "{\"a\":1}\n{\"a\":1,\"a\":2}\n", line: 2, "one key twice"),
    Case(
      "latin.jsonl",
      Data("{\"a\":\"x\"}\n{\"a\":\"".utf8) + Data([0xE9]) + Data("\"}\n{\"a\":\"y\"}\n".utf8),
      line: 2,
      "not valid UTF-8"),
    Case(
      "returns.csv", text: "a,b\r1,2\n3,4\r\n", "some lines end with CR alone and some with LF"),
    Case(
      "deep.jsonl",
      text: "{\"a\":\"{[\\\"{\"}\n"
        + String(repeating: "{\"a\":", count: 9_000) + "1" + String(repeating: "}", count: 9_000),
      line: 2, "more than 100 deep"),
    Case("twice.jsonl", text: "{\"a\":1,\"a\":2}\n", line: 1, "one key twice"),
    Case("numbers.jsonl", text: "1\n2\n", line: 1, "no objects"),
    Case("text.parquet", text: "a,b\n1,2\n", "the name says Parquet"),
    Case("cut.parquet", text: "PAR1 and then some", "cut off"),
    Case("damaged.parquet", text: "PAR1 and then some PAR1", "damaged"),
    Case("book.csv", Data([0x50, 0x4B, 3, 4, 0, 0]), "a ZIP archive or an Excel workbook"),
  ]

  @Test("names the file, the line and what to do", arguments: cases)
  func refuses(_ example: Case) throws {
    let folder = try InputFolder()
    let path = try folder.write(example.name, example.content)
    let error = try #require(throws: EngineError.self) { try Reading(path) }
    #expect(error.exitCode == 3)
    #expect(error.file == path)
    #expect(error.line == example.line)
    #expect(error.problem.contains(example.sentence), "\(error)")
    #expect(!error.remedy.isEmpty)
    #expect(!error.description.contains("\n"))
  }

  @Test("of several files of JSON lines, and of compressed ones, file and line are named")
  func jsonLines() throws {
    let folder = try InputFolder()
    try folder.write("1.jsonl", text: "{\"a\":1}\n")
    let second = try folder.write("2.jsonl", text: "{\"a\":1}\n\n{\"a\":}\n")
    let error = try #require(throws: EngineError.self) { try Reading("\(folder.path)/*.jsonl") }
    #expect((error.file, error.line) == (second, 3))
    let packed = try folder.writeCompressed(
      "3.jsonl.gz",
      "select unnest(['{\"a\":1}', '{\"a\":2}', '{\"a\"']) as line",
      as: "csv, header false, quote ''")
    let cut = try #require(throws: EngineError.self) { try Reading(packed) }
    #expect((cut.file, cut.line) == (packed, 3))
    #expect(cut.problem.contains("malformed"))
  }

  @Test("a missing file, pattern or data in a directory is unreadable")
  func absent() throws {
    let folder = try InputFolder()
    for path in ["\(folder.path)/none.csv", "\(folder.path)/none*.csv", folder.path] {
      let error = try #require(throws: EngineError.self) { try Reading(path) }
      #expect(error.exitCode == 3)
      #expect(error.file == path)
    }
  }

  @Test("a directory of two kinds of files is wrong usage")
  func mixedKinds() throws {
    let folder = try InputFolder()
    try folder.write("a.csv", text: "a\n1\n")
    try folder.write("b.jsonl", text: "{\"a\":1}\n")
    let error = try #require(throws: EngineError.self) { try Reading(folder.path) }
    #expect(error.exitCode == 2)
    #expect(error.problem.contains("CSV and JSON"))
  }

  @Test(
    "wrong usage says what is wrong",
    arguments: [
      ("", "empty"), ("duckdb:", "no query"), ("duckdb:selec 1", "not SQL"),
      ("duckdb:select * from nothing", "does not exist"),
      ("duckdb:select 1; select 2", "more than one statement"),
      ("duckdb:select 1); select (2", "more than one statement"),
      ("duckdb:install httpfs", "not SQL"),
      ("duckdb:select * from 'https://example.org/a.parquet'", "not installed"),
      ("https://example.org/a.csv", "opens no connection"),
      ("s3://bucket/a.parquet", "opens no connection"),
      ("postgresql://host/db", "no table or query"), ("postgresql:", "no table or query"),
      ("postgresql:orders; drop table orders", "cannot stand in the name"),
      ("postgresql:select 1; select 2", "more than one statement"),
      ("spark:sc://host:15002", "no table or query"), ("spark:select 1", "where Spark is"),
    ])
  func usage(argument: String, sentence: String) throws {
    let error = try #require(throws: EngineError.self) { try Reading(argument) }
    #expect(error.exitCode == 2)
    #expect(error.description.contains(sentence), "\(error)")
  }
}
