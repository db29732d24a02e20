/// A tax code of Italy, codice fiscale: letters of the name, year, month and day of birth, place, a
/// check letter.
///
/// - Source: Decree of the Ministry of Finance of 23 December 1976: the characters' values modulo
///   26.
package enum ItalianTaxCode: PersonalDataKind {
  package static let card = PersonalDataCard(
    id: "it-codice-fiscale", title: "tax codes (Italy)", chance: 1.0 / 26,
    source: "Ministry of Finance, decree of 23 December 1976, check letter modulo 26")

  /// What a character at an odd place counts, digits and letters A to J alike.
  private static let odd = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
  ]
  private static let months = Set("ABCDEHLMPRST".utf8)
  /// Where letters stand; all other places hold digits.
  private static let letters: Set<Int> = [0, 1, 2, 3, 4, 5, 8, 11, 15]

  package static func candidates(in text: SearchedText) -> [PersonalDataCandidate] {
    var found: [PersonalDataCandidate] = []
    for start in text.bytes.indices where text[start].isLetter && !text.isWord(start - 1) {
      let code = (0..<16).map {
        text[start + $0].isLetter ? text[start + $0] & 0xDF : text[start + $0]
      }
      guard !text.isWord(start + 16),
        code.indices.allSatisfy({ letters.contains($0) ? code[$0].isCapital : code[$0].isDigit }),
        months.contains(code[8]),
        let day = text.number(start + 9..<start + 11),
        (1...31).contains(day) || (41...71).contains(day)
      else { continue }
      let sum = (0..<15).reduce(0) { $0 + ($1 % 2 == 0 ? odd[value(code[$1])] : value(code[$1])) }
      found.append(
        PersonalDataCandidate(range: start..<start + 16, passes: sum % 26 == value(code[15])))
    }
    return found
  }

  private static func value(_ byte: UInt8) -> Int {
    Int(byte) - Int(byte.isDigit ? UInt8(ascii: "0") : UInt8(ascii: "A"))
  }
}
