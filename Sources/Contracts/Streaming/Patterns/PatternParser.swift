/// Reads a regular expression as RE2 understands it, as far as an automaton over bytes can follow.
///
/// What it cannot follow (bounds of words, lines, classes of Unicode, cases of letters beyond
/// ASCII) is refused, and so is what RE2 refuses.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var depth = 0
  /// Whether the case of letters does not count.
  private var ignoresCase = false
  /// Whether a dot is also a line feed.
  private var dotIsAll = false

  /// The most parentheses in each other.
  private static let deepest = 100
  /// The most repetitions that may be counted, as RE2 has it.
  private static let mostCounted = 1000

  /// Takes an expression apart.
  ///
  /// - Throws: ``StreamRefusal`` for what cannot be followed.
  static func parse(_ text: String) throws(StreamRefusal) -> PatternNode {
    var parser = PatternParser(text)
    let node = try parser.choice()
    guard parser.at == parser.scalars.count else { throw parser.refusal("a parenthesis") }
    return node
  }

  private init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  private func refusal(_ what: String) -> StreamRefusal {
    StreamRefusal(
      "\(what) in “\(String(String.UnicodeScalarView(scalars)))” is beyond the patterns that a stream follows",
      remedy: "write it with classes, groups, choices, repetitions, ^ and $")
  }

  private var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  private mutating func pass(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[at...].starts(with: wanted) else { return false }
    at += wanted.count
    return true
  }

  private mutating func choice() throws(StreamRefusal) -> PatternNode {
    var parts = [try sequence()]
    while pass("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws(StreamRefusal) -> PatternNode {
    var parts: [PatternNode] = []
    while let next, next != "|", next != ")" {
      if pass("\\Q") {
        while at < scalars.count, !pass("\\E") {
          parts.append(try literal(scalars[at], passing: 1))
        }
        continue
      }
      guard let part = try atom() else { continue }
      parts.append(try repeated(part))
    }
    return .sequence(parts)
  }

  /// One thing that can be repeated; nil for flags that only change what follows.
  private mutating func atom() throws(StreamRefusal) -> PatternNode? {
    guard let first = next else { return nil }
    switch first {
    case "(": return try group()
    case "[": return .set(try characterClass())
    case "\\": return try escape()
    case ".":
      at += 1
      return .set(
        dotIsAll ? CodePointSet([0...CodePointSet.last]) : CodePointSet("\n").complement)
    case "^":
      at += 1
      return .start
    case "$":
      at += 1
      return .end
    case "*", "+", "?": throw refusal("a repetition of nothing")
    default: return try literal(first, passing: 1)
    }
  }

  private mutating func literal(
    _ scalar: Unicode.Scalar, passing count: Int
  ) throws(StreamRefusal) -> PatternNode {
    at += count
    return .set(try cased(CodePointSet(scalar)))
  }

  private func cased(_ set: CodePointSet) throws(StreamRefusal) -> CodePointSet {
    guard ignoresCase else { return set }
    guard let both = set.withBothCases else { throw refusal("a letter of two cases") }
    return both
  }

  /// A part with how often it may come.
  private mutating func repeated(_ part: PatternNode) throws(StreamRefusal) -> PatternNode {
    let (least, most): (Int, Int?)
    if pass("*") {
      (least, most) = (0, nil)
    } else if pass("+") {
      (least, most) = (1, nil)
    } else if pass("?") {
      (least, most) = (0, 1)
    } else if let counted = try counted() {
      (least, most) = counted
    } else {
      return part
    }
    // How much is taken at first changes nothing in whether there is a match.
    _ = pass("?")
    if let next, next == "*" || next == "+" || next == "?" { throw refusal("a doubled repetition") }
    if next == "{", try counted() != nil { throw refusal("a doubled repetition") }
    return .repeated(part, least: least, most: most)
  }

  /// `{3}`, `{3,}`, `{3,5}`; anything else in braces is text.
  private mutating func counted() throws(StreamRefusal) -> (Int, Int?)? {
    guard next == "{", let close = scalars[at...].firstIndex(of: "}") else { return nil }
    let inside = String(String.UnicodeScalarView(scalars[(at + 1)..<close]))
    let parts = inside.split(separator: ",", omittingEmptySubsequences: false)
    func isNumber(_ part: Substring) -> Bool {
      !part.isEmpty && part.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    }
    guard parts.count <= 2, isNumber(parts[0]),
      parts.count == 1 || parts[1].isEmpty || isNumber(parts[1])
    else { return nil }
    let least = Int(parts[0]) ?? Int.max
    let most = parts.count == 1 ? least : parts[1].isEmpty ? nil : Int(parts[1]) ?? Int.max
    guard least <= Self.mostCounted, least <= most ?? least, most ?? 0 <= Self.mostCounted else {
      throw refusal("a count")
    }
    at = close + 1
    return (least, most)
  }

  private mutating func group() throws(StreamRefusal) -> PatternNode? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw refusal("a depth of parentheses") }
    at += 1
    let flags = (ignoresCase, dotIsAll)
    if pass("?") {
      if pass("P<") {
        guard let close = scalars[at...].firstIndex(of: ">"), close > at,
          scalars[at..<close].allSatisfy({ CodePointSet.named("w")?.contains($0) == true })
        else { throw refusal("a name of a group") }
        at = close + 1
      } else if try setFlags() {
        return nil
      }
    }
    let inside = try choice()
    guard pass(")") else { throw refusal("an open parenthesis") }
    (ignoresCase, dotIsAll) = flags
    return inside
  }

  /// Reads flags up to a colon or a parenthesis; answers whether it was the latter.
  private mutating func setFlags() throws(StreamRefusal) -> Bool {
    var isOn = true
    while let flag = next {
      at += 1
      switch flag {
      case ":": return false
      case ")": return true
      case "-" where isOn: isOn = false
      case "i": ignoresCase = isOn
      case "s": dotIsAll = isOn
      case "U": continue
      default: throw refusal("“(?\(flag)”")
      }
    }
    throw refusal("an open parenthesis")
  }

  private mutating func escape() throws(StreamRefusal) -> PatternNode {
    if pass("\\A") { return .start }
    if pass("\\z") { return .end }
    if at + 1 < scalars.count, let set = try named(scalars[at + 1]) {
      at += 2
      return .set(set)
    }
    return .set(try cased(CodePointSet(try escaped())))
  }

  /// One of `\d`, `\w`, `\s` and their contraries.
  private func named(_ letter: Unicode.Scalar) throws(StreamRefusal) -> CodePointSet? {
    guard let lower = letter.properties.lowercaseMapping.unicodeScalars.first,
      let set = CodePointSet.named(lower)
    else { return nil }
    let cased = try cased(set)
    return letter == lower ? cased : cased.complement
  }

  /// A backslash and what it stands for.
  private mutating func escaped() throws(StreamRefusal) -> Unicode.Scalar {
    at += 1
    guard let letter = next else { throw refusal("a backslash at the end") }
    at += 1
    switch letter {
    case "a": return "\u{07}"
    case "f": return "\u{0C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{0B}"
    case "x":
      let digits: ArraySlice<Unicode.Scalar>
      if next == "{", let close = scalars[at...].firstIndex(of: "}") {
        digits = scalars[(at + 1)..<close]
        at = close + 1
      } else {
        digits = scalars[at...].prefix(2)
        at += digits.count
        guard digits.count == 2 else { throw refusal("an escape") }
      }
      guard 1...6 ~= digits.count,
        let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
        let scalar = Unicode.Scalar(value)
      else { throw refusal("an escape") }
      return scalar
    case _ where letter.isASCII && CodePointSet.posix("alnum")?.contains(letter) == false:
      return letter
    default: throw refusal("“\\\(letter)”")
    }
  }

  private mutating func characterClass() throws(StreamRefusal) -> CodePointSet {
    at += 1
    let isNegated = pass("^")
    var set = CodePointSet([])
    var isFirst = true
    while isFirst || next != "]" {
      guard let first = next else { throw refusal("an open bracket") }
      isFirst = false
      if pass("[:") {
        set = set.union(try posix())
        continue
      }
      if first == "\\", at + 1 < scalars.count, let named = try named(scalars[at + 1]) {
        at += 2
        set = set.union(named)
        continue
      }
      let low = try member()
      var high = low
      if next == "-", at + 1 < scalars.count, scalars[at + 1] != "]" {
        at += 1
        high = try member()
      }
      guard low <= high else { throw refusal("a range") }
      set = set.union(try cased(CodePointSet([low.value...high.value])))
    }
    at += 1
    return isNegated ? set.complement : set
  }

  private mutating func member() throws(StreamRefusal) -> Unicode.Scalar {
    guard let scalar = next else { throw refusal("an open bracket") }
    if scalar == "\\" { return try escaped() }
    at += 1
    return scalar
  }

  private mutating func posix() throws(StreamRefusal) -> CodePointSet {
    let isNegated = pass("^")
    let start = at
    while at < scalars.count, scalars[at] != ":" { at += 1 }
    let name = String(String.UnicodeScalarView(scalars[start..<at]))
    guard pass(":]"), let set = CodePointSet.posix(name) else { throw refusal("“[:\(name)”") }
    let cased = try cased(set)
    return isNegated ? cased.complement : cased
  }
}

extension CodePointSet {
  /// Whether a code point is in it.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) }
  }
}
