internal import ArgumentParser

/// `assay quarantine`: what becomes of the rows that a contract holds back.
struct QuarantineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: "Shows, corrects, releases and discards the rows that validate holds back.",
    discussion: """
      Example:
        assay validate new.csv --contract contract.yaml --passed ok.csv \\
          --quarantine held/
        assay quarantine list held/
        assay quarantine correct held/ --set "fare = fare / 100" \\
          --where "fare > 1000"
        assay quarantine release held/ --out released/
        assay quarantine discard held/ --id b1-4 --by Ada \\
          --reason "sent twice"
      """,
    subcommands: [
      QuarantineListCommand.self, QuarantineShowCommand.self, QuarantineCorrectCommand.self,
      QuarantineReleaseCommand.self, QuarantineDiscardCommand.self,
    ])
}
