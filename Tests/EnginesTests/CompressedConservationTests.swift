import Engines
import Foundation
import Testing

@Suite("Conservation of compressed records")
struct CompressedConservationTests {
  /// Every row has a value with line breaks, quotes and delimiters, or is near one.
  private static func rows(_ range: Range<Int>) -> String {
    """
    select i as a, case i % 5 when 0 then 'two' || chr(10) || 'lines' when 1 then 'a,b' \
    when 2 then 'q"q' when 3 then 'ü, 語' else 'plain' end as b \
    from range(\(range.lowerBound), \(range.upperBound)) r(i)
    """
  }

  private static func expected(_ count: Int) -> [[String?]] {
    let texts = ["two\nlines", "a,b", "q\"q", "ü, 語", "plain"]
    return (0..<min(count, 3_000)).map { ["\($0)", texts[$0 % 5]] }
  }

  @Test(
    "every record of a compressed file is a row",
    arguments: ["csv, header", "json", "json, array"], ["gzip", "zstd"])
  func conserves(form: String, compression: String) throws {
    let folder = try InputFolder()
    let suffix = "\(form.prefix(while: { $0 != "," })).\(compression == "gzip" ? "gz" : "zst")"
    for count in [1, 2, 50, 200_000] {
      let path = try folder.writeCompressed(
        "\(count).\(suffix)", Self.rows(0..<count), as: form, by: compression)
      let reading = try Reading(path)
      #expect(reading.rows == Self.expected(count))
      #expect(reading.warnings.isEmpty, "\(reading.warnings)")
      let counted = try Reading("duckdb:select count(*) as n from '\(path)'")
      #expect(counted.rows == [["\(count)"]])
    }
  }

  @Test("line breaks of two kinds in a compressed file are rows all the same, or refused")
  func mixedBreaks() throws {
    let folder = try InputFolder()
    for count in [1, 3, 50, 5_000] {
      let path = try folder.writeCompressed(
        "\(count).csv.gz", "select i as a, 'x' || chr(13) || chr(10) as b from range(\(count)) r(i)"
      )
      do {
        #expect(try Reading(path).rows == (0..<min(count, 3_000)).map { ["\($0)", "x\r\n"] })
      } catch let error as EngineError {
        #expect(error.exitCode == 3, "\(error)")
      }
    }
  }

  @Test("a gzip file of several parts, as log rotation writes them, is read to its end")
  func parts() throws {
    let folder = try InputFolder()
    let first = try folder.writeCompressed("first.csv.gz", Self.rows(0..<1_000))
    let second = try folder.writeCompressed(
      "second.csv.gz", Self.rows(1_000..<2_000), as: "csv, header false")
    let both =
      try Data(contentsOf: URL(filePath: first)) + Data(contentsOf: URL(filePath: second))
    let reading = try Reading(try folder.write("both.csv.gz", both))
    #expect(reading.rows == Self.expected(2_000))
    // The length at its end is that of the last part: whether one is cut off cannot be told.
    #expect(reading.warnings.allSatisfy { $0.message.contains("joined from several") })
  }

  @Test(
    "a compressed file that is cut off is refused, or said to be cut off",
    arguments: [
      ("csv, header", "gzip"), ("csv, header", "zstd"), ("json", "gzip"), ("json", "zstd"),
    ])
  func cut(form: String, compression: String) throws {
    let folder = try InputFolder()
    let suffix = "\(form.prefix(while: { $0 != "," })).\(compression == "gzip" ? "gz" : "zst")"
    let path = try folder.writeCompressed(
      "whole.\(suffix)", Self.rows(0..<100_000), as: form, by: compression)
    let bytes = try Data(contentsOf: URL(filePath: path))
    for share in [0.3, 0.6, 0.99] {
      let cut = try folder.write(
        "cut.\(Int(share * 100)).\(suffix)", bytes.prefix(Int(Double(bytes.count) * share)))
      do {
        let reading = try Reading(cut)
        #expect(reading.rows == Array(Self.expected(3_000).prefix(reading.rows.count)))
        #expect(reading.codes.contains("truncated-file"), "\(share): \(reading.codes)")
      } catch let error as EngineError {
        #expect(error.exitCode == 3, "\(error)")
      }
    }
  }
}
