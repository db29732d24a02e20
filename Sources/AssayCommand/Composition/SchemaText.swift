/// The JSON Schemas of the commands' documents, put together from their files.
///
/// What several documents have in common – an interval, a warning, a column's drift – is written
/// once, in `shared.json`. A schema names it where the definition belongs, and what is printed has
/// it in full:
///
/// ```
/// "$defs": {
///   "interval": "shared interval",
/// ```
///
/// Definitions are the lines at four spaces of indentation below `$defs`, in every file.
enum SchemaText {
  private static let sharedFile = "shared.json"
  private static let mark = "\": \"shared "

  /// The commands that have a schema, in order.
  static var commands: [String] {
    EmbeddedTemplates.files.keys.filter { $0 != sharedFile }
      .map { String($0.dropLast(".json".count)) }.sorted()
  }

  /// The schema of a command's document; nil where there is none.
  static func of(_ command: String) -> String? {
    guard commands.contains(command), let text = EmbeddedTemplates.files["\(command).json"] else {
      return nil
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { definition(of: $0) ?? String($0) }.joined(separator: "\n")
  }

  /// The lines that a line with a name stands for; nil for other lines.
  private static func definition(of line: Substring) -> String? {
    guard line.hasPrefix("    \""), let place = line.firstRange(of: mark) else { return nil }
    let ending = line.hasSuffix(",") ? "," : ""
    let name = line[place.upperBound...].prefix { $0 != "\"" }
    guard let body = bodies[String(name)] else { return nil }
    return line[..<place.lowerBound] + "\": " + body + ending
  }

  /// The shared definitions by name, from their opening brace to the closing one.
  private static let bodies: [String: String] = {
    var bodies: [String: String] = [:]
    var name: Substring?
    var lines: [Substring] = []
    for line in (EmbeddedTemplates.files[sharedFile] ?? "").split(separator: "\n") {
      if name == nil, line.hasPrefix("    \""), line.hasSuffix("\": {") {
        name = line.dropFirst(5).dropLast(4)
        lines = ["{"]
      } else if let known = name, line == "    }" || line == "    }," {
        bodies[String(known)] = (lines + ["    }"]).joined(separator: "\n")
        name = nil
      } else if name != nil {
        lines.append(line)
      }
    }
    return bodies
  }()
}
