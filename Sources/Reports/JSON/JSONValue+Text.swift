internal import Checklist

extension JSONValue {
  /// How a document is laid out.
  package enum Layout: Sendable, Hashable {
    /// One line, no spaces.
    case compact
    /// Two spaces a level; a list or object of plain values stays on its line while it fits.
    case pretty
  }

  /// The document as UTF-8 text, without a line feed at its end.
  ///
  /// Numbers are the shortest decimals that read back as the same value. Strings escape what JSON
  /// demands, and also every control, line-separator and direction-changing character, so that a
  /// hostile column name cannot command the terminal that shows the document.
  ///
  /// - Complexity: O(length of the text); a level of nesting is one level of recursion.
  package func text(_ layout: Layout = .compact) -> String {
    var output = ""
    switch layout {
    case .compact: writeCompact(into: &output, separator: ",", colon: ":")
    case .pretty: writePretty(into: &output, indent: 0)
    }
    return output
  }

  private static let lineLength = 96

  private func writeCompact(into output: inout String, separator: String, colon: String) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .integer(let value): output += value.description
    case .number(let value): output += value.isFinite ? value.description : "null"
    case .string(let value): Self.write(value, into: &output)
    case .array(let values):
      output += "["
      for (position, value) in values.enumerated() {
        if position > 0 { output += separator }
        value.writeCompact(into: &output, separator: separator, colon: colon)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (position, member) in members.enumerated() {
        if position > 0 { output += separator }
        Self.write(member.key, into: &output)
        output += colon
        member.value.writeCompact(into: &output, separator: separator, colon: colon)
      }
      output += "}"
    }
  }

  private func writePretty(into output: inout String, indent: Int) {
    if let line = oneLine(indent: indent) {
      output += line
      return
    }
    let inner = "\n" + String(repeating: " ", count: indent + 2)
    switch self {
    case .array(let values):
      output += "["
      for (position, value) in values.enumerated() {
        output += position > 0 ? "," + inner : inner
        value.writePretty(into: &output, indent: indent + 2)
      }
      output += "\n" + String(repeating: " ", count: indent) + "]"
    case .object(let members):
      output += "{"
      for (position, member) in members.enumerated() {
        output += position > 0 ? "," + inner : inner
        Self.write(member.key, into: &output)
        output += ": "
        member.value.writePretty(into: &output, indent: indent + 2)
      }
      output += "\n" + String(repeating: " ", count: indent) + "}"
    case .null, .bool, .integer, .number, .string:
      writeCompact(into: &output, separator: ", ", colon: ": ")
    }
  }

  /// The value on one line, when it holds only plain values and is short enough.
  private func oneLine(indent: Int) -> String? {
    let children: [JSONValue]
    switch self {
    case .array(let values): children = values
    case .object(let members): children = members.map(\.value)
    case .null, .bool, .integer, .number, .string: return nil
    }
    guard children.allSatisfy(\.isPlain), children.count <= Self.lineLength else { return nil }
    var line = ""
    writeCompact(into: &line, separator: ", ", colon: ": ")
    return indent + line.count <= Self.lineLength ? line : nil
  }

  private var isPlain: Bool {
    switch self {
    case .null, .bool, .integer, .number, .string: true
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    }
  }

  private static func write(_ text: String, into output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      default:
        if scalar.isInvisibleCommand {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }
        } else {
          output.unicodeScalars.append(scalar)
        }
      }
    }
    output += "\""
  }
}
