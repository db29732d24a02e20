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
        assay metrics iris.csv --task multiclass --target species \\
          --probabilities p_a,p_b,p_c --classes setosa,versicolor,virginica
        assay metrics demand.parquet --task forecast --target units \\
          --prediction yhat --timestamp day --series shop --season 7
        assay metrics shown.parquet --task ranking --target clicked \\
          --score s --entity user --k 10

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

  @OptionGroup var details: TaskOptions

  @Option(
    help: ArgumentHelp(
      "The column of how likely a row was to be chosen for labelling: metrics of all rows.",
      valueName: "col"))
  var inclusionProbability: String?

  @OptionGroup var annotated: AnnotationOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    try details.check(for: model)
    let engine = try OpenData.standardEngine()
    let open = try OpenData(data, engine: engine)
    var options = options
    try options.check()
    try open.require(
      [model.target, model.score, model.prediction, inclusionProbability].compactMap(\.self)
        + details.columns
        + (by?.names ?? [])
        + [window?.isCalendar == true || model.task == .forecast ? model.timestamp : nil]
        .compactMap(\.self))
    if model.task == .forecast { options.forecast.scales = try scales(open, options) }
    var plan = ScanPlan()
    let ticket = plan.add(try MetricsFold(options))
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

  private var options: MetricOptions {
    MetricOptions(
      task: model.task, target: model.target, positive: model.positive, score: model.score,
      prediction: model.prediction, threshold: model.threshold, quantile: details.quantile,
      lower: details.lower, upper: details.upper,
      multiclass: .init(
        probabilities: details.probabilities?.names ?? [], classes: details.classes?.names ?? []),
      places: details.k,
      forecast: .init(
        series: details.series?.names ?? [], season: details.season ?? 1,
        quantiles: details.quantiles?.quantiles ?? []),
      entity: details.entity, timestamp: model.timestamp, window: window, by: by?.names ?? [],
      inclusionProbability: inclusionProbability, level: model.level)
  }

  /// The seasonal naive forecast's error, of the training data or of the data itself.
  private func scales(_ open: OpenData, _ options: MetricOptions) throws -> SeasonalScales? {
    guard model.prediction != nil else { return nil }
    let source = try details.train.map { try OpenData($0, engine: open.engine) } ?? open
    try source.require(
      [model.target] + (details.series?.names ?? []) + [model.timestamp].compactMap(\.self))
    var plan = ScanPlan()
    let ticket = plan.add(SeasonalScaleFold(options, isOwn: details.train == nil))
    return try source.run(plan)[ticket].get()
  }
}
