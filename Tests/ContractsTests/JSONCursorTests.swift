import Foundation
import Testing

@testable import Contracts

/// What is read of bytes, held against Foundation.
@Suite struct JSONCursorTests {
  /// Draws numbers that a seed determines.
  struct Draws {
    var state: UInt64

    mutating func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
  }

  static func number(_ text: String) throws -> DecimalNumber {
    // The number lies in bytes that a line feed ends; its double is taken while they are there.
    let bytes = Array(text.utf8) + [UInt8](repeating: 0x0A, count: JSONCursor.padding + 1)
    return unsafe try bytes.withUnsafeBufferPointer { bytes in
      var cursor = unsafe JSONCursor(try #require(bytes.baseAddress))
      let number = try cursor.number()
      #expect(cursor.offset == text.utf8.count)
      #expect(number.double.bitPattern == Double(text)?.bitPattern, "\(text)")
      #expect(!number.isWhole || number.whole == Int64(text) || text == "-9223372036854775808")
      return number
    }
  }

  @Test(
    "A number is the nearest double, at the borders too",
    arguments: [
      "0", "-0", "1", "-1", "0.1", "0.3", "1e22", "1e23", "8.5e22", "9007199254740993",
      "9007199254740992.5", "9007199254740993.0", "9223372036854775807", "9223372036854775808",
      "-9223372036854775807", "-9223372036854775808", "18446744073709551615",
      "18446744073709551616", "1.7976931348623157e308", "1e308", "1e309", "-1e400", "5e-324",
      "2e-324", "2.2250738585072011e-308", "0e999999999", "1e-400",
      "0.000000000000000000000000000001", "123456789012345678901234567890",
      "0.9999999999999999999", "1.00000000000000011102230246251565404236316680908203125",
      "1.0000000000000001110223024625156540423631668090820312499", "1E+5", "1e-5",
    ])
  func nearest(text: String) throws { _ = try Self.number(text) }

  @Test("A number of any digits is the nearest double", arguments: [1, 2, 3] as [UInt64])
  func random(seed: UInt64) throws {
    var draws = Draws(state: seed)
    for _ in 0..<2000 {
      func digits(_ count: Int) -> String {
        (0..<count).map { _ in "\(draws.next(10))" }.joined()
      }
      var text = draws.next(2) == 0 ? "-" : ""
      text += "\(1 + draws.next(9))" + digits(draws.next(22))
      if draws.next(2) == 0 { text += "." + digits(1 + draws.next(22)) }
      if draws.next(3) == 0 { text += "e\(draws.next(660) - 330)" }
      _ = try Self.number(text)
    }
  }

  @Test("Bytes are UTF-8 when the language says so", arguments: [1, 2] as [UInt64])
  func validity(seed: UInt64) {
    var draws = Draws(state: seed)
    let pool: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF,
      0xF0, 0xF1, 0xF4, 0xF5,
    ]
    for _ in 0..<20_000 {
      let bytes = (0..<(1 + draws.next(5))).map { _ in pool[draws.next(pool.count)] }
      let isValid = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe buffer.baseAddress.map { unsafe UTF8Bytes.areValid($0, buffer.count) } ?? true
      }
      #expect(isValid == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
    }
  }

  @Test(
    "Lines that are damaged anywhere are an object for both readers or for neither",
    arguments: 1...4 as ClosedRange<UInt64>)
  func damaged(seed: UInt64) throws {
    var draws = Draws(state: seed)
    let whole = Array(
      #"{"x":-1.5e3,"y":"a\u00e9\n","z":[1,{"k":null},true],"w":{"a":[]},"é":false}"#.utf8)
    let pool = Array("{}[]\",:\\u0eE+-.tfn 19".utf8) + [0x00, 0x1F, 0x80, 0xC3, 0xFF]
    for _ in 0..<1500 {
      var line = whole
      for _ in 0..<(1 + draws.next(2)) {
        let place = draws.next(line.count)
        switch draws.next(3) {
        case 0: line[place] = pool[draws.next(pool.count)]
        case 1: line.remove(at: place)
        default: line.insert(pool[draws.next(pool.count)], at: place)
        }
      }
      let judged = try Streamed("columns: {x: {not-null: true}}", line + [0x0A])
      #expect(judged.report.passed + judged.report.quarantined == judged.report.rows)
      let flaw = judged.quarantined.first?["assay_flaw"] as? String
      let isObject =
        (try? JSONSerialization.jsonObject(with: Data(line))) is [String: Any]
      let text = String(decoding: line, as: UTF8.self)
      // To Foundation a key may occur twice, and a comma may stand before the end of an object.
      let isLoose = text.replacing(" ", with: "").contains(",}")
      if flaw?.hasSuffix(JSONFlaw.Reason.repeatedKey.rawValue) == true || isLoose { continue }
      #expect((flaw == nil) == isObject, "\(text) \(flaw ?? "")")
    }
  }

  @Test("What is handed on, held and said is the same however the input is cut")
  func cuts() throws {
    let lines = StreamConformanceTests.lines(60, seed: 7) + ["{\n", "\n", "{\"n\":1"]
    let told = "columns: {n: {type: number, increasing: true, mean: {max: 9}}}"
    let whole = try Streamed(told, lines.joined())
    for chunk in [1, 2, 7, 59] {
      let cut = try Streamed(told, lines.joined(), chunk: chunk)
      #expect(cut.passed == whole.passed)
      #expect(cut.rules == whole.rules)
      #expect(cut.report.constraints.map(\.found) == whole.report.constraints.map(\.found))
    }
  }
}
