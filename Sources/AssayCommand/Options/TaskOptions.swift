internal import ArgumentParser
internal import Measurements

/// What only some tasks have: classes, series, quantiles, queries.
struct TaskOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "multiclass: columns of the classes' probabilities.", valueName: "col,…"))
  var probabilities: ColumnList?

  @Option(
    help: ArgumentHelp(
      "multiclass: the classes, in the order of --probabilities.", valueName: "class,…"))
  var classes: ColumnList?

  @Option(
    help: ArgumentHelp(
      "multiclass (default: 2), ranking (default: 10): how many classes or ranks count.",
      valueName: "n"))
  var k: Int?

  @Option(
    help: ArgumentHelp(
      "The thing that rows are pieces of, which intervals then respect; ranking: query or user.",
      valueName: "col"))
  var entity: String?

  @Option(
    help: ArgumentHelp("forecast: columns that tell the series apart.", valueName: "col,…"))
  var series: ColumnList?

  @Option(
    help: ArgumentHelp(
      "forecast: rows of a series after which its pattern repeats. (default: 1)", valueName: "n"))
  var season: Int?

  @Option(
    help: ArgumentHelp(
      "forecast: columns of predicted quantiles, such as p10=0.1,p90=0.9.", valueName: "col=q,…"))
  var quantiles: QuantileList?

  @Option(
    help: ArgumentHelp(
      "forecast: training data whose actuals scale the errors. (default: the data itself)",
      valueName: "data"))
  var train: String?

  @Option(help: ArgumentHelp("The quantile that the prediction stands for.", valueName: "q"))
  var quantile: Double?

  @Option(help: ArgumentHelp("The lower end of a prediction interval.", valueName: "col"))
  var lower: String?

  @Option(help: ArgumentHelp("The upper end of a prediction interval.", valueName: "col"))
  var upper: String?

  /// Refuses options that have no meaning for the task.
  func check(for model: ModelOptions) throws {
    let given: [(name: String, isGiven: Bool, tasks: [MetricOptions.Task])] = [
      ("--score", model.score != nil, [.binary, .ranking]),
      ("--positive", model.positive != nil, [.binary]),
      ("--quantile", quantile != nil, [.regression, .forecast]),
      ("--lower", lower != nil, [.regression, .forecast]),
      ("--upper", upper != nil, [.regression, .forecast]),
      ("--probabilities", probabilities != nil, [.multiclass]),
      ("--classes", classes != nil, [.multiclass]),
      ("--k", k != nil, [.multiclass, .ranking]),
      ("--entity", entity != nil, [.binary, .regression, .ranking]),
      ("--series", series != nil, [.forecast]),
      ("--season", season != nil, [.forecast]),
      ("--quantiles", quantiles != nil, [.forecast]),
      ("--train", train != nil, [.forecast]),
    ]
    for option in given where option.isGiven && !option.tasks.contains(model.task) {
      let tasks = option.tasks.map(\.rawValue).joined(separator: " or ")
      throw UsageError(
        "\(option.name) has no meaning for --task \(model.task.rawValue): it belongs to --task \(tasks)."
      )
    }
  }

  /// The columns that they name.
  var columns: [String] {
    (probabilities?.names ?? []) + (series?.names ?? [])
      + (quantiles?.quantiles.map(\.column) ?? []) + [entity, lower, upper].compactMap(\.self)
  }
}

/// Columns with their quantiles: `p10=0.1,p90=0.9`.
struct QuantileList: ExpressibleByArgument, Sendable {
  let quantiles: [MetricOptions.Forecast.Quantile]

  init?(argument: String) {
    guard let parts = ColumnList(argument: argument)?.names else { return nil }
    var quantiles: [MetricOptions.Forecast.Quantile] = []
    for part in parts {
      // The last = divides: a column's name may hold one.
      guard let equals = part.lastIndex(of: "="), equals != part.startIndex,
        let share = Double(part[part.index(after: equals)...])
      else { return nil }
      quantiles.append(.init(column: String(part[..<equals]), share: share))
    }
    self.quantiles = quantiles
  }
}
