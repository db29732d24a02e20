internal import ArgumentParser
internal import Checklist
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
        assay fairness sold.csv --task regression --target price \\
          --prediction yhat --by district
        assay fairness triage.csv --task multiclass --target level \\
          --prediction called --by sex

      A rate without rows in its denominator is null with the reason, and its group is
      left out of that disparity.
      """)

  @Argument(help: "A file, pattern, directory or duckdb:SQL.")
  var data: String

  @Option(help: "The task: binary, multiclass or regression.")
  var task = Task.binary

  @Option(help: ArgumentHelp("The column of what happened.", valueName: "col"))
  var target: String

  @Option(help: ArgumentHelp("The column of the predicted class or value.", valueName: "col"))
  var prediction: String?

  @Option(
    help: ArgumentHelp(
      "The column of the positive class' probability; without --prediction also its class.",
      valueName: "col"))
  var score: String?

  @Option(
    help: ArgumentHelp(
      "The smallest score called positive; 0.5 for probabilities.", valueName: "x"))
  var threshold: Double?

  @Option(help: ArgumentHelp("The target's value that is positive.", valueName: "value"))
  var positive: String?

  @Option(
    help: ArgumentHelp(
      "multiclass: columns of the classes' probabilities; without --prediction also the class.",
      valueName: "col,…"))
  var probabilities: ColumnList?

  @Option(
    help: ArgumentHelp(
      "multiclass: the classes, in the order of --probabilities.", valueName: "class,…"))
  var classes: ColumnList?

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

  @OptionGroup var counting: CountingOptions

  @OptionGroup var output: OutputOptions

  enum FailureEvent: String, ExpressibleByArgument, CaseIterable { case disparity }
  enum Requirement: String, ExpressibleByArgument, CaseIterable { case decided }

  enum Task: String, ExpressibleByArgument, CaseIterable { case binary, multiclass, regression }

  func validate() throws {
    if task == .regression, prediction == nil {
      throw ValidationError("--prediction is missing: a regression is compared by its values")
    }
    let given: [(name: String, isGiven: Bool, tasks: [Task])] = [
      ("--score", score != nil, [.binary]), ("--threshold", threshold != nil, [.binary]),
      ("--positive", positive != nil, [.binary]),
      ("--suppress-below", suppressBelow != 0 && task == .multiclass, [.binary]),
      ("--probabilities", probabilities != nil, [.multiclass]),
      ("--classes", classes != nil, [.multiclass]),
      ("--reference-group", referenceGroup != nil, [.binary, .multiclass]),
      ("--fail-on", failOn != nil, [.binary, .multiclass]),
      ("--require", require != nil, [.binary, .multiclass]),
    ]
    for (option, isGiven, tasks) in given where isGiven && !tasks.contains(task) {
      throw ValidationError(
        "\(option) has no meaning here: it is for --task "
          + tasks.map(\.rawValue).joined(separator: " or "))
    }
  }

  func run() throws {
    do {
      let open = try OpenData(data, engine: OpenData.standardEngine())
      try open.require(
        [target, prediction, score].compactMap(\.self) + (probabilities?.names ?? []) + by.names)
      try open.explained {
        switch task {
        case .binary: try compareRates(open)
        case .multiclass: try compareClasses(open)
        case .regression: try compareValues(open)
        }
      }
    } catch let refusal as FairnessRefusal {
      throw UsageError(refusal.message + ".")
    }
  }

  private var options: FairnessOptions {
    var options = FairnessOptions(
      target: target, prediction: prediction, score: score, threshold: threshold ?? 0.5,
      positive: positive, by: by.names, intersections: intersections,
      smallestGroup: smallestGroup, suppressBelow: suppressBelow,
      referenceGroup: referenceGroup, limit: limit, level: level, seed: seed)
    options.probabilities = probabilities?.names ?? []
    options.classes = classes?.names ?? []
    return options
  }

  /// Each of several classes against the rest.
  private func compareClasses(_ open: OpenData) throws {
    try options.check()
    var plan = ScanPlan()
    let metrics = try plan.addGroupMetrics(options, task: .multiclass)
    let report = try metrics.classReport(try open.run(plan, count: counting.count), options)
    try print(report, open.warnings + report.groupMetrics.warnings.map(WarningDocument.init)) {
      ClassFairnessTable(report).text($0)
    }
    try judge(disparity: report.hasDisparity, undecided: report.isUndecided)
  }

  private func compareRates(_ open: OpenData) throws {
    var plan = ScanPlan()
    let rates = plan.add(try FairnessFold(options))
    let metrics = try plan.addGroupMetrics(options, task: .binary)
    let results = try open.run(plan, count: counting.count)
    var report = try results[rates].get()
    report.groupMetrics = try metrics.report(results, options, fairness: report)
    try refuseNoProbabilities(metrics.warnings(results))
    try print(report, open.warnings + report.warnings.map(WarningDocument.init)) {
      FairnessTable(report).text($0)
    }
    try judge(disparity: report.hasDisparity, undecided: report.isUndecided)
  }

  /// Refuses scores that are no probabilities where nobody said from where on they are called
  /// positive.
  private func refuseNoProbabilities(_ warnings: [MetricsReport.Warning]) throws {
    guard threshold == nil, prediction == nil, let score,
      let outside = warnings.first(where: { $0.code == MetricsReport.Warning.scoreOutside })
    else { return }
    throw UsageError(
      """
      column \(score.visible) holds no probabilities, so that 0.5 does not divide its values: \
      \(outside.message); name a probability with --score, or say with --threshold from where on rows are \
      called positive.
      """)
  }

  private func compareValues(_ open: OpenData) throws {
    try options.check()
    var plan = ScanPlan()
    let metrics = try plan.addGroupMetrics(options, task: .regression)
    let report = try metrics.report(
      try open.run(plan, count: counting.count), options, fairness: nil)
    try print(report, open.warnings + report.warnings.map(WarningDocument.init)) {
      GroupMetricsTable(report).text($0)
    }
  }

  /// The report as a document or a table, after its warnings.
  private func print(
    _ report: some Encodable, _ warnings: [WarningDocument], _ table: (TerminalStyle) -> String
  ) throws {
    Console.standard.warn(warnings)
    if output.json {
      try Console.standard.print(json: DocumentWithWarnings(body: report, warnings: warnings))
    } else {
      Console.standard.print(table(Console.standard.style))
    }
  }

  private func judge(disparity: Bool, undecided: Bool) throws {
    if failOn == .disparity, disparity { throw Outcome.no }
    if require == .decided, undecided { throw Outcome.undecided }
  }
}
