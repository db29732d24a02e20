/// The bytes of a text, read from left to right by those who look for patterns in it.
///
/// What is outside of the text counts as a space, so that a pattern at either end is bounded like
/// one between words.
package struct SearchedText: Sendable {
  /// Longer texts are looked at up to here: what is personal stands in the first pages too.
  static let most = 1 << 16

  /// The bytes.
  let bytes: [UInt8]

  /// The bytes of a text.
  package init(_ text: String) {
    bytes = Array(text.utf8.prefix(Self.most))
  }

  var count: Int { bytes.count }

  /// The byte at a place; a space outside.
  subscript(place: Int) -> UInt8 {
    bytes.indices.contains(place) ? bytes[place] : UInt8(ascii: " ")
  }

  /// Whether a place holds a digit.
  func isDigit(_ place: Int) -> Bool { self[place].isDigit }

  /// Whether a place holds an ASCII letter or a digit, or a byte of another letter.
  func isWord(_ place: Int) -> Bool {
    let byte = self[place]
    return byte.isDigit || byte.isLetter || byte >= 0x80
  }

  /// The value of the digits in a range; nil when one is none or there are more than 18.
  func number(_ range: Range<Int>) -> Int? {
    guard range.count <= 18, !range.isEmpty else { return nil }
    var number = 0
    for place in range {
      guard isDigit(place) else { return nil }
      number = number * 10 + Int(self[place] - UInt8(ascii: "0"))
    }
    return number
  }

  /// Whether a place holds a given character.
  func has(_ character: Unicode.Scalar, at place: Int) -> Bool {
    character.isASCII && self[place] == UInt8(ascii: character)
  }

  /// A run of digits, its groups parted by single separators.
  struct DigitRun {
    let range: Range<Int>
    let digits: [Int]
  }

  /// Runs of digits that stand by themselves: no letter, digit or decimal point beside them.
  func digitRuns(separators: Set<UInt8>) -> [DigitRun] {
    var runs: [DigitRun] = []
    var place = 0
    while place < count {
      guard isDigit(place) else {
        place += 1
        continue
      }
      let start = place
      var digits: [Int] = []
      while true {
        if isDigit(place) {
          digits.append(Int(self[place] - UInt8(ascii: "0")))
          place += 1
        } else if separators.contains(self[place]), isDigit(place + 1), place < count {
          place += 1
        } else {
          break
        }
      }
      let isFraction =
        has(".", at: start - 1) || has(",", at: start - 1)
        || (has(".", at: place) || has(",", at: place)) && isDigit(place + 1)
      guard !isWord(start - 1), !isWord(place), !isFraction else { continue }
      runs.append(DigitRun(range: start..<place, digits: digits))
    }
    return runs
  }

  /// The text in a range with letters as `x` and digits as `0`: its shape, and nothing of what it
  /// says.
  func shape(_ range: Range<Int>) -> String {
    var shape = ""
    for place in range.prefix(40) {
      let byte = self[place]
      if byte.isDigit {
        shape.append("0")
      } else if byte.isLetter {
        shape.append("x")
      } else if byte < 0x80, byte > 0x20 {
        shape.unicodeScalars.append(Unicode.Scalar(byte))
      } else if byte == 0x20 {
        shape.append(" ")
      } else if byte & 0xC0 != 0x80 {
        shape.append("x")
      }
    }
    return range.count > 40 ? shape + "…" : shape
  }
}

extension UInt8 {
  /// `0…9`.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  /// `A…Z`, `a…z`.
  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
  /// `A…Z`.
  var isCapital: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
}

/// Check digits that several numbers share.
enum CheckDigits {
  /// The check of Luhn, US patent 2,950,048: doubled every second digit from the right, the digits'
  /// sum is a multiple of ten.
  static func luhn(_ digits: [Int]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let doubled = place % 2 == 1 ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  /// The remainder of a long number that is given digit by digit.
  static func remainder(_ digits: some Sequence<Int>, by divisor: Int) -> Int {
    digits.reduce(0) { ($0 * 10 + $1) % divisor }
  }
}
