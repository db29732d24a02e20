/// An e-mail address: a name, `@`, and a domain of at least two parts.
///
/// - Source: RFC 5321, section 4.1.2, without quoted names and addresses in brackets.
package enum EmailAddress: PersonalDataKind {
  package static let card = PersonalDataCard(
    id: "email", title: "e-mail addresses", source: "RFC 5321, section 4.1.2")

  package static func candidates(in text: SearchedText) -> [PersonalDataCandidate] {
    var found: [PersonalDataCandidate] = []
    for at in text.bytes.indices where text.has("@", at: at) {
      var start = at
      while isName(text[start - 1]), at - start < 64 { start -= 1 }
      while start < at, text.has(".", at: start) { start += 1 }
      guard start < at, !text.has(".", at: at - 1) else { continue }
      if let end = domainEnd(text, at + 1) {
        found.append(PersonalDataCandidate(range: start..<end, passes: true))
      }
    }
    return found
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte.isDigit || byte.isLetter || [0x2E, 0x5F, 0x25, 0x2B, 0x2D, 0x27].contains(byte)
  }

  /// Where a domain that starts at a place ends; nil when none does.
  private static func domainEnd(_ text: SearchedText, _ start: Int) -> Int? {
    var labels: [Range<Int>] = []
    var place = start
    while true {
      let first = place
      while text[place].isDigit || text[place].isLetter || text.has("-", at: place) { place += 1 }
      guard place > first, place - first <= 63, !text.has("-", at: first) else { break }
      labels.append(first..<place)
      guard text.has(".", at: place) else { break }
      place += 1
    }
    guard labels.count > 1, let last = labels.last, (2...24).contains(last.count),
      last.allSatisfy({ text[$0].isLetter }), !text.isWord(last.upperBound)
    else { return nil }
    return last.upperBound
  }
}
