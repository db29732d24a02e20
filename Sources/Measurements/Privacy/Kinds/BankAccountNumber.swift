/// An international bank account number: a country, two check digits, and as many characters as the
/// country's numbers have.
///
/// - Source: ISO 13616; lengths from the registry of IBAN formats.
package enum BankAccountNumber: PersonalDataKind {
  package static let card = PersonalDataCard(
    id: "iban", title: "bank account numbers", chance: 1.0 / 97,
    source: "ISO 13616, with the check digits of ISO/IEC 7064 MOD 97-10")

  /// Characters of a number by country.
  private static let lengths: [String: Int] = [
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BR": 29, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20,
    "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18,
    "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30,
    "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24,
    "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PT": 25, "QA": 29,
    "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26,
    "UA": 29, "XK": 20,
  ]

  package static func candidates(in text: SearchedText) -> [PersonalDataCandidate] {
    var found: [PersonalDataCandidate] = []
    for start in text.bytes.indices where text[start].isCapital && text[start + 1].isCapital {
      guard !text.isWord(start - 1), text.isDigit(start + 2), text.isDigit(start + 3),
        let length = lengths[String(decoding: text.bytes[start...start + 1], as: UTF8.self)]
      else { continue }
      var characters: [UInt8] = []
      var place = start
      while characters.count < length, place < text.count {
        if text[place].isCapital || text.isDigit(place) {
          characters.append(text[place])
        } else if !text.has(" ", at: place) || characters.count % 4 != 0 {
          break
        }
        place += 1
      }
      guard characters.count == length, !text.isWord(place) else { continue }
      found.append(
        PersonalDataCandidate(range: start..<place, passes: remainder(characters) == 1))
    }
    return found
  }

  /// By 97, with the first four characters last and letters as 10 to 35.
  private static func remainder(_ characters: [UInt8]) -> Int {
    let digits = (characters.dropFirst(4) + characters.prefix(4)).flatMap { byte -> [Int] in
      guard byte.isCapital else { return [Int(byte - UInt8(ascii: "0"))] }
      let value = Int(byte - UInt8(ascii: "A")) + 10
      return [value / 10, value % 10]
    }
    return CheckDigits.remainder(digits, by: 97)
  }
}
