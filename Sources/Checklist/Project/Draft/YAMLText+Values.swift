extension YAMLText {
  /// A value on one line, as it could follow its key.
  package static func flow(_ value: ConfigurationValue) -> String {
    switch value {
    case .text(let text): scalar(text)
    case .flag(let flag): flag ? "true" : "false"
    case .number(let number): ConfigurationShape.number(number)
    case .whole(let whole): String(whole)
    case .list(let members): "[" + members.map(flow).joined(separator: ", ") + "]"
    case .mapping(let mapping):
      "{" + mapping.entries.map { "\(scalar($0.key)): \(flow($0.value))" }.joined(separator: ", ")
        + "}"
    }
  }

  /// A comment over as many lines as it needs; what could end a comment is escaped.
  package static func comment(_ text: String, indent: String, width: Int = 88) -> [String] {
    let safe = text.unicodeScalars.map { isPrintable($0) ? String($0) : $0.escaped }.joined()
    var lines: [String] = []
    var line = ""
    for word in safe.split(separator: " ") {
      if !line.isEmpty, line.count + word.count + 1 > width {
        lines.append("\(indent)# \(line)")
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append("\(indent)# \(line)") }
    return lines
  }
}
