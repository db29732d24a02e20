import ADBC
import Engines
import Foundation
import Testing

/// Columns of text files that are read by a stated type, whatever their values read as.
@Suite struct StatedTypeTests {
  /// A column `a` of a CSV file: its values, what it is stated to be, and how it is read.
  struct Case: Sendable, CustomTestStringConvertible {
    let stated: StatedType
    let values: [String]
    let type: ArrowType
    let read: [String?]
    var warnings: [String] = []
    var testDescription: String { "\(stated): \(values.joined(separator: ", "))" }
  }

  static let cases: [Case] = [
    Case(stated: .text, values: ["1e5", "7"], type: .utf8, read: ["1e5", "7"]),
    Case(stated: .text, values: ["007", "1.50"], type: .utf8, read: ["007", "1.50"]),
    Case(stated: .text, values: ["+41791234567"], type: .utf8, read: ["+41791234567"]),
    Case(stated: .text, values: ["true", "FALSE"], type: .utf8, read: ["true", "FALSE"]),
    Case(
      stated: .text, values: ["2024-2-9", "2024-03-01 12:00"], type: .utf8,
      read: ["2024-2-9", "2024-03-01 12:00"]),
    Case(
      stated: .text, values: ["3/4/2024", "5/6/2024"], type: .utf8,
      read: ["3/4/2024", "5/6/2024"]),
    Case(
      stated: .text, values: ["1", "NA", "\"\""], type: .utf8, read: ["1", "NA", nil],
      warnings: ["missing-token"]),
    Case(stated: .number, values: ["1e5", "7.5"], type: .float64, read: ["100000.0", "7.5"]),
    Case(stated: .number, values: ["1", "2"], type: .int64, read: ["1", "2"]),
    Case(
      stated: .number, values: ["1", "NA", "x"], type: .utf8, read: ["1", nil, "x"],
      warnings: ["mixed-types"]),
    Case(
      stated: .integer, values: ["007", "-"], type: .int64, read: ["7", nil],
      warnings: ["missing-token"]),
    Case(stated: .number, values: ["+1", "+2"], type: .int64, read: ["1", "2"]),
    Case(stated: .number, values: ["2024-02-29"], type: .utf8, read: ["2024-02-29"]),
    Case(stated: .boolean, values: ["0", "1"], type: .utf8, read: ["0", "1"]),
    Case(stated: .boolean, values: ["true", "False"], type: .boolean, read: ["true", "false"]),
    Case(
      stated: .timestamp, values: ["2024-02-29", "2024-03-01"], type: .date32,
      read: ["2024-02-29", "2024-03-01"]),
    Case(
      stated: .date, values: ["20240229", "20240301"], type: .utf8,
      read: ["20240229", "20240301"]),
  ]

  @Test("The stated type decides, and what does not read as it stays text", arguments: cases)
  func column(of item: Case) throws {
    let folder = try InputFolder()
    let path = try folder.write(
      "a.csv", text: "a,b\n" + item.values.map { "\($0),1\n" }.joined())
    let reading = try Reading(path, as: ["a": item.stated, "absent": .text])
    #expect(reading.types == [item.type, .int64])
    #expect(reading.rows == item.read.map { [$0, "1"] })
    #expect(reading.codes == item.warnings)
  }

  @Test("A large file, a compressed one, a wide one and several are read by them too")
  func everyFile() throws {
    let folder = try InputFolder()
    let rows = (0..<700_000).map { "1e\($0 % 7),\($0)\n" }.joined()
    let large = try Reading(try folder.write("large.csv", text: "a,b\n" + rows), as: ["a": .text])
    #expect(large.types == [.utf8, .int64])
    #expect(large.rows.last?.first == "1e\(2_999 % 7)")
    let packed = try folder.writeCompressed(
      "packed.csv.gz", "select '1e' || (range % 7) as a, range as b from range(100)")
    #expect(try Reading(packed, as: ["a": .text]).rows[3] == ["1e3", "3"])
    let names = (0..<150).map { "n\($0)" }.joined(separator: ",")
    let wide = try folder.write(
      "wide.csv", text: "a,\(names)\n007,\(String(repeating: "1,", count: 149))1\n")
    #expect(try Reading(wide, as: ["a": .text]).rows[0][0] == "007")
    #expect(try Reading(wide, as: ["a": .text]).warnings == [])
    try folder.write("parts/1.csv", text: "a\n1e5\n")
    try folder.write("parts/2.csv", text: "a\nx\n")
    let parts = try Reading(folder.path + "/parts", as: ["a": .text])
    #expect(parts.rows == [["1e5"], ["x"]])
    #expect(parts.warnings == [])
  }

  @Test("Texts of JSON lines stay as they are written, and times are such only where all are")
  func json() throws {
    let folder = try InputFolder()
    let path = try folder.write(
      "a.jsonl",
      text: """
        {"t":"2024-02-29","d":"2024-02-29","m":"03-04-2024","u":"2024-02-29T10:00:00Z","n":1}
        {"t":"2024-03-01","d":"2024-03-01","m":"05-06-2024","u":"2024-02-29T11:00:00Z","n":2}

        """)
    let names = ["t", "d", "m", "u", "n"]
    let stated: [String: StatedType] = [
      "t": .text, "d": .date, "m": .date, "u": .timestamp, "n": .number,
    ]
    let reading = try Reading(path, as: stated)
    #expect(reading.names == names)
    #expect(
      reading.types
        == [.utf8, .date32, .utf8, .timestamp(unit: .microseconds, zone: ""), .int64])
    #expect(
      reading.rows.first
        == ["2024-02-29", "2024-02-29", "03-04-2024", "2024-02-29T10:00:00", "1"])
    let unstated = try Reading(path)
    #expect(
      unstated.types
        == [.date32, .date32, .utf8, .timestamp(unit: .microseconds, zone: ""), .int64])
    #expect(unstated.rows.first == reading.rows.first)
    try folder.write("b.jsonl", text: "{\"t\":\"x\"}\n{\"t\":\"12:00:00\",\"z\":true}\n")
    let several = try Reading("\(folder.path)/*.jsonl", as: ["t": .text, "d": .date])
    #expect(several.rows.map { $0[0] } == ["2024-02-29", "2024-03-01", "x", "12:00:00"])
  }

  @Test("Keys that differ in letter case alone keep their values")
  func letterCase() throws {
    let folder = try InputFolder()
    let path = try folder.write(
      "a.jsonl", text: "{\"a\":\"2024-02-29\",\"A\":\"x\"}\n{\"a\":\"2024-03-01\",\"A\":\"y\"}\n")
    #expect(
      try Reading(path, as: ["a": .text]).rows == [["2024-02-29", "x"], ["2024-03-01", "y"]])
  }

  @Test("A Parquet file has types of its own")
  func parquet() throws {
    let folder = try InputFolder()
    let path = try folder.writeParquet("a.parquet", "select 7 as a")
    #expect(try Reading(path, as: ["a": .text]).types == [.int32])
  }
}
