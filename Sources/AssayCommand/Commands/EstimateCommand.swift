internal import ArgumentParser
internal import Learners
internal import Measurements
internal import Reports

/// `assay estimate`: performance before labels come.
struct EstimateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "Estimates performance without labels, per window, with what it rests on.",
    usage: """
      assay estimate --reference <data> --current <data> [--method <method>] \\
        --target <col> (--score <col> | --prediction <col>) \\
        [--window <window>] [<options>]
      """,
    discussion: """
      The reference has labels; where current rows have some too, estimates are held
      against them, and withdrawn when their record is bad.

      Example:
        assay estimate --reference ref.parquet --current new.parquet \\
          --method cbpe --target y --score p --prediction yhat --window 5000
        assay estimate --reference ref.parquet --current new.parquet \\
          --target y --score p --timestamp at --window week --fail-on alert
        assay estimate --reference ref.parquet --current new.parquet \
          --target kind --probabilities p_a,p_b,p_c --classes a,b,c --window 5000
        assay estimate --reference sold.parquet --current new.parquet \\
          --method dle --target price --prediction yhat \\
          --timestamp at --window month
      """)

  @Option(help: ArgumentHelp("Labelled rows to learn from.", valueName: "data"))
  var reference: String

  @Option(help: ArgumentHelp("Rows to estimate performance for.", valueName: "data"))
  var current: String

  @Option(help: ArgumentHelp("How to estimate.", valueName: "method"))
  var method = EstimationMethod.cbpe

  @Option(help: ArgumentHelp("The column of what happened.", valueName: "col"))
  var target: String

  @Option(
    help: ArgumentHelp("The column of the positive class' probability.", valueName: "col"))
  var score: String?

  @Option(
    help: ArgumentHelp(
      "Several classes: the columns of their probabilities.", valueName: "col,…"))
  var probabilities: ColumnList?

  @Option(
    help: ArgumentHelp(
      "Several classes: their names, in the order of --probabilities.", valueName: "class,…"))
  var classes: ColumnList?

  @Option(help: ArgumentHelp("The column of the predicted class or value.", valueName: "col"))
  var prediction: String?

  @Option(help: ArgumentHelp("The target's value that is positive.", valueName: "value"))
  var positive: String?

  @Option(
    help: ArgumentHelp(
      "Without --prediction: the smallest score called positive.", valueName: "x"))
  var threshold = 0.5

  @Option(
    help: ArgumentHelp(
      "Per window: day, week, month, quarter, year or rows.", valueName: "window"))
  var window: WindowLength?

  @Option(help: ArgumentHelp("The column of each row's time.", valueName: "col"))
  var timestamp: String?

  @Option(
    help: ArgumentHelp("The worth of TN, FP, FN and TP: four numbers.", valueName: "x,…"))
  var values: WorthList?

  @Option(help: ArgumentHelp("Only these columns as features.", valueName: "col,…"))
  var columns: ColumnList?

  @Option(help: ArgumentHelp("Never these columns as features.", valueName: "col,…"))
  var ignore: ColumnList?

  @Option(
    help: ArgumentHelp(
      "Rows of each set to learn from at most (iw-cbpe, dle).", valueName: "n"))
  var sample = 50_000

  @Flag(inversion: .prefixedNo, help: "Let a classifier try to tell the sets apart.")
  var joint = true

  @Option(help: ArgumentHelp("Coverage of the intervals.", valueName: "share"))
  var level = 0.95

  @Option(
    help: ArgumentHelp(
      "How often an unchanged window's metric may alarm.", valueName: "share"))
  var alarmRate = 0.01

  @Option(
    help: ArgumentHelp(
      "How far probabilities may be off, and estimates from labels.", valueName: "share"))
  var tolerance = 0.02

  @Option(help: ArgumentHelp("Seed of samples and folds.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Exit with 1 when a metric alarms: alert.", valueName: "event"))
  var failOn: FailureEvent?

  @Option(
    help: ArgumentHelp(
      "Exit with 4 when withdrawn or undecided: decided.", valueName: "answer"))
  var require: Requirement?

  @OptionGroup var separate: LabelsArguments

  @OptionGroup var counting: CountingOptions

  @OptionGroup var output: OutputOptions

  enum FailureEvent: String, ExpressibleByArgument, CaseIterable { case alert }
  enum Requirement: String, ExpressibleByArgument, CaseIterable { case decided }

  func validate() throws {
    if window?.isCalendar == true, timestamp == nil {
      throw ValidationError("--window with a calendar window needs --timestamp COL")
    }
    guard method == .dle || score != nil || probabilities != nil else {
      throw ValidationError(
        "--method \(method.rawValue) needs --score COL, or --probabilities COL,… with --classes")
    }
    guard (probabilities == nil) == (classes == nil) else {
      throw ValidationError("--probabilities COL,… and --classes CLASS,… need each other")
    }
    if probabilities != nil {
      let strangers: [(name: String, isGiven: Bool)] = [
        ("--method dle", method == .dle), ("--score", score != nil),
        ("--positive", positive != nil), ("--values", values != nil),
      ]
      if let stranger = strangers.first(where: \.isGiven) {
        throw ValidationError(
          "\(stranger.name) has no meaning with --probabilities, which is for several classes")
      }
    }
    guard method != .dle || prediction != nil else {
      throw ValidationError("--method dle needs --prediction COL, the predicted value")
    }
    guard sample > 0 else { throw ValidationError("--sample must be above 0") }
  }

  func run() throws {
    let run = try EstimationRun(self)
    Console.standard.warn(run.warnings)
    if output.json {
      try Console.standard.print(
        json: DocumentWithWarnings(body: run.report, warnings: run.warnings))
    } else {
      Console.standard.print(EstimationTable(run.report).text(Console.standard.style))
    }
    if failOn == .alert, run.report.hasAlert { throw Outcome.no }
    if require == .decided, run.report.isUndecided { throw Outcome.undecided }
  }
}

/// Ways to estimate.
enum EstimationMethod: String, ExpressibleByArgument, CaseIterable {
  case cbpe
  case iwCBPE = "iw-cbpe"
  case dle
}

/// Four numbers separated by commas.
struct WorthList: ExpressibleByArgument {
  let value: BusinessValue

  init?(argument: String) {
    let numbers = argument.split(separator: ",", omittingEmptySubsequences: false)
      .compactMap { Double($0) }
    guard let value = BusinessValue(numbers) else { return nil }
    self.value = value
  }
}
