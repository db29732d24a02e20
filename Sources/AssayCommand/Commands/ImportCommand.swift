internal import ArgumentParser
internal import Checklist
internal import Contracts
internal import Reports

/// `assay import`: another tool's rules as a contract.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Makes a contract of another tool's rules; what cannot be carried over is listed.",
    discussion: """
      Example:
        assay import suite.json --out contract.yaml
        assay import constraints.json --statistics statistics.json --out contract.yaml
        assay import schema.yml --table orders --reference customers=customers.parquet
        assay import schema.pbtxt --from tfdv --json

      Reads SageMaker Model Monitor, TensorFlow Data Validation, Great Expectations, Soda,
      Pandera, dbt and JSON Schema; whose a file is, its content tells.
      """)

  @Argument(help: "The file of rules.")
  var file: String

  @Option(
    help: ArgumentHelp(
      "Whose it is: "
        + ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        + "; else its content tells.", valueName: "tool"))
  var from: ImportFormat?

  @Option(help: ArgumentHelp("The contract's file; else it is printed.", valueName: "file"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "The table whose rules are wanted, of a file that holds those of several.",
      valueName: "name"))
  var table: String?

  @Option(
    help: ArgumentHelp(
      "Where the data of a table are that keys point to, as seen from the contract; may be repeated.",
      valueName: "table=data"))
  var reference: [String] = []

  @Option(
    help: ArgumentHelp(
      "SageMaker's statistics.json: ranges and means follow from it as warnings.",
      valueName: "file"))
  var statistics: String?

  @Option(
    help: ArgumentHelp(
      "all: exit code 1 when a rule is not carried over whole.", valueName: "all"))
  var require: Requirement?

  @OptionGroup var output: OutputOptions

  /// What must be carried over.
  enum Requirement: String, ExpressibleByArgument, CaseIterable {
    case all
  }

  func run() throws {
    let found = try ImportedContract(self)
    if let out, let contract = found.result.contract {
      try ReportWriter().write(contract, to: out)
    }
    if output.json {
      try Console.standard.print(json: found)
    } else {
      let table = ImportTable(found.result, file: file).text(Console.standard.style)
      if out == nil, let contract = found.result.contract {
        Console.standard.print(contract)
        Console.standard.say(table)
      } else {
        Console.standard.print(table)
        if let out, found.result.contract != nil {
          Console.standard.print("assay validate DATA --contract \(out.visible)")
        }
      }
    }
    let isWhole = found.result.count(.carried) == found.result.rules.count
    if found.result.contract == nil || (require == .all && !isWhole) { throw Outcome.no }
  }
}

extension ImportFormat: ExpressibleByArgument {}
