internal import ArgumentParser
internal import Measurements
internal import Reports

/// `assay metrics`: how well a model predicted, with intervals.
struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Measures a model's performance with intervals, per window and group.",
    discussion: """
      Example:
        assay metrics scored.parquet --task binary --target late --score p \\
          --timestamp ts --window month --by origin --json
        assay metrics sold.csv --task regression --target price \\
          --prediction yhat

      A metric that the rows do not define is null with the reason.
      """)

  @Argument(help: "A file, pattern, directory or duckdb:SQL.")
  var data: String

  @OptionGroup var model: ModelOptions

  @Option(
    help: ArgumentHelp(
      "Per window: day, week, month, quarter, year or rows.", valueName: "window"))
  var window: WindowLength?

  @Option(help: ArgumentHelp("Per combination of these columns' values.", valueName: "col,…"))
  var by: ColumnList?

  @Option(
    help: ArgumentHelp(
      "The column of how likely a row was to be chosen for labelling: metrics of all rows.",
      valueName: "col"))
  var inclusionProbability: String?

  @Option(help: ArgumentHelp("The quantile that the prediction stands for.", valueName: "q"))
  var quantile: Double?

  @Option(help: ArgumentHelp("The lower end of a prediction interval.", valueName: "col"))
  var lower: String?

  @Option(help: ArgumentHelp("The upper end of a prediction interval.", valueName: "col"))
  var upper: String?

  @OptionGroup var annotated: AnnotationOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    let open = try OpenData(data, engine: OpenData.standardEngine())
    var plan = ScanPlan()
    let ticket = plan.add(
      try MetricsFold(
        MetricOptions(
          task: model.task, target: model.target, positive: model.positive, score: model.score,
          prediction: model.prediction, threshold: model.threshold, quantile: quantile,
          lower: lower, upper: upper, timestamp: model.timestamp, window: window,
          by: by?.names ?? [], inclusionProbability: inclusionProbability, level: model.level)))
    try open.require(
      [
        model.target, model.score, model.prediction, lower, upper, inclusionProbability,
      ].compactMap(\.self)
        + (by?.names ?? [])
        + [window?.isCalendar == true ? model.timestamp : nil].compactMap(\.self))
    let report = try open.run(plan)[ticket].get()
    let ceiling = try annotated.ceiling(level: model.level, engine: open.engine)
    let warnings = open.warnings + report.warnings.map(WarningDocument.init)
    Console.standard.warn(warnings)
    if output.json {
      try Console.standard.print(
        json: DocumentWithWarnings(
          body: MetricsDocument(report: report, ceiling: ceiling), warnings: warnings))
    } else {
      Console.standard.print(MetricsTable(report, ceiling: ceiling).text(Console.standard.style))
    }
  }
}
