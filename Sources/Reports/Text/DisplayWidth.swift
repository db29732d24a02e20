extension Character {
  /// Cells that it takes in a terminal: 0 for marks without a letter, 2 for East-Asian wide
  /// characters and emoji, otherwise 1.
  ///
  /// - Source: Unicode Standard Annex 11, *East Asian Width*; the ranges are its wide and
  ///   full-width blocks, and emoji by their default presentation.
  package var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if unicodeScalars.contains(where: { $0.value == 0xFE0F || $0.properties.isEmojiPresentation }) {
      return 2
    }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B2FF, 0x20000...0x3FFFD:
      return 2
    default:
      break
    }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return 1
    }
  }
}

extension StringProtocol {
  /// Cells that the text takes in a terminal.
  package var displayWidth: Int {
    reduce(0) { $0 + $1.displayWidth }
  }

  /// The text when it fits `width` cells, else its beginning with `…` as the last cell.
  package func shortened(to width: Int) -> String {
    guard displayWidth > width else { return String(self) }
    guard width > 1 else { return width == 1 ? "…" : "" }
    var output = ""
    var used = 0
    for character in self {
      guard used + character.displayWidth <= width - 1 else { break }
      output.append(character)
      used += character.displayWidth
    }
    while output.last == " " { output.removeLast() }
    return output + "…"
  }

  /// The text broken at spaces into lines of at most `width` cells; a longer word is cut, and a
  /// percent sign stays with its number.
  package func wrapped(to width: Int) -> [String] {
    let width = Swift.max(width, 1)
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in unbroken {
      var rest = Substring(word)
      while !rest.isEmpty {
        let wide = rest.displayWidth
        if used > 0, used + 1 + wide <= width {
          line += " " + rest
          used += 1 + wide
          rest = ""
        } else if used == 0, wide <= width {
          line = String(rest)
          used = wide
          rest = ""
        } else if used > 0 {
          lines.append(line)
          line = ""
          used = 0
        } else {
          var taken = 0
          let end =
            rest.firstIndex { character in
              taken += character.displayWidth
              return taken > width
            } ?? rest.endIndex
          let cut = end == rest.startIndex ? rest.index(after: end) : end
          lines.append(String(rest[..<cut]))
          rest = rest[cut...]
        }
      }
    }
    if used > 0 { lines.append(line) }
    return lines
  }

  /// What a line must not break.
  private var unbroken: [String] {
    split(whereSeparator: \.isWhitespace).reduce(into: []) { words, word in
      if word.first == "%", let number = words.last, number.last?.isNumber == true {
        words[words.count - 1] = "\(number) \(word)"
      } else {
        words.append(String(word))
      }
    }
  }
}
