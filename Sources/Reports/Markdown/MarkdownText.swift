internal import Checklist
import Foundation

extension String {
  /// The text as Markdown shows it literally, on one line.
  ///
  /// What Markdown or HTML would act on is escaped: also the bar that ends a table cell, the `@`
  /// that would notify a person, and addresses that would become links by themselves. It does not
  /// escape what acts only at the start of a line: texts from outside never stand there.
  package var markdownEscaped: String {
    var output = ""
    for scalar in visible.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "@": output += "&#64;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "$":
        output += "\\"
        output.unicodeScalars.append(scalar)
      default: output.unicodeScalars.append(scalar)
      }
    }
    return
      output
      .replacingOccurrences(of: "://", with: "&#58;//", options: .literal)
      .replacingOccurrences(of: "www.", with: "www&#46;", options: [.literal, .caseInsensitive])
  }

  /// The same with line breaks kept, as `<br>`.
  package var markdownEscapedLines: String {
    split(omittingEmptySubsequences: false) { $0.isNewline }
      .map { String($0).markdownEscaped }.joined(separator: "<br>")
  }
}
