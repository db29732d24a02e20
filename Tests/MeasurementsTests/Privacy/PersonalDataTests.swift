import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Personal data in texts")
struct PersonalDataTests {
  private static let kinds = Dictionary(
    uniqueKeysWithValues: PersonalDataKinds.all.map { ($0.card.id, $0) })

  private static func golden() throws -> [String: [Number]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/privacy/golden.json").standardized
    return try JSONDecoder().decode([String: [Number]].self, from: Data(contentsOf: file))
  }

  private struct Number: Decodable {
    let text: String
    let isValid: Bool

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      text = try values.decode(String.self)
      isValid = try values.decode(Bool.self)
    }
  }

  @Test("check digits agree with python-stdnum, alone and inside a sentence")
  func golden() throws {
    for (id, numbers) in try Self.golden() {
      let kind = try #require(Self.kinds[id])
      for number in numbers {
        for text in [number.text, "sent to \(number.text), thanks"] {
          let found = kind.candidates(in: SearchedText(text))
          #expect(found.contains { $0.passes } == number.isValid, "\(id) \(text)")
        }
      }
    }
  }

  @Test(
    "what is personal is found",
    arguments: [
      ("email", "ada.lovelace+notes@example.co.uk"), ("email", "write to <bo@x-y.org>."),
      ("phone", "+44 20 7946 0958"), ("phone", "call (202) 555-0123 today"),
      ("phone", "202-555-0123"),
      ("phone", "+4930123456"), ("payment-card", "4111 1111 1111 1111"),
      ("payment-card", "5500-0000-0000-0004"), ("iban", "DE89 3704 0044 0532 0130 00"),
      ("iban", "GB82WEST12345698765432"), ("internet-address", "from 93.184.216.34:8080"),
      ("internet-address", "2606:2800:220:1:248:1893:25c8:1946"),
      ("internet-address", "2a00:1450:4001::200e"),
      ("us-ssn", "SSN 078-05-1120"), ("br-cpf", "529.982.247-25"), ("fi-hetu", "131052-308T"),
      ("fr-nir", "2 53 04 75 004 001 97"), ("it-codice-fiscale", "RSSMRA85T10A562S"),
      ("es-dni", "12345678Z"),
      ("es-dni", "X1234567L"),
    ])
  func found(_ id: String, _ text: String) throws {
    let kind = try #require(Self.kinds[id])
    let found = kind.candidates(in: SearchedText(text))
    if id == "fr-nir" {
      #expect(found.count == 1, "\(text)")
    } else {
      #expect(found.contains { $0.passes }, "\(text)")
    }
  }

  @Test(
    "what only looks like it is not",
    arguments: [
      "a@b", "@example.org", "name@", "v1.2.3.4", "1.2.3.4", "10.0.0.1", "192.168.1.20",
      "127.0.0.1",
      "12:30:45", "00:1a:2b:3c:4d:5e", "2026-03-31 12:00:00", "3.14159265358979",
      "0.4111111111111111",
      "123456789012", "2001:db8::1", "fe80::1:2:3:4", "666-12-3456", "900-12-3456", "123-00-4567",
      "111.111.111-11", "DE89 3704 0044 0532 0130", "ISO 13616", "+0123456789", "+1", "99-9999",
      "4111111111111112", "order 20260331123456", "std::vector", "", " ", "ABCDEF12A34B567",
    ])
  func notFound(_ text: String) {
    for kind in PersonalDataKinds.all {
      let found = kind.candidates(in: SearchedText(text))
      #expect(!found.contains { $0.passes }, "\(kind.card.id) in \(text)")
    }
  }

  @Test("a shape shows no letter and no digit of the text")
  func shape() throws {
    let text = SearchedText("Zoé +44 20 7946 0958")
    let place = try #require(PhoneNumber.candidates(in: text).first)
    #expect(text.shape(place.range) == "+00 00 0000 0000")
    #expect(text.shape(0..<4) == "xxx")
  }

  private func table(_ values: [String]) -> RowTable {
    RowTable(columns: [
      RowColumn(
        name: "note",
        values: .categorical(codes: values.indices.map { Int32($0) }, categories: values))
    ])
  }

  @Test(
    "long identifiers that pass Luhn's check by accident alone are no cards, those that all pass are"
  )
  func chance() throws {
    var generator = SeededGenerator(seed: 5)
    func number(_ length: Int) -> String {
      "4" + (1..<length).map { _ in String(Int(generator.uniform() * 10)) }.joined()
    }
    let random = (0..<3_000).map { _ in number(16) }
    let found = try #require(PersonalDataSearch(table(random)).findings.first)
    #expect((0.08...0.12).contains(Double(found.passing) / Double(found.candidates)))
    #expect(try found.judgement(level: 0.999) == .pass)
    let cards = random.filter {
      PaymentCardNumber.candidates(in: SearchedText($0)).contains { $0.passes }
    }
    let sure = try #require(PersonalDataSearch(table(cards)).findings.first)
    #expect(try sure.judgement(level: 0.999) == .fail)
    let single = try #require(PersonalDataSearch(table([cards[0], "nothing"])).findings.first)
    #expect(try single.judgement(level: 0.999) != .pass)
  }

  @Test("numbers that stand as numbers are searched too")
  func numbers() throws {
    let column = RowColumn(
      name: "card", values: .numeric([4_111_111_111_111_111, 5_500_000_000_000_004, .nan, 12]))
    let found = try #require(PersonalDataSearch(RowTable(columns: [column])).findings.first)
    #expect(found.kind.id == "payment-card" && found.passing == 2 && found.rows == 2)
  }

  @Test("the share is of the rows that have a value, the order of rows changes nothing")
  func shares() throws {
    let values = ["a@b.org", "x", "c@d.org", "y"]
    let found = try #require(PersonalDataSearch(table(values)).findings.first)
    #expect(found.found == 2 && found.rows == 4)
    let turned = try #require(PersonalDataSearch(table(values.reversed())).findings.first)
    #expect(turned.found == found.found && turned.passing == found.passing)
    #expect(try found.share(level: 0.95).value == 0.5)
    #expect(PersonalDataSearch(table([])).findings.isEmpty)
  }

  @Test("a stray address in many rows is undecided, many are sure")
  func stray() throws {
    let clean = (0..<5_000).map { "note \($0)" }
    let one = try #require(PersonalDataSearch(table(clean + ["a@b.org"])).findings.first)
    #expect(try one.judgement(level: 0.95) == .undecided(moreRows: nil))
    let many = try #require(
      PersonalDataSearch(table(clean + (0..<100).map { "a\($0)@b.org" })).findings.first)
    #expect(try many.judgement(level: 0.95) == .fail)
  }

  @Test(
    "whole numbers that may be of a kind without its separators are undecided, others are nothing",
    arguments: [
      (100_000_000.0, 899_999_999.0, "us-ssn"), (2_000_000_000, 9_999_999_999, nil),
      (1_600_000_000, 1_799_999_999, nil), (4_152_000_000, 4_159_999_999, "phone"),
      (100_000_000, 999_999_999, nil), (10_000_000, 99_999_999, nil),
    ] as [(Double, Double, String?)])
  func bare(_ low: Double, _ high: Double, _ kind: String?) throws {
    var generator = SeededGenerator(seed: 9)
    let numbers = (0..<5_000).map { _ in (low + (high - low) * generator.uniform()).rounded() }
    let table = RowTable(columns: [RowColumn(name: "k", values: .numeric(numbers))])
    let told = try PersonalDataSearch(table).findings.filter {
      try $0.judgement(level: 0.999) != .pass
    }
    #expect(told.map(\.kind.id) == [kind].compactMap(\.self))
    #expect(try told.allSatisfy { try $0.judgement(level: 0.999) == .undecided(moreRows: nil) })
    if kind == "us-ssn" { #expect(told.first?.shape == "000000000") }
  }
}
