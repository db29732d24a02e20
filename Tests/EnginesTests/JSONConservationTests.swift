import Engines
import Foundation
import Testing

@Suite("Conservation of JSON records")
struct JSONConservationTests {
  /// Objects one after the other, and a list of them.
  private static let forms: [(open: String, between: String, close: String)] = [
    ("", "\n", "\n"), ("", "\n", ""), ("", "\r\n", "\r\n"), ("", "\r", ""), ("", "\n\n \n", "\n"),
    ("", " ", ""), ("", "", ""), ("\u{FEFF}", "\n", "\n"), ("[", ",", "]"), ("[\n", ",\n", "\n]\n"),
    (" [ ", "\r\n,", " ] "),
  ]
  private static let texts = [
    "plain", "a}b{c", "a],[b", "two\nlines", "quote\" and \\", "ü, 語", "end\r\n",
  ]

  @Test(
    "every object is a row, however objects are parted and whatever their texts hold",
    arguments: forms.indices)
  func conserves(form: Int) throws {
    let folder = try InputFolder()
    let (open, between, close) = Self.forms[form]
    for count in [1, 2, 3, 50, 5_000] {
      let rows = (0..<count).map { ["\($0)", Self.texts[($0 * 5 + form) % Self.texts.count]] }
      let objects = try rows.map { row in
        let text = String(decoding: try JSONEncoder().encode(row[1]), as: UTF8.self)
        // Every second form spreads its objects over lines.
        return form % 2 == 0
          ? "{\"a\":\(row[0]),\"b\":\(text)}" : "{\n  \"a\": \(row[0]),\n  \"b\": \(text)\n}"
      }
      let path = try folder.write(
        "\(count).json", text: open + objects.joined(separator: between) + close)
      let reading = try Reading(path)
      #expect(reading.rowCount == count)
      #expect(reading.rows == rows.prefix(3_000).map { $0.map(Optional.some) })
    }
  }

  @Test(
    "a file whose objects cannot all be told apart is refused, not read in part",
    arguments: [
      "{\"a\":1}\n{\"a\":2}\n{\"a\":", "{\"a\":1},\n{\"a\":2}\n", "[{\"a\":1}]\n{\"a\":2}\n",
      "{\"a\":1}\n[{\"a\":2}]\n", "[{\"a\":1}][{\"a\":2}]", "{\"a\":1}\n\u{0}\n{\"a\":2}\n",
      "{}\n{}\n", "[]", " \n",
    ])
  func refused(text: String) throws {
    let folder = try InputFolder()
    let path = try folder.write("rows.json", text: text)
    let error = try #require(throws: EngineError.self) { try Reading(path) }
    #expect(error.exitCode == 3)
  }
}
