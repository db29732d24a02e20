internal import ArgumentParser
internal import Quarantine
internal import Reports

/// `assay quarantine list`: the batches of a store, and why their rows are held.
struct QuarantineListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists batches, and counts of held rows by rule and column with examples.",
    discussion: """
      Example:
        assay quarantine list held/
        assay quarantine list held/ --batch 3 --json
        assay quarantine list held/ --log
      """)

  @OptionGroup var store: StoreArguments

  @Flag(help: "Print the audit log instead.")
  var log = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let found = try QuarantineListing(self)
    Console.standard.warn(found.warnings)
    if output.json {
      try Console.standard.print(json: found)
    } else if let log = found.log {
      Console.standard.print(AuditTable(log).text(Console.standard.style))
    } else {
      Console.standard.print(
        QuarantineTable(found.batches).text(Console.standard.style))
    }
  }
}
