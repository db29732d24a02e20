internal import ADBC
internal import ArgumentParser
internal import Checklist
internal import Engines
internal import Learners
internal import Measurements
internal import Reports

/// `assay label sample`: which rows people shall label.
struct LabelSampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Chooses rows for people to label, and records how likely each was.",
    discussion: """
      Example:
        assay label sample scored.parquet --size 500 --method entropy \\
          --score p --columns id,text --out queue.csv
        assay label sample scored.parquet --size 500 --method stratified \\
          --by region --out queue.parquet --json

      Every row can be chosen, and the queue says with which probability, so that metrics
      from the labels are those of all rows: assay metrics … --inclusion-probability.
      """)

  @Argument(help: "A file, pattern, directory or duckdb:SQL.")
  var data: String

  @Option(help: ArgumentHelp("Rows to choose.", valueName: "n"))
  var size: Int

  @Option(
    help: ArgumentHelp(
      "How: random, stratified, least-confident, margin, entropy or diversity.",
      valueName: "method"))
  var method = Method.random

  @Option(help: ArgumentHelp("The columns whose values are the strata.", valueName: "col,…"))
  var by: ColumnList?

  @Option(
    help: ArgumentHelp("The column of the positive class' probability.", valueName: "col"))
  var score: String?

  @Option(help: ArgumentHelp("The columns of the classes' probabilities.", valueName: "col,…"))
  var probabilities: ColumnList?

  @Option(
    help: ArgumentHelp(
      "The columns that tell rows apart, for diversity; else all.", valueName: "col,…"))
  var features: ColumnList?

  @Option(
    help: ArgumentHelp(
      "The part of the queue that is spread over all rows alike, 0.05 to 1.",
      valueName: "share"))
  var randomShare = LabelQueueDraw.defaultRandomShare

  @Option(help: ArgumentHelp("The columns to write; else all.", valueName: "col,…"))
  var columns: ColumnList?

  @Option(help: ArgumentHelp("Seed of the draw.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("The queue's file: .csv or .parquet.", valueName: "file"))
  var out: OutputFile

  @OptionGroup var output: OutputOptions

  enum Method: String, ExpressibleByArgument, CaseIterable {
    case random, stratified
    case leastConfident = "least-confident"
    case margin, entropy, diversity

    var uncertainty: Uncertainty? { Uncertainty(rawValue: rawValue) }
  }

  /// The columns that the queue adds.
  private static let added = ["row_number", "inclusion_probability", "method"]

  func validate() throws {
    guard (1...LabelQueueDraw.sizeLimit).contains(size) else {
      throw ValidationError(
        "--size \(size) is out of range: expected 1 to \(LabelQueueDraw.sizeLimit)")
    }
    guard (LabelQueueDraw.leastRandomShare...1).contains(randomShare) else {
      throw ValidationError(
        "--random-share \(randomShare) is out of range: expected 0.05 to 1, so that no label's "
          + "weight is out of all proportion")
    }
    switch method {
    case .stratified where by == nil:
      throw ValidationError("--by is missing: --method stratified needs the columns of the strata")
    case .leastConfident, .margin, .entropy:
      guard (score == nil) != (probabilities == nil) else {
        throw ValidationError(
          "--method \(method.rawValue) needs either --score or --probabilities")
      }
      if let probabilities, probabilities.names.count < 2 {
        throw ValidationError("--probabilities needs a column a class; for one use --score")
      }
    default: break
    }
    for (isGiven, option, use) in [
      (by != nil && method != .stratified, "--by", "stratified"),
      (features != nil && method != .diversity, "--features", "diversity"),
      (
        (score != nil || probabilities != nil) && method.uncertainty == nil,
        "--score or --probabilities", "least-confident, margin or entropy"
      ),
    ] where isGiven {
      throw ValidationError("\(option) has no meaning here: it is for --method \(use)")
    }
  }

  func run() throws {
    let open = try OpenData(data, engine: OpenData.standardEngine())
    try open.refuse(output: out.path)
    let written = columns?.names ?? open.names
    if let taken = written.first(where: Self.added.contains) {
      throw UsageError(
        "the data has a column \(taken), which the queue adds itself: name the columns to write "
          + "with --columns, without it")
    }
    let chosenBy = try chooser(open, written)
    try open.require(written)
    let queue: LabelQueue
    do {
      queue = try LabelQueueDraw(
        method: chosenBy, size: size, randomShare: randomShare, columns: written, seed: seed
      ).run(open.run)
    } catch let refusal as QueueRefusal {
      throw UsageError(refusal.message + ".")
    }
    try out.write(Self.fields(queue), Self.rows(queue), engine: open.engine)
    let warnings = open.warnings + warnings(queue)
    Console.standard.warn(warnings)
    if output.json {
      try Console.standard.print(
        json: DocumentWithWarnings(
          body: Document(queue: queue, seed: seed, out: out.path), warnings: warnings))
    } else {
      Console.standard.print(
        LabelQueueTable(queue, path: out.path).text(Console.standard.style))
    }
  }

  private func chooser(_ open: OpenData, _ written: [String]) throws -> LabelQueue.Method {
    switch method {
    case .random: return .random
    case .stratified:
      let names = by?.names ?? []
      try open.require(names)
      return .stratified(by: names)
    case .diversity:
      let names = features?.names ?? written
      try open.require(names)
      return .diversity(features: names)
    case .leastConfident, .margin, .entropy:
      let names = probabilities?.names ?? [score].compactMap(\.self)
      try open.require(names)
      return .uncertainty(method.uncertainty ?? .entropy, probabilities: names)
    }
  }

  private static func fields(_ queue: LabelQueue) -> [ArrowField] {
    [ArrowField(name: added[0], type: .int64)] + queue.values.fields + [
      ArrowField(name: added[1], type: .float64), ArrowField(name: added[2], type: .utf8),
    ]
  }

  /// Rows of the queue, numbered from 1 as people count.
  private static func rows(_ queue: LabelQueue) -> [[String?]] {
    zip(queue.chosen, queue.values.values).map { row, values in
      ["\(row.number + 1)"] + values + [
        "\(row.inclusionProbability)", row.isRandom ? "random" : queue.method.name,
      ]
    }
  }

  private func warnings(_ queue: LabelQueue) -> [WarningDocument] {
    var warnings: [WarningDocument] = []
    if queue.rows <= size {
      warnings.append(
        WarningDocument(
          code: "all-rows",
          message: "the data has \(queue.rows) rows, not more than --size: all are chosen"))
    }
    if queue.unscored > 0 {
      warnings.append(
        WarningDocument(
          code: "missing-score",
          message: "\(queue.unscored) of \(queue.rows) rows have no probabilities: only the random "
            + "part can choose them"))
    }
    for column in queue.dropped {
      warnings.append(
        WarningDocument(
          code: "dropped-feature", message: "it tells no rows apart: \(column.reason)",
          column: column.name))
    }
    return warnings
  }

  private struct Document: Encodable {
    let queue: LabelQueue
    let seed: UInt64
    let out: String

    private enum Key: String, CodingKey { case seed, out }

    func encode(to encoder: any Encoder) throws {
      try queue.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(seed, forKey: .seed)
      try container.encode(out, forKey: .out)
    }
  }
}
