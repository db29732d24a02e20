/// Widths of text in a chart, estimated: an SVG without script cannot measure its font.
///
/// The widths are those of common sans-serif fonts, rounded up, so that text that is estimated to
/// fit does fit.
enum TextExtent {
  /// The width in pixels at a font size.
  static func width(_ text: String, size: Double) -> Double {
    text.reduce(0) { $0 + share(of: $1) } * size
  }

  /// The text when it fits a width in pixels, else its beginning and `…`.
  static func shortened(_ text: String, to width: Double, size: Double) -> String {
    guard self.width(text, size: size) > width else { return text }
    var output = ""
    var used = share(of: "…") * size
    for character in text {
      used += share(of: character) * size
      guard used <= width else { break }
      output.append(character)
    }
    while output.last == " " { output.removeLast() }
    return output + "…"
  }

  private static func share(of character: Character) -> Double {
    if character.displayWidth == 2 { return 1.15 }
    if character.displayWidth == 0 { return 0 }
    if "iljI.,:;'|!()[]ft ".contains(character) { return 0.38 }
    if "mwMW@%…—⟨⟩".contains(character) { return 1 }
    if character.isUppercase || character.isNumber || !character.isASCII { return 0.7 }
    return 0.6
  }
}
