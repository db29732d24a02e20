internal import ArgumentParser

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
      InitCommand.self, AssessCommand.self, ProfileCommand.self, DriftCommand.self,
      MetricsCommand.self, FairnessCommand.self, BaselineCommand.self, ChecklistCommand.self, ExplainCommand.self,
      SchemaCommand.self, ScanCommand.self,
    ])

  static func main() async {
    do {
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
}
