/// A personal identity code of Finland: a birthday, a sign of the century, a number, a check
/// character.
///
/// - Source: Digital and Population Data Services Agency: the nine digits modulo 31.
package enum FinnishIdentityCode: PersonalDataKind {
  package static let card = PersonalDataCard(
    id: "fi-hetu", title: "personal identity codes (Finland)", chance: 1.0 / 31,
    source: "Digital and Population Data Services Agency, check character modulo 31")

  private static let checks = Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)
  private static let centuries = Set("+-YXWVUABCDEF".utf8)

  package static func candidates(in text: SearchedText) -> [PersonalDataCandidate] {
    var found: [PersonalDataCandidate] = []
    for start in text.bytes.indices where centuries.contains(text[start + 6]) {
      guard !text.isWord(start - 1), !text.isWord(start + 11),
        let day = text.number(start..<start + 2), (1...31).contains(day),
        let month = text.number(start + 2..<start + 4), (1...12).contains(month),
        let date = text.number(start..<start + 6), let serial = text.number(start + 7..<start + 10),
        checks.contains(text[start + 10])
      else { continue }
      found.append(
        PersonalDataCandidate(
          range: start..<start + 11,
          passes: serial >= 2 && checks[(date * 1_000 + serial) % 31] == text[start + 10]))
    }
    return found
  }
}
