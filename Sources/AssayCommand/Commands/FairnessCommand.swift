internal import ArgumentParser
internal import Measurements
internal import Reports

/// `assay fairness`: how a model treats groups of people, with intervals.
struct FairnessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fairness",
    abstract: "Compares a model's rates between groups of people, with intervals.",
    discussion: """
      Example:
        assay fairness scored.parquet --target y --prediction yhat \\
          --by sex,age_group --intersections --json

      A rate without rows in its denominator is null with the reason, and its group is
      left out of that disparity.
      """)

  @Argument(help: "A file, pattern, directory or duckdb:SQL.")
  var data: String

  @Option(help: ArgumentHelp("The column of what happened.", valueName: "col"))
  var target: String

  @Option(help: ArgumentHelp("The column of the predicted class.", valueName: "col"))
  var prediction: String?

  @Option(
    help: ArgumentHelp(
      "The column of the positive class' probability; read without --prediction.",
      valueName: "col"))
  var score: String?

  @Option(help: ArgumentHelp("The smallest score called positive.", valueName: "x"))
  var threshold = 0.5

  @Option(help: ArgumentHelp("The target's value that is positive.", valueName: "value"))
  var positive: String?

  @Option(help: ArgumentHelp("The columns whose values are the groups.", valueName: "col,…"))
  var by: ColumnList

  @Flag(help: "Also compare every combination of the columns.")
  var intersections = false

  @Option(
    help: ArgumentHelp("Rows below which a group enters no disparity.", valueName: "rows"))
  var smallestGroup = 30

  @Option(help: ArgumentHelp("Rows below which counts are hidden.", valueName: "rows"))
  var suppressBelow = 0

  @Option(
    help: ArgumentHelp("The group to compare others with; else the largest.", valueName: "value"))
  var referenceGroup: String?

  @Option(help: ArgumentHelp("Coverage of the intervals.", valueName: "share"))
  var level = 0.95

  @Option(help: ArgumentHelp("The smallest good ratio of selection rates.", valueName: "ratio"))
  var limit = 0.8

  @Option(help: ArgumentHelp("Seed of the drawn tables.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("Exit with 1 when groups are selected unequally: disparity."))
  var failOn: FailureEvent?

  @Option(help: ArgumentHelp("Exit with 4 when undecided: decided.", valueName: "answer"))
  var require: Requirement?

  @OptionGroup var output: OutputOptions

  enum FailureEvent: String, ExpressibleByArgument, CaseIterable { case disparity }
  enum Requirement: String, ExpressibleByArgument, CaseIterable { case decided }

  func run() throws {
    let report = try measure()
    if output.json {
      try Console.standard.print(json: report.document)
    } else {
      Console.standard.print(FairnessTable(report.body).text(Console.standard.style))
    }
    if failOn == .disparity, report.body.hasDisparity { throw Outcome.no }
    if require == .decided, report.body.isUndecided { throw Outcome.undecided }
  }

  private func measure() throws -> (
    body: FairnessReport, document: DocumentWithWarnings<FairnessReport>
  ) {
    do {
      let open = try OpenData(data, engine: OpenData.standardEngine())
      var plan = ScanPlan()
      let ticket = plan.add(
        try FairnessFold(
          FairnessOptions(
            target: target, prediction: prediction, score: score, threshold: threshold,
            positive: positive, by: by.names, intersections: intersections,
            smallestGroup: smallestGroup, suppressBelow: suppressBelow,
            referenceGroup: referenceGroup, limit: limit, level: level, seed: seed)))
      try open.require([target, prediction, score].compactMap(\.self) + by.names)
      let report = try open.run(plan)[ticket].get()
      let warnings = open.warnings + report.warnings.map(WarningDocument.init)
      Console.standard.warn(warnings)
      return (report, DocumentWithWarnings(body: report, warnings: warnings))
    } catch let refusal as FairnessRefusal {
      throw UsageError(refusal.message + ".")
    }
  }
}
