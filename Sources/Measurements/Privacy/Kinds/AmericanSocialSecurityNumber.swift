/// A social security number of the United States, with its hyphens.
///
/// - Source: Social Security Administration: areas 000, 666 and from 900 on, group 00 and serial
///   0000 are never given.
package enum AmericanSocialSecurityNumber: PersonalDataKind {
  package static let card = PersonalDataCard(
    id: "us-ssn", title: "social security numbers (United States)",
    source: "Social Security Administration, structure of the number")

  package static func candidates(in text: SearchedText) -> [PersonalDataCandidate] {
    var found: [PersonalDataCandidate] = []
    for start in text.bytes.indices
    where text.has("-", at: start + 3) && text.has("-", at: start + 6) {
      guard let area = text.number(start..<start + 3),
        let group = text.number(start + 4..<start + 6),
        let serial = text.number(start + 7..<start + 11), !text.isWord(start - 1),
        !text.has("-", at: start - 1), !text.isWord(start + 11), !text.has("-", at: start + 11),
        isGiven(area, group, serial)
      else { continue }
      found.append(PersonalDataCandidate(range: start..<start + 11, passes: true))
    }
    return found
  }

  package static func mayBe(_ digits: [Int]) -> Bool {
    guard digits.count == 9 else { return false }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    return isGiven(number(0..<3), number(3..<5), number(5..<9))
  }

  private static func isGiven(_ area: Int, _ group: Int, _ serial: Int) -> Bool {
    (1..<900).contains(area) && area != 666 && group > 0 && serial > 0
  }
}
