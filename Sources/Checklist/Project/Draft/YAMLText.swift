/// Text that is written into a YAML file so that every reader gets the same text back.
package enum YAMLText {
  /// A scalar that reads back as exactly this text: plain where nothing else could be meant,
  /// otherwise in double quotes with everything unusual escaped.
  package static func scalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// The lines that begin a member of a block mapping whose value follows on deeper lines.
  ///
  /// YAML 1.2, 8.2.2: an implicit key has at most 1,024 characters, a longer one needs a question
  /// mark.
  package static func key(_ text: String, indent: String) -> [String] {
    let scalar = scalar(text)
    return scalar.unicodeScalars.count <= 1_000
      ? ["\(indent)\(scalar):"] : ["\(indent)? \(scalar)", "\(indent):"]
  }

  /// The text in double quotes.
  static func quoted(_ text: String) -> String {
    let inner = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      default: isPrintable(scalar) ? String(scalar) : scalar.escaped
      }
    }
    return "\"" + inner.joined() + "\""
  }

  /// Whether a text can stand without quotes: letters, digits and a few harmless signs, and
  /// neither a number, a date, a truth value nor nothing in any version of YAML.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isLetter(first), text.utf8.count <= 100,
      text.unicodeScalars.last != " ",
      text.unicodeScalars.allSatisfy({
        isLetter($0) || "0123456789-./ ".unicodeScalars.contains($0)
      })
    else { return false }
    return ![
      "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf",
    ].contains(text.lowercased())
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }

  /// Whether a scalar can be shown as it is: no control, no invisible or direction-changing sign.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    case .spaceSeparator: scalar == " "
    default: true
    }
  }
}

extension Unicode.Scalar {
  /// The escape that YAML's double-quoted text understands: `\x07`, `\u202E`, `\U000E0001`.
  var escaped: String {
    let digits = String(value, radix: 16, uppercase: true)
    let width = value <= 0xFF ? 2 : value <= 0xFFFF ? 4 : 8
    let letter = value <= 0xFF ? "x" : value <= 0xFFFF ? "u" : "U"
    return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
  }
}
