import Foundation

/// Writes text files as raw Swift string literals: `TemplateEmbedder OUTPUT FILE…`.
///
/// The literals carry more number signs than follow any quote or backslash of the text, so that a
/// template may contain whatever it likes, Swift code included.
@main
struct TemplateEmbedder {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.first else {
      throw Failure(description: "usage: TemplateEmbedder OUTPUT FILE…")
    }
    var source = "enum EmbeddedTemplates {\n  static let files: [String: String] = [\n"
    for path in arguments.dropFirst().sorted() {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let name = URL(fileURLWithPath: path).lastPathComponent
      let signs = String(repeating: "#", count: longestRun(in: name + "\n" + text) + 1)
      source += "    \(signs)\"\(name)\"\(signs): \(signs)\"\"\"\n\(text)\n\"\"\"\(signs),\n"
    }
    source += "  ]\n}\n"
    try source.write(toFile: output, atomically: true, encoding: .utf8)
  }

  /// The longest run of number signs in a text.
  private static func longestRun(in text: String) -> Int {
    var longest = 0
    var current = 0
    for byte in text.utf8 {
      current = byte == UInt8(ascii: "#") ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}
