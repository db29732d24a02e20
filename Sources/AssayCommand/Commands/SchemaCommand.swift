internal import ArgumentParser
internal import Checklist
internal import Reports
internal import Statistics

/// `assay schema`: the JSON Schema of assay.yaml and of each JSON document.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of assay.yaml or of a command's JSON output.",
    discussion: """
      Example:
        assay schema
        assay schema assay.yaml > assay.schema.json
        assay schema drift
      """)

  @Argument(help: "assay.yaml or a command; without it, the list of schemas.")
  var name: String?

  @Flag(help: "Print the reference of assay.yaml as Markdown instead.")
  var reference = false

  func run() throws {
    guard let name else {
      Console.standard.print((["assay.yaml"] + Self.commands).joined(separator: "\n"))
      return
    }
    if name == "assay.yaml" {
      Console.standard.print(
        reference
          ? ConfigurationReference.markdown
          : try ProjectSchema.json(vocabulary: Registries.vocabulary))
    } else if let schema = SchemaText.of(name) {
      Console.standard.print(schema)
    } else {
      let known = ["assay.yaml"] + Self.commands
      throw UsageError(
        "there is no schema \(name.visible): "
          + (Spelling.suggestion(for: name, among: known)
            ?? "expected one of \(known.joined(separator: ", "))"))
    }
  }

  private static var commands: [String] { SchemaText.commands }
}
