extension Unicode.Scalar {
  /// Whether it commands the device or the layout instead of showing something: control characters,
  /// line and paragraph separators, direction marks and overrides, zero-width and tag characters,
  /// and the non-characters, which XML refuses.
  package var isInvisibleCommand: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: value & 0xFFFE == 0xFFFE
    }
  }
}

extension String {
  /// The text with every character that would command a terminal or a page made visible.
  ///
  /// `␛`, `␊`, `⟨U+202E⟩`: column names, file names and values are data, and data may be hostile.
  package var visible: String {
    guard unicodeScalars.contains(where: \.isInvisibleCommand) else { return self }
    var output = ""
    for scalar in unicodeScalars {
      if !scalar.isInvisibleCommand {
        output.unicodeScalars.append(scalar)
      } else if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
        output.unicodeScalars.append(picture)
      } else if scalar.value == 0x7F {
        output += "\u{2421}"
      } else {
        output += "⟨U+" + String(scalar.value, radix: 16, uppercase: true) + "⟩"
      }
    }
    return output
  }

  /// The text, in quotation marks where it could not be told without them: where nothing or a blank
  /// is in it.
  package var quotedIfBlank: String {
    isEmpty || contains(where: \.isWhitespace) ? "“\(self)”" : self
  }
}
