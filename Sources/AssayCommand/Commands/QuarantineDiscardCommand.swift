internal import ArgumentParser
internal import Quarantine
internal import Reports

/// `assay quarantine discard`: gives held rows up.
struct QuarantineDiscardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard",
    abstract: "Gives held rows up; says who and why.",
    discussion: """
      Discarded rows are never released. The store keeps them: show --discarded.

      Example:
        assay quarantine discard held/ --rule id.unique --keep-first \\
          --by Ada --reason "sent twice"
        assay quarantine discard held/ --batch 3 --all --by Ada \\
          --reason "test data"
      """)

  @OptionGroup var store: StoreArguments
  @OptionGroup var rows: RowArguments

  @Flag(help: "Discard all held rows of the batch.")
  var all = false

  @Flag(
    help: """
      Of rows alike in the columns of --rule, such as id.unique, leave one held: the first that breaks no other rule.
      """)
  var keepFirst = false

  @Option(help: ArgumentHelp("Who discards.", valueName: "name"))
  var by: String

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if keepFirst, rows.selection.rule == nil {
      throw ValidationError(
        "--keep-first is about rows that are alike: say by which rule with --rule")
    }
    guard all == rows.selection.isEverything else {
      throw ValidationError(
        all
          ? "--all means every row: leave the other choices of rows out"
          : "say which rows, for example with --rule, or --all")
    }
    for (option, text) in [("--by", by), ("--reason", reason)]
    where text.allSatisfy(\.isWhitespace) {
      throw ValidationError("\(option) is empty")
    }
  }

  func run() throws {
    let found = try QuarantineDiscarding(self)
    Console.standard.warn(found.warnings)
    if output.json {
      try Console.standard.print(json: found)
    } else {
      Console.standard.print(
        BooksTable.discarded(found.rows, found.batch, keptBroken: found.spoiled ?? 0).text(
          Console.standard.style))
    }
  }
}
