internal import ArgumentParser
internal import Learners
internal import Measurements
internal import Statistics

/// What single kinds of models have: classes, pixels, series, users.
struct BaselineOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Multiclass: the classes' probabilities.", valueName: "col,…"))
  var probabilities: ColumnList?

  @Option(
    help: ArgumentHelp("Multiclass: the classes in the order of these.", valueName: "name,…"))
  var classes: ColumnList?

  @Option(
    help: ArgumentHelp(
      "Images: the pixels' columns, as a list, px_* or px_0..px_63.", valueName: "col,…"))
  var pixels: ColumnList?

  @Option(
    help: ArgumentHelp("Images: height x width x channels: 8x8, 28x28x1.", valueName: "shape"))
  var image: String?

  @Option(help: ArgumentHelp("Forecast: the columns that tell series apart.", valueName: "col,…"))
  var series: ColumnList?

  @Option(help: ArgumentHelp("Forecast: steps after which a pattern repeats.", valueName: "n"))
  var season: Int?

  @Option(help: "Forecast: what was known: to the end of training, or to each row's time.")
  var origin: SeriesHistory.Origin = .end

  @Option(
    help: ArgumentHelp(
      "Forecast: steps that it looks ahead: so far before each row's time was known.",
      valueName: "n"))
  var horizon: Int?

  @Option(help: ArgumentHelp("Ranking: the column of the user or query.", valueName: "col"))
  var entity: String?

  @Option(help: ArgumentHelp("Ranking: the column of the item.", valueName: "col"))
  var item: String?

  @Option(help: ArgumentHelp("Ranking: how many ranks count. (default: 10)", valueName: "n"))
  var k: Int?

  @Option(help: ArgumentHelp("Only these baselines.", valueName: "name,…"))
  var baselines: ColumnList?

  /// Refuses options of another task, missing ones and bad values.
  func check(_ model: ModelOptions) throws {
    let task = model.task
    func needs(_ isThere: Bool, _ sentence: String) throws {
      if !isThere { throw ValidationError("a \(task.rawValue) task needs \(sentence)") }
    }
    switch task {
    case .binary:
      try needs(model.score != nil || model.prediction != nil, "--score COL or --prediction COL")
    case .multiclass:
      try needs(
        probabilities != nil || model.prediction != nil, "--probabilities COL,… or --prediction COL"
      )
    case .regression: try needs(model.prediction != nil, "--prediction COL")
    case .forecast:
      try needs(model.prediction != nil, "--prediction COL")
      try needs(model.timestamp != nil, "--timestamp COL")
    case .ranking:
      try needs(model.score != nil || model.prediction != nil, "--score COL or --prediction COL")
      try needs(entity != nil, "--entity COL")
    }
    try refuseOthers(task)
    guard (probabilities == nil) == (classes == nil) else {
      throw ValidationError("--probabilities and --classes belong together")
    }
    guard (pixels == nil) == (image == nil) else {
      throw ValidationError("--pixels and --image belong together")
    }
    if let image, ImageShape(image) == nil {
      throw ValidationError("--image \(image) is no shape: expected 8x8 or 28x28x1")
    }
    if let season, season < 2 {
      throw ValidationError("--season \(season) is no season: expected 2 or more steps")
    }
    if let horizon, !(1...1_000_000).contains(horizon) {
      throw ValidationError("--horizon \(horizon) is out of range: expected 1 to 1000000 steps")
    }
    if let k, !(1...10_000).contains(k) {
      throw ValidationError("--k \(k) is out of range: expected 1 to 10000")
    }
    try checkNames()
  }

  private func refuseOthers(_ task: MetricOptions.Task) throws {
    let given: [(String, Bool, [MetricOptions.Task])] = [
      ("--probabilities", probabilities != nil, [.multiclass]),
      ("--pixels", pixels != nil, [.binary, .multiclass]),
      ("--series", series != nil, [.forecast]), ("--season", season != nil, [.forecast]),
      ("--origin", origin != .end, [.forecast]), ("--horizon", horizon != nil, [.forecast]),
      ("--entity", entity != nil, [.ranking]),
      ("--item", item != nil, [.ranking]), ("--k", k != nil, [.ranking]),
    ]
    for (name, isGiven, tasks) in given where isGiven && !tasks.contains(task) {
      throw ValidationError(
        "\(name) is for --task \(tasks.map(\.rawValue).joined(separator: " or ")), not for "
          + task.rawValue)
    }
  }

  private func checkNames() throws {
    let known = BaselineCatalogue.cards.map(\.key)
    for name in baselines?.names ?? [] where !known.contains(name) {
      throw ValidationError(
        "there is no baseline \(name): expected one of \(known.joined(separator: ", "))")
    }
  }

  /// Where the pixels are, among the columns of the data.
  func images(among names: [String]) throws -> BaselineInputs.Pixels? {
    guard let pixels, let shape = image.flatMap({ ImageShape($0) }) else { return nil }
    return try BaselineInputs.Pixels(
      columns: PixelColumns.resolve(pixels.names, among: names), shape: shape)
  }
}

extension SeriesHistory.Origin: ExpressibleByArgument {}
