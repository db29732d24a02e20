internal import Checklist

extension String {
  /// The text as XML or HTML shows it literally, in content and in quoted attributes.
  ///
  /// Scalar by scalar, not character by character: a quote followed by a combining mark is one
  /// `Character` that equals no quote, and would end an attribute unescaped.
  package var xmlEscaped: String {
    var output = ""
    for scalar in visible.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
