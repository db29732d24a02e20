internal import Checklist

extension String {
  /// The text as Markdown shows it literally, on one line: what Markdown or HTML would act on is
  /// escaped, also the bar that ends a table cell and the `@` that would notify a person.
  package var markdownEscaped: String {
    var output = ""
    for scalar in visible.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "@": output += "&#64;"
      case "\\", "`", "*", "_", "[", "]", "(", ")", "#", "|", "~", "!", "$":
        output += "\\"
        output.unicodeScalars.append(scalar)
      case ":":
        // A colon inside `http://` would become a link.
        output += "&#58;"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
