/// An address on the public internet, of version 4 or 6.
///
/// Addresses of private networks, of one machine alone and of documentation are those of nobody.
///
/// - Source: RFC 791, RFC 4291, RFC 6890.
package enum InternetAddress: PersonalDataKind {
  package static let card = PersonalDataCard(
    id: "internet-address", title: "internet addresses", source: "RFC 791, RFC 4291, RFC 6890")

  package static func candidates(in text: SearchedText) -> [PersonalDataCandidate] {
    var found: [PersonalDataCandidate] = []
    var place = 0
    while place < text.count {
      guard isPart(text[place]), !isPart(text[place - 1]), !text.isWord(place - 1) else {
        place += 1
        continue
      }
      var end = place
      while isPart(text[end]) { end += 1 }
      let range = place..<end
      place = end
      guard !text.isWord(end), isPublic(text, range) else { continue }
      found.append(PersonalDataCandidate(range: range, passes: true))
    }
    return found
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
      || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
  }

  private static func isPublic(_ text: SearchedText, _ range: Range<Int>) -> Bool {
    var token = text.bytes[range]
    // `93.184.216.34:8080`: the port is no part of the address.
    if token.contains(UInt8(ascii: ".")), let colon = token.firstIndex(of: UInt8(ascii: ":")) {
      guard token[(colon + 1)...].allSatisfy(\.isDigit) else { return false }
      token = token[..<colon]
    }
    if token.contains(UInt8(ascii: ":")) {
      return isPublicSix(token)
    }
    let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return false }
    var octets: [Int] = []
    for part in parts {
      guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0"),
        let octet = text.number(part.startIndex..<part.endIndex), octet < 256
      else { return false }
      octets.append(octet)
    }
    return switch (octets[0], octets[1]) {
    case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (192, 0), (198, 51),
      (203, 0), (198, 18...19), (100, 64...127), (224...255, _):
      false
    // Four small numbers are the version of something more often than an address.
    default: octets.contains { $0 > 31 }
    }
  }

  private static func isPublicSix(_ token: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: token, as: UTF8.self)
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return false }
    let groups = halves.map { $0.split(separator: ":", omittingEmptySubsequences: false) }
    let named = groups.map { $0.count == 1 && $0[0].isEmpty ? 0 : $0.count }
    let count = named.reduce(0, +)
    guard halves.count == 2 ? (3...7).contains(count) : count == 8 else { return false }
    var first: UInt16?
    for group in groups.joined() where !(halves.count == 2 && group.isEmpty) {
      guard (1...4).contains(group.count), let value = UInt16(group, radix: 16) else {
        return false
      }
      if first == nil { first = value }
    }
    // Of 2000::/3 only, without what documentation uses.
    guard let first, first >> 13 == 1 else { return false }
    return !text.lowercased().hasPrefix("2001:db8:")
  }
}
