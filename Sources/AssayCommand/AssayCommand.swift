internal import ArgumentParser
internal import Checklist
internal import Statistics

/// The `assay` program: the list of its commands.
@main
struct AssayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "May this machine-learning model go to production? An answer, with evidence.",
    discussion: """
      Start with files of training data and predictions:

        assay init --train train.parquet --test test.parquet \\
          --target late --score p_late
        assay assess

      Exit codes: 0 done and good; 1 done, and the answer is no; 2 wrong usage or
      configuration; 3 data could not be read; 4 could not decide.
      """,
    version: Version.current,
    subcommands: [
      InitCommand.self, AssessCommand.self, PlanCommand.self, VerifyCommand.self,
      DecideCommand.self,
      ProfileCommand.self, DriftCommand.self,
      MetricsCommand.self, FairnessCommand.self, LabelCommand.self, BaselineCommand.self,
      EstimateCommand.self, BenchCommand.self, ValidateCommand.self, QuarantineCommand.self,
      ContractCommand.self, ImportCommand.self, ObserveCommand.self, SplitCommand.self,
      ChecklistCommand.self,
      ExplainCommand.self,
      SchemaCommand.self, ScanCommand.self, ResampleCommand.self,
    ])

  static func main() async {
    do {
      try refuseUnknownCommand(CommandLine.arguments.dropFirst().first)
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      Outcome.exit(because: error)
    }
  }

  /// Answers a misspelt command with the one that was meant.
  private static func refuseUnknownCommand(_ word: String?) throws {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard let word, !word.hasPrefix("-"), !names.contains(word) else { return }
    throw UsageError(
      "there is no command “\(word.visible)”; "
        + (Spelling.suggestion(for: word, among: names) ?? "`assay --help` lists the commands"))
  }
}
