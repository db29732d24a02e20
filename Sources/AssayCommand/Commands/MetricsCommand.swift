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
        assay metrics iris.csv --task multiclass --target species \\
          --probabilities p_a,p_b,p_c --classes setosa,versicolor,virginica
        assay metrics 'postgresql:scored' --labels 'postgresql:outcomes' \\
          --id request --task binary --target late --score p
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

  @OptionGroup var separate: LabelsArguments

  @OptionGroup var annotated: AnnotationOptions

  @Option(
    help: ArgumentHelp("Also at this share of positives in production.", valueName: "share"))
  var prevalence: Double?

  @OptionGroup var overTime: SeriesArguments

  @OptionGroup var whole: EntityArguments

  @OptionGroup var mixing: MixArguments

  @OptionGroup var detection: PowerArguments

  @Option(
    help: ArgumentHelp(
      "Compare with a document that this command wrote with --json.", valueName: "file"))
  var against: String?

  @OptionGroup var slicing: SliceArguments

  @OptionGroup var counting: CountingOptions

  @OptionGroup var output: OutputOptions

  /// The metric that decides when nobody names one.
  private var chief: String {
    MetricCatalogue.primaryKey(model.task, hasScores: model.score != nil)
  }

  func validate() throws {
    try whole.check(entity: details.entity)
    if mixing.isAsked, by == nil || window != nil {
      throw ValidationError(
        "--mix and --mix-shares need --by, the columns that divide rows into groups, without --window"
      )
    }
    let unweighted: [(String, Bool)] = [
      ("--slices", slicing.slices), ("--entity", details.entity != nil),
      ("--prevalence", prevalence != nil), ("--mix", mixing.isAsked),
    ]
    if inclusionProbability != nil, let (option, _) = unweighted.first(where: { $0.1 }) {
      throw ValidationError(
        "\(option) does not weigh rows: it goes without --inclusion-probability")
    }
    guard let prevalence else { return }
    guard model.task == .binary else {
      throw ValidationError("--prevalence is of a binary task: others have no positives")
    }
    guard prevalence > 0, prevalence < 1 else {
      throw ValidationError(
        "--prevalence \(prevalence) is out of range: expected a share such as 0.02")
    }
  }

  func run() throws {
    try details.check(for: model)
    let other = try against.map(SavedMetrics.read)
    let engine = try OpenData.standardEngine()
    let open = try separate.open(
      data, target: model.target, count: counting.count, engine: engine)
    var options = options
    overTime.apply(to: &options)
    options.keepsMeasurements = mixing.isAsked
    options.metricOfRest = try detection.key(chief: chief)
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
    let search = try SliceSearch(slicing, options, open, in: &plan)
    let pieces = try whole.options(details.entity, model.task).map {
      try plan.add(EntityFold(options, $0))
    }
    let (results, report) = try open.explained {
      let results = try open.run(plan, count: counting.count)
      return (results, try results[ticket].get())
    }
    var answer = MetricsAnswer(report: report, options)
    answer.ceiling = try annotated.ceiling(level: model.level, engine: open.engine)
    if let prevalence { try answer.take(prevalence: prevalence, options) }
    if let shares = try mixing.shares(by: by?.names ?? []) {
      try answer.take(shares, level: model.level)
    }
    if let pieces { answer.take(try results[pieces].get()) }
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
    return try source.run(plan, count: counting.count)[ticket].get()
  }
}
