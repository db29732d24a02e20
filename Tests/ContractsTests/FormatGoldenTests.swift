import Foundation
import Testing

@testable import Contracts

/// Texts are of a form when reference parsers take them, for the engine and in a stream.
@Suite struct FormatGoldenTests {
  struct Golden: Decodable {
    let forms: [String: [Text]]

    struct Text: Decodable {
      let text: String
      let isValid: Bool
    }
  }

  static let golden: Result<Golden, any Error> = Result {
    let path = ContractGoldenTests.folder.appending(path: "golden-formats.json")
    return try JSONDecoder().decode(Golden.self, from: try Data(contentsOf: path))
  }

  /// Forms that are told by their looks alone, as their summary says, and `ip`, which is one of two
  /// others.
  static let unreferenced: Set<TextFormat.Form> = [.phone, .country, .currency, .ip]

  static let forms = TextFormat.Form.allCases.filter { !unreferenced.contains($0) }

  @Test("The engine and a stream take the texts that the reference takes", arguments: forms)
  func agrees(form: TextFormat.Form) throws {
    let texts = try #require(try Self.golden.get().forms[form.rawValue])
    #expect(texts.count > 100)
    let broken = try Self.broken(form, texts.map(\.text))
    let unlike = texts.filter { broken.contains($0.text) == $0.isValid }
    #expect(unlike.map(\.text) == [])
  }

  @Test("An address is one of the two kinds")
  func addresses() throws {
    let forms = try Self.golden.get().forms
    let four = try #require(forms["ipv4"])
    let six = try #require(forms["ipv6"])
    let valid = Set((four + six).filter(\.isValid).map(\.text))
    let texts = (four + six).map(\.text)
    #expect(try Self.broken(.ip, texts) == texts.filter { !valid.contains($0) })
  }

  @Test(
    "Telephone numbers have 8 to 15 digits behind a plus, countries and currencies are capitals",
    arguments: [
      (
        TextFormat.Form.phone,
        ["+49 30 1234567", "+1 (555) 123-4567", "+12345678", "+123456789012345"]
      ),
      (.country, ["DE", "XX"]), (.currency, ["EUR", "XXX"]),
    ])
  func shapes(form: TextFormat.Form, valid: [String]) throws {
    let others = [
      "", "+1 2", "49 30 1234567", "+1234567", "+1234567890123456", "+0123456789", "+49a301234567",
      "de", "D", "DEU1", "EURO", "ÄÖ", " EUR",
    ]
    #expect(try Self.broken(form, valid + others) == others)
  }

  /// The texts that are not of a form, by the engine; a stream says the same.
  private static func broken(_ form: TextFormat.Form, _ texts: [String]) throws -> [String] {
    let contract = "columns: {x: {type: text, format: \(form.rawValue)}}"
    let rows = texts.map { "('\($0.replacing("'", with: "''"))')" }
    let held = try Held(contract, values: rows.joined(separator: ", "))
    let places = try held.quarantined()
    let lines = try texts.map { text in
      String(decoding: try JSONEncoder().encode(["x": text]), as: UTF8.self) + "\n"
    }
    let streamed = try Streamed(contract, lines.joined())
    #expect(streamed.rules.count == texts.count)
    for (place, rules) in streamed.rules.enumerated() {
      #expect(
        rules.isEmpty != places.contains(place + 1),
        "\(form) \(texts[place]): a stream and the engine differ")
    }
    return places.map { texts[$0 - 1] }
  }
}
