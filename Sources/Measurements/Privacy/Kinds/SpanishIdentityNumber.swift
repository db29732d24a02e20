/// An identity number of Spain, DNI or NIE: eight digits, or a letter and seven, and a check
/// letter.
///
/// - Source: Ministry of the Interior: the number modulo 23.
package enum SpanishIdentityNumber: PersonalDataKind {
  package static let card = PersonalDataCard(
    id: "es-dni", title: "identity numbers (Spain)", chance: 1.0 / 23,
    source: "Ministry of the Interior, check letter modulo 23")

  private static let checks = Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)

  package static func candidates(in text: SearchedText) -> [PersonalDataCandidate] {
    var found: [PersonalDataCandidate] = []
    for start in text.bytes.indices where !text.isWord(start - 1) {
      guard checks.contains(text[start + 8]), !text.isWord(start + 9),
        let number = number(text, start)
      else { continue }
      found.append(
        PersonalDataCandidate(
          range: start..<start + 9, passes: checks[number % 23] == text[start + 8]))
    }
    return found
  }

  private static func number(_ text: SearchedText, _ start: Int) -> Int? {
    guard let foreign = Array("XYZ".utf8).firstIndex(of: text[start]) else {
      return text.number(start..<start + 8)
    }
    return text.number(start + 1..<start + 8).map { foreign * 10_000_000 + $0 }
  }
}
