internal import ArgumentParser
internal import Engines
internal import Learners
internal import Measurements
internal import Reports
internal import Statistics

/// `assay drift`: how current data differ from a reference, column by column and jointly.
struct DriftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Tells which columns drifted, by how much, and how sure that is.",
    discussion: """
      A column drifted when the whole interval of its shift lies above the
      threshold; when the interval lies across it, the answer is undecided, with
      the rows still needed. Chance is taken out of the shift, and the level holds
      for all columns together: of the columns called drifted (fdr), or for any
      of them (familywise).

      Example:
        assay drift --reference jan.parquet --current feb.parquet
        assay drift --reference train.profile.json --current week.csv \\
          --timestamp at --window day --fail-on drift --json
      """)

  @Option(help: ArgumentHelp("The data to compare with, or a saved profile.", valueName: "data"))
  var reference: String

  @Option(help: ArgumentHelp("The data to judge.", valueName: "data"))
  var current: String

  @Option(help: ArgumentHelp("Only these columns.", valueName: "col,…"))
  var columns: ColumnList?

  @Option(
    help: ArgumentHelp(
      "The largest shift that is no drift, as a share of rows.", valueName: "share"))
  var threshold = 0.1

  @Option(help: ArgumentHelp("Coverage over all columns together.", valueName: "share"))
  var level = 0.95

  @Option(help: ArgumentHelp("What the level holds for: fdr or familywise.", valueName: "rule"))
  var family = DriftOptions.Family.falseDiscovery

  @Option(
    help: ArgumentHelp(
      "Also per window: day, week, month, quarter, year or rows.", valueName: "window"))
  var window: WindowLength?

  @Option(help: ArgumentHelp("The column of each row's time.", valueName: "col"))
  var timestamp: String?

  @Flag(inversion: .prefixedNo, help: "Let a classifier try to tell the sets apart.")
  var joint = true

  @Option(help: ArgumentHelp("Seed of the classifier and its samples.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Count rows of a database there, or read them and count here.", valueName: "place"))
  var count: CountingPlace?

  @Option(help: ArgumentHelp("Exit with 1 when a column drifted: drift.", valueName: "event"))
  var failOn: FailureEvent?

  @Option(help: ArgumentHelp("Exit with 4 when undecided: decided.", valueName: "answer"))
  var require: Requirement?

  @OptionGroup var output: OutputOptions

  enum FailureEvent: String, ExpressibleByArgument, CaseIterable { case drift }
  enum Requirement: String, ExpressibleByArgument, CaseIterable { case decided }

  func validate() throws {
    guard (0...1).contains(threshold) else {
      throw ValidationError("--threshold \(threshold) is out of range: expected 0 to 1")
    }
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level) is out of range: expected a share such as 0.95")
    }
    if window?.isCalendar == true, timestamp == nil {
      throw ValidationError("--window with a calendar window needs --timestamp COL")
    }
  }

  func run() throws {
    let comparison = try DriftComparison(self)
    Console.standard.warn(comparison.warnings)
    if output.json {
      try Console.standard.print(
        json: DocumentWithWarnings(body: comparison, warnings: comparison.warnings))
    } else {
      Console.standard.print(
        DriftTable(
          comparison.report, referenceRows: comparison.referenceRows,
          currentRows: comparison.currentRows, joint: comparison.joint, windows: comparison.windows,
          changes: comparison.changes
        ).text(Console.standard.style))
    }
    if failOn == .drift, comparison.report.columns.contains(where: { $0.decision == .drifted }) {
      throw Outcome.no
    }
    if require == .decided,
      comparison.report.columns.contains(where: { $0.decision == .undecided })
    {
      throw Outcome.undecided
    }
  }
}

extension DriftOptions.Family: ExpressibleByArgument {}
