import Foundation
import Testing

@testable import Measurements

/// A saved profile may come from anywhere: whatever stands in it, there is an answer or a reason.
@Suite("A hostile saved profile")
struct HostileProfileTests {
  static let sql = """
    select i::double / 7 a, (i * 7919) % 1000003 b, 'k' || (i % 30) c, i % 2 = 0 d, [i] e,
      case when i % 5 = 0 then 'nan'::double when i % 7 = 0 then null else sin(i) end f,
      date '2024-01-01' + (i % 50)::int g, 'u' || i h
    from range(700) r(i)
    """

  static func profile() throws -> DatasetProfile {
    var options = ProfileOptions()
    options.exactValues = 300
    options.categories.exact = 200
    options.categories.retained = 100
    return try Table.profile(sql, options)
  }

  /// Everything that is computed from a profile that was read.
  private func use(_ data: Data, against whole: DatasetProfile) {
    do throws(ProfileFileRefused) {
      let read = try ProfileFile.decode(data)
      for (first, second) in [(read, whole), (whole, read), (read, read)] {
        let report = DriftReport(reference: first, current: second)
        #expect(report.columns.count >= first.columns.count)
        #expect(throws: Never.self) { try JSONEncoder().encode(DriftDocument(report)) }
      }
      #expect(throws: Never.self) { try JSONEncoder().encode(ProfileDocument(read)) }
      var sum = read
      do throws(ProfileMismatch) { try sum.merge(whole) } catch { #expect(!error.reason.isEmpty) }
    } catch {
      #expect(!error.reason.isEmpty)
      #expect(!error.reason.contains("\n"))
    }
  }

  @Test(
    "counts that are none are refused in a sentence",
    arguments: [
      (#""missing":0"#, #""missing":-1"#), (#""missing":0"#, #""missing":9223372036854775807"#),
      (#""unreadable":0"#, #""unreadable":-5"#), (#""rows":700"#, #""rows":701"#),
      (#""trues":350"#, #""trues":9223372036854775807"#), (#""trues":350"#, #""trues":-350"#),
      (#""total":700"#, #""total":-700"#), (#""total":700"#, #""total":9223372036854775807"#),
      (#""empty":0"#, #""empty":-1"#), (#""invalid":0"#, #""invalid":701"#),
      (#""k1":24"#, #""k1":9223372036854775807"#), (#""k1":24"#, #""k1":-24"#),
      (#""exactValues":300"#, #""exactValues":-1"#), (#""retained":100"#, #""retained":-1"#),
    ])
  func refused(from: String, to: String) throws {
    let text = String(decoding: try ProfileFile.encode(Self.profile()), as: UTF8.self)
    let damaged = text.replacingOccurrences(of: from, with: to)
    #expect(damaged != text)
    let error = try #require(throws: ProfileFileRefused.self) {
      try ProfileFile.decode(Data(damaged.utf8))
    }
    #expect(!error.reason.isEmpty)
    #expect(!error.reason.contains("\n"))
  }

  @Test("any number changed to any other gives an answer or a reason", arguments: 0..<10)
  func mutations(seed: Int) throws {
    let whole = try Self.profile()
    let text = [UInt8](try ProfileFile.encode(whole))
    let numbers = Self.numbers(text)
    var random = Lehmer(UInt64(seed) &* 977 &+ 5)
    let hostile = [
      "-1", "0", "1", "9223372036854775807", "-9223372036854775808", "18446744073709551615",
      "4611686018427387904", "9007199254740993", "1e308", "-1e308", "1e400", "0.5", "null", "\"x\"",
      "[]", "9218868437227405312", "9221120237041090560", "2147483647",
    ]
    for _ in 0..<80 {
      var changed: [UInt8] = text
      // Later places first, so that earlier ones stay where they are.
      let places = (0...Int.random(in: 0...2, using: &random))
        .map { _ in Int.random(in: 0..<numbers.count, using: &random) }
      for place in Set(places).sorted(by: >) {
        let value = hostile[Int.random(in: 0..<hostile.count, using: &random)]
        changed.replaceSubrange(numbers[place], with: Array(value.utf8))
      }
      use(Data(changed), against: whole)
    }
  }

  @Test("any bytes changed, cut or doubled give an answer or a reason", arguments: 0..<4)
  func damage(seed: Int) throws {
    let whole = try Self.profile()
    let text = [UInt8](try ProfileFile.encode(whole))
    var random = Lehmer(UInt64(seed) &* 31 &+ 1)
    for round in 0..<60 {
      var changed = text
      let start = Int.random(in: 0..<text.count, using: &random)
      let end = min(text.count, start + Int.random(in: 1...40, using: &random))
      switch round % 3 {
      case 0: changed[start] = UInt8.random(in: 0x20...0x7E, using: &random)
      case 1: changed.removeSubrange(start..<end)
      default: changed.insert(contentsOf: text[start..<end], at: start)
      }
      use(Data(changed), against: whole)
    }
  }

  /// Where numbers stand in a JSON text, outside of strings.
  private static func numbers(_ text: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var isInString = false
    var start: Int?
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: "\"") { isInString.toggle() }
      let isNumber = !isInString && "+-.0123456789eE".utf8.contains(byte)
      if isNumber, start == nil, byte != UInt8(ascii: "e") { start = index }
      if !isNumber, let first = start {
        found.append(first..<index)
        start = nil
      }
    }
    return found
  }

  @Test("a profile is recognised however it is laid out, and other objects are not taken for one")
  func kinds() throws {
    let data = try ProfileFile.encode(Self.profile())
    let object = try JSONSerialization.jsonObject(with: data)
    let pretty = try JSONSerialization.data(withJSONObject: object, options: [.prettyPrinted])
    for text in [data, pretty, Data("\n  ".utf8) + pretty + Data("\n".utf8)] {
      #expect(ProfileFile.mayBeObject(beginning: text, isWhole: true))
      #expect(ProfileFile.mayBeObject(beginning: text.prefix(100), isWhole: false))
      #expect(ProfileFile.kind(of: text) == .profile)
      #expect(try ProfileFile.decode(text) == Self.profile())
    }
    let document = try JSONEncoder().encode(ProfileDocument(try Self.profile()))
    #expect(ProfileFile.kind(of: document) == .unrecognised)
    let rows = Data("{\"a\":1}\n{\"a\":2}\n".utf8)
    #expect(!ProfileFile.mayBeObject(beginning: rows, isWhole: true))
    #expect(!ProfileFile.mayBeObject(beginning: rows.prefix(9), isWhole: false))
    #expect(ProfileFile.kind(of: Data("{\"a\":1,\"b\":\"x\"}\n".utf8)) == .data)
    #expect(!ProfileFile.mayBeObject(beginning: Data("a,b\n".utf8), isWhole: true))
  }
}
