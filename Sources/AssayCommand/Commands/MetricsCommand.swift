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
          --prediction yhat --slices

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

  @Option(help: ArgumentHelp("The quantile that the prediction stands for.", valueName: "q"))
  var quantile: Double?

  @Option(help: ArgumentHelp("The lower end of a prediction interval.", valueName: "col"))
  var lower: String?

  @Option(help: ArgumentHelp("The upper end of a prediction interval.", valueName: "col"))
  var upper: String?

  @Option(
    help: ArgumentHelp("Also at this share of positives in production.", valueName: "share"))
  var prevalence: Double?

  @OptionGroup var series: SeriesArguments

  @OptionGroup var whole: EntityArguments

  @OptionGroup var mixing: MixArguments

  @OptionGroup var detection: PowerArguments

  @Option(
    help: ArgumentHelp(
      "Compare with a document that this command wrote with --json.", valueName: "file"))
  var against: String?

  @OptionGroup var slicing: SliceArguments

  @OptionGroup var output: OutputOptions

  /// The metric that decides when nobody names one.
  private var chief: String {
    MetricCatalogue.primaryKey(model.task, hasScores: model.score != nil)
  }

  private func metricOptions() throws -> MetricOptions {
    var options = MetricOptions(
      task: model.task, target: model.target, positive: model.positive, score: model.score,
      prediction: model.prediction, threshold: model.threshold, quantile: quantile,
      lower: lower, upper: upper, timestamp: model.timestamp, window: window,
      by: by?.names ?? [], level: model.level)
    series.apply(to: &options)
    options.keepsMeasurements = mixing.isAsked
    options.metricOfRest = try detection.key(chief: chief)
    return options
  }

  func validate() throws {
    if mixing.isAsked, by == nil || window != nil {
      throw ValidationError(
        "--mix and --mix-shares need --by, the columns that divide rows into groups, without --window"
      )
    }
    guard let prevalence else { return }
    guard model.task == .binary else {
      throw ValidationError("--prevalence is of a binary task: a regression has no positives")
    }
    guard prevalence > 0, prevalence < 1 else {
      throw ValidationError(
        "--prevalence \(prevalence) is out of range: expected a share such as 0.02")
    }
  }

  func run() throws {
    let options = try metricOptions()
    let other = try against.map(MetricsDocument.read)
    let open = try OpenData(data, engine: OpenData.standardEngine())
    var plan = ScanPlan()
    let ticket = plan.add(try MetricsFold(options))
    let search = try SliceSearch(slicing, options, open, in: &plan)
    let entities = try whole.options.map { try plan.add(EntityFold(options, $0)) }
    let timestamp = window?.isCalendar == true ? model.timestamp : nil
    try open.require(
      [
        model.target, model.score, model.prediction, lower, upper, timestamp, whole.entity,
      ].compactMap(\.self) + (by?.names ?? []))
    let results = try open.run(plan)
    var answer = MetricsAnswer(report: try results[ticket].get(), options)
    if let prevalence { try answer.take(prevalence: prevalence, options) }
    if let shares = try mixing.shares(by: by?.names ?? []) {
      try answer.take(shares, level: model.level)
    }
    if let entities { answer.take(try results[entities].get()) }
    answer.noticeResampling(options)
    answer.power = try detection.report(answer.report, level: model.level, chief: chief)
    if let other, let against { answer.take(other, name: against, options) }
    answer.slices = try search?.report(open, results)
    let warnings = open.warnings + answer.warnings.map(WarningDocument.init)
    Console.standard.warn(warnings)
    if output.json {
      try Console.standard.print(json: DocumentWithWarnings(body: answer, warnings: warnings))
    } else {
      Console.standard.print(answer.text(Console.standard.style))
    }
    if answer.comparison?.isComparable == false { throw Outcome.no }
  }
}
