import Foundation

/// Writes text files as raw Swift string literals: `TemplateEmbedder OUTPUT FILE…`.
@main
struct TemplateEmbedder {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.first else { return }
    var source = "enum EmbeddedTemplates {\n  static let files: [String: String] = [\n"
    for path in arguments.dropFirst().sorted() {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let name = URL(fileURLWithPath: path).lastPathComponent
      source += "    ####\"\(name)\"####: ####\"\"\"\n\(text)\n\"\"\"####,\n"
    }
    source += "  ]\n}\n"
    try source.write(toFile: output, atomically: true, encoding: .utf8)
  }
}
