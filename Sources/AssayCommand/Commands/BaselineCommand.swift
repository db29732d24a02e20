internal import ArgumentParser
internal import Learners
internal import Measurements
internal import Reports
internal import Statistics

/// `assay baseline`: whether the model is better than simple ways to predict.
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Compares the model with simple baselines on the same test rows.",
    usage: """
      assay baseline --train <data> --test <data> --task <task> \\
        --target <col> [<options>]
      """,
    discussion: """
      Baselines learn from train and answer for test. Exits with 1 when the model
      does not beat all of them, and with 4 when the rows do not decide.

      Example:
        assay baseline --train train.parquet --test test.parquet \\
          --task binary --target late --score p
        assay baseline --train train.csv --test test.csv --task multiclass \\
          --target digit --prediction called --pixels 'px_*' --image 8x8
        assay baseline --train train.csv --test test.csv --task forecast \\
          --target units --prediction yhat --timestamp day --series shop --season 7
        assay baseline --train seen.csv --test shown.csv --task ranking \\
          --target clicked --score s --entity user --item film
        assay baseline --train train.csv --test test.csv --task regression \\
          --target price --prediction yhat --group town --timestamp sold
      """)

  @Option(help: ArgumentHelp("The rows that baselines learn from.", valueName: "data"))
  var train: String

  @Option(help: ArgumentHelp("The rows to compare on, with predictions.", valueName: "data"))
  var test: String

  @OptionGroup var model: ModelOptions

  @OptionGroup var details: BaselineOptions

  @Option(help: ArgumentHelp("Only these columns as features.", valueName: "col,…"))
  var columns: ColumnList?

  @Option(help: ArgumentHelp("Never these columns as features.", valueName: "col,…"))
  var ignore: ColumnList?

  @Option(help: ArgumentHelp("The column of the row's neighbourhood.", valueName: "col"))
  var group: String?

  @Option(help: ArgumentHelp("How long the last period is.", valueName: "window"))
  var period: WindowLength = .month

  @Option(help: ArgumentHelp("The metric that decides.", valueName: "metric"))
  var primary: String?

  @Option(help: ArgumentHelp("The improvement that is worth shipping.", valueName: "x"))
  var margin = 0.0

  @Option(help: ArgumentHelp("The previous model's predictions.", valueName: "col"))
  var previousModel: String?

  @Option(help: ArgumentHelp("The share that people get right.", valueName: "share"))
  var humanAccuracy: Double?

  @Option(help: ArgumentHelp("Rows to read at most of each set.", valueName: "n"))
  var sample = RowSample.defaultLimit

  @Option(help: ArgumentHelp("Seed of samples and bootstraps.", valueName: "n"))
  var seed: UInt64 = 1

  @OptionGroup var counting: CountingOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard margin >= 0, margin.isFinite else {
      throw ValidationError("--margin \(margin) is out of range: expected 0 or more")
    }
    try details.check(model)
    if let humanAccuracy, !(0...1).contains(humanAccuracy) {
      throw ValidationError(
        "--human-accuracy \(humanAccuracy) is out of range: expected a share from 0 to 1")
    }
    guard sample > 0 else { throw ValidationError("--sample must be above 0") }
  }

  func run() throws {
    let engine = try OpenData.standardEngine()
    let known = try OpenData(train, engine: engine)
    let judged = try OpenData(test, engine: engine)
    try known.requireRows("training")
    try judged.requireRows("test")
    let study = try study(known, judged)
    let learned = try rows(known, study, study.trainColumns)
    let tested = try rows(judged, study, study.testColumns)
    let comparison =
      switch model.task {
      case .binary: try study.compareClasses(train: learned, test: tested)
      case .multiclass: try study.compareMulticlass(train: learned, test: tested)
      case .regression: try study.compareValues(train: learned, test: tested)
      case .forecast: try study.compareForecasts(train: learned, test: tested)
      case .ranking: try study.compareRankings(train: learned, test: tested)
      }
    let warnings = known.warnings + judged.warnings
    Console.standard.warn(warnings)
    if output.json {
      try Console.standard.print(json: DocumentWithWarnings(body: comparison, warnings: warnings))
    } else {
      Console.standard.print(BaselineTable(comparison).text(Console.standard.style))
    }
    if !comparison.beatsAll {
      let isOpen = comparison.baselines.allSatisfy { !$0.counts || $0.judgement != .fail }
      throw isOpen ? Outcome.undecided : Outcome.no
    }
  }

  private func study(_ train: OpenData, _ test: OpenData) throws -> BaselineStudy {
    let roles = [
      model.target, model.score, model.prediction, model.timestamp, previousModel, details.entity,
      details.item,
    ].compactMap(\.self)
    let own = (details.probabilities?.names ?? []) + (details.series?.names ?? [])
    let pixels = try details.images(among: train.names)
    for column in ignore?.names ?? [] where !train.names.contains(column) {
      try test.require([column])
    }
    let apart = Set(roles + own + (ignore?.names ?? [])).union(train.nested).union(test.nested)
    let features =
      columns?.names ?? pixels?.columns
      ?? (needsFeatures
        ? train.names.filter { !apart.contains($0) && test.names.contains($0) } : [])
    var inputs = BaselineInputs(features: features)
    inputs.timestamp = model.timestamp
    inputs.group = [group].compactMap(\.self)
    inputs.period = period
    inputs.pixels = pixels
    inputs.series = details.series?.names ?? []
    inputs.season = details.season
    inputs.origin = details.horizon == nil ? details.origin : .rolling
    inputs.horizon = details.horizon ?? 1
    inputs.entity = details.entity
    inputs.item = details.item
    var study = BaselineStudy(target: model.target, inputs: inputs)
    study.positive = model.positive
    study.score = model.score
    study.prediction = model.prediction
    study.probabilities = details.probabilities?.names ?? []
    study.classes = details.classes?.names ?? []
    study.places = details.k ?? study.places
    study.only = details.baselines?.names
    study.threshold = model.threshold
    study.primary = primary
    study.margin = margin
    study.level = model.level
    study.seed = seed
    study.previous = previousModel.map {
      isScored ? PreviousModel(score: $0) : PreviousModel(prediction: $0)
    }
    study.human = try humanAccuracy.map { try HumanAccuracy(value: $0) }
    try train.require(study.trainColumns)
    try test.require(study.testColumns)
    return study
  }

  /// Whether baselines of the task learn from features.
  private var needsFeatures: Bool {
    switch model.task {
    case .binary, .multiclass, .regression: true
    case .forecast, .ranking: false
    }
  }

  /// Whether a previous model's column holds scores.
  private var isScored: Bool {
    model.score != nil && (model.task == .binary || model.task == .ranking)
  }

  private func rows(_ data: OpenData, _ study: BaselineStudy, _ columns: [String]) throws
    -> RowTable
  {
    var plan = ScanPlan()
    let ticket = plan.add(
      RowFold(columns: columns, limit: study.rowLimit(sample), seed: seed))
    return try data.explained { try data.run(plan, count: counting.count)[ticket].get() }
  }
}
