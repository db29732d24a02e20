internal import ArgumentParser
internal import Monitoring
internal import Reports

/// `assay observe record`: records a batch, and tells what is unusual of it.
struct ObserveRecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Records a batch at a stage of the pipeline, and tells what is unusual of it.",
    discussion: """
      Example:
        assay observe record day.parquet --stage raw --timestamp at --expected-every day
        assay observe record day.parquet --stage features --upstream raw \\
          --contract contract.yaml --openlineage http://127.0.0.1:5000 --json

      Each alarm says whether it looks like an error, which is repaired, or a real change,
      which is adapted to, and why. A run that looks wrong is no part of what is usual
      until somebody accepts it.
      """)

  @Argument(help: "A file, pattern, directory or duckdb:SQL.")
  var data: String

  @Option(
    help: ArgumentHelp("The stage of the pipeline: raw, features, scoring.", valueName: "name"))
  var stage = "raw"

  @Option(help: ArgumentHelp("The column of each row's time.", valueName: "col"))
  var timestamp: String?

  @Option(
    help: ArgumentHelp(
      "When the batch was there, such as 2026-03-31T12:00:00; else now.", valueName: "time"))
  var at: String?

  @Option(help: ArgumentHelp("A contract to hold the batch against.", valueName: "file"))
  var contract: String?

  @Option(help: ArgumentHelp("Only the contract's rules of this environment.", valueName: "name"))
  var environment: String?

  @Option(
    help: ArgumentHelp(
      "Data, or a saved profile, to compare with instead of past runs.", valueName: "data"))
  var reference: String?

  @Option(
    help: ArgumentHelp(
      "False alarms that are accepted, for all figures together.", valueName: "n per d days"))
  var falseAlarms = AlarmBudget()

  @Option(
    help: ArgumentHelp(
      "The largest shift of a column that is no change, as a share of rows.", valueName: "share"))
  var smallestShift = 0.1

  @Option(
    help: ArgumentHelp(
      "Also write the latest figures of all stages for Prometheus.", valueName: "file"))
  var prometheus: String?

  @Option(help: ArgumentHelp("Also write the page of this stage: .html.", valueName: "file"))
  var report: String?

  @OptionGroup var lineage: LineageArguments
  @OptionGroup var observation: ObservationArguments
  @OptionGroup var threshold: AlarmArguments
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...1).contains(smallestShift) else {
      throw ValidationError("--smallest-shift \(smallestShift) is out of range: expected 0 to 1")
    }
    if stage.isEmpty { throw ValidationError("--stage is empty: give it a name") }
    if environment != nil, contract == nil {
      throw ValidationError("--environment needs --contract")
    }
  }

  func run() async throws {
    let recording = try await ObservationRecording(self)
    Console.standard.warn(recording.warnings)
    if output.json {
      try Console.standard.print(
        json: DocumentWithWarnings(
          body: ObservationDocument(
            recording.run, downtime: recording.history.downtime, isRepeated: recording.isRepeated),
          warnings: recording.warnings))
    } else {
      Console.standard.print(
        ObservationTable(
          recording.run, downtime: recording.history.downtime, isRepeated: recording.isRepeated
        ).text(Console.standard.style))
    }
    let isOver = recording.history.downtime.isOverBudget == true
    try threshold.refuse(isOver ? .error : recording.run.isAccepted ? nil : recording.run.gravest)
  }
}
