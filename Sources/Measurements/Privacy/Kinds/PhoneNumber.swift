/// A telephone number: international with its plus, or of North America with its three groups.
///
/// Plain digits in a text are none: they could count anything.
///
/// - Source: ITU-T E.164; North American Numbering Plan.
package enum PhoneNumber: PersonalDataKind {
  package static let card = PersonalDataCard(
    id: "phone", title: "telephone numbers", source: "ITU-T E.164; North American Numbering Plan")

  package static func candidates(in text: SearchedText) -> [PersonalDataCandidate] {
    var found: [PersonalDataCandidate] = []
    var place = 0
    while place < text.count {
      let end =
        text.has("+", at: place) ? international(text, place) : northAmerican(text, place)
      if let end {
        found.append(PersonalDataCandidate(range: place..<end, passes: true))
        place = end
      } else {
        place += 1
      }
    }
    return found
  }

  package static func mayBe(_ digits: [Int]) -> Bool {
    digits.count == 10 && digits[0] >= 2 && digits[3] >= 2
  }

  /// `+44 20 7946 0958`: 8 to 15 digits, the first none of 0.
  private static func international(_ text: SearchedText, _ start: Int) -> Int? {
    guard !text.isWord(start - 1), !text.has("+", at: start - 1), text.isDigit(start + 1),
      !text.has("0", at: start + 1)
    else { return nil }
    let separators = Set(" -./()".utf8)
    var place = start + 1
    var digits = 0
    var end = place
    while place < text.count {
      if text.isDigit(place) {
        digits += 1
        end = place + 1
      } else if !separators.contains(text[place]) || place - end > 1 {
        break
      }
      place += 1
    }
    return (8...15).contains(digits) && !text.isWord(end) ? end : nil
  }

  /// `(202) 555-0123`, `202-555-0123`, `202.555.0123`: area and exchange start with 2 to 9.
  private static func northAmerican(_ text: SearchedText, _ start: Int) -> Int? {
    let isBracketed = text.has("(", at: start)
    let area = isBracketed ? start + 1 : start
    guard !text.isWord(start - 1), !text.has("-", at: start - 1), !text.has(".", at: start - 1),
      let code = text.number(area..<area + 3), code >= 200
    else { return nil }
    var exchange = area + 3
    var separator: UInt8?
    if isBracketed {
      guard text.has(")", at: exchange) else { return nil }
      exchange += 1
      if text.has(" ", at: exchange) { exchange += 1 }
    } else {
      guard text.has("-", at: exchange) || text.has(".", at: exchange) else { return nil }
      separator = text[exchange]
      exchange += 1
    }
    guard let middle = text.number(exchange..<exchange + 3), middle >= 200,
      separator.map({ text[exchange + 3] == $0 }) ?? text.has("-", at: exchange + 3),
      text.number(exchange + 4..<exchange + 8) != nil, !text.isWord(exchange + 8),
      !text.has("-", at: exchange + 8)
    else { return nil }
    return exchange + 8
  }
}
