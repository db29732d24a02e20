internal import ArgumentParser
internal import Checklist
internal import Contracts
internal import Reports
internal import Statistics

/// `assay schema`: the JSON Schema of assay.yaml, of contracts, of plans and of each JSON document.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of assay.yaml, a contract or a command's JSON output.",
    discussion: """
      Example:
        assay schema
        assay schema assay.yaml > assay.schema.json
        assay schema contract > contract.schema.json
        assay schema drift
      """)

  @Argument(help: "assay.yaml, contract, plan or a command; without it, the list of schemas.")
  var name: String?

  @Flag(help: "Print the reference of assay.yaml or contract as Markdown instead.")
  var reference = false

  func run() throws {
    guard let name else {
      Console.standard.print((Self.files + Self.commands).joined(separator: "\n"))
      return
    }
    if name == "assay.yaml" {
      Console.standard.print(
        reference
          ? ConfigurationReference.markdown
          : try ProjectSchema.json(vocabulary: Registries.vocabulary))
    } else if name == "contract" {
      Console.standard.print(reference ? ContractReference.markdown : try Contract.schema())
    } else if name == "plan" {
      Console.standard.print(try ProductionPlan.schema())
    } else if let schema = SchemaText.of(name) {
      Console.standard.print(schema)
    } else {
      let known = Self.files + Self.commands
      throw UsageError(
        "there is no schema \(name.visible): "
          + (Spelling.suggestion(for: name, among: known)
            ?? "expected one of \(known.joined(separator: ", "))"))
    }
  }

  /// Files that people read and write; that of the plan is the document of `plan --json`, too.
  private static let files = ["assay.yaml", "contract", "plan"]

  private static var commands: [String] { SchemaText.commands }
}
