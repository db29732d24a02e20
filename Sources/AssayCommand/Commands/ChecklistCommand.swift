internal import ArgumentParser
internal import Checklist
internal import Checks
internal import Reports

/// `assay checklist`: the twelve aspects with their questions and checks.
struct ChecklistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checklist",
    abstract: "Prints the checklist: aspects, questions and the checks that exist.",
    discussion: """
      Example:
        assay checklist
        assay checklist --only parity --json
      """)

  @Option(help: ArgumentHelp("Only this aspect.", valueName: "aspect"))
  var only: AspectID?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let aspects = Checklist.aspects.filter { only == nil || $0.id == only }
    let listing = ChecklistListing(aspects, checks: CheckRegistry.cards)
    Console.standard.print(
      output.json ? listing.json.text(.pretty) : listing.text(Console.standard.style))
  }
}

extension AspectID: ExpressibleByArgument {}
