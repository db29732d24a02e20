internal import ArgumentParser
internal import Measurements
internal import Statistics

/// `assay bench-resample`: the area under the ROC curve with an interval from counts drawn anew,
/// which benchmarks compare with drawing rows.
struct ResampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-resample",
    abstract: "Resamples the counts behind an area under the ROC curve, nothing else.",
    shouldDisplay: false)

  /// Scores drawn at most: neighbours together, of about equal rows.
  ///
  /// A tie counts half, so that the area of the cells is off by at most half of a pair's chance to
  /// fall into one of them, 0.001; the interval is moved by what it is off, and its width knows no
  /// cells.
  private static let cells = 512

  @Argument(help: "A file, pattern, directory or duckdb:SQL.")
  var data: String

  @Option(help: ArgumentHelp("The column of what happened.", valueName: "col"))
  var target: String

  @Option(
    help: ArgumentHelp("The column of the positive class' probability.", valueName: "col"))
  var score: String

  @Option(help: ArgumentHelp("How many tables to draw.", valueName: "n"))
  var draws = 1_000

  private struct Document: Encodable {
    let value: Double?
    let interval: Interval
    let draws: Int
  }

  func run() throws {
    let open = try OpenData(data, engine: OpenData.standardEngine())
    var plan = ScanPlan()
    let ticket = plan.add(
      try MetricsFold(MetricOptions(task: .binary, target: target, score: score)))
    let report = try open.run(plan)[ticket].get()
    guard case .binary(let measurement) = report.measurement else {
      throw UsageError("\(data) gave no counts of two classes.")
    }
    let table = Self.together(measurement.scores)
    let interval = try CountBootstrap.interval(
      counts: table.first + table.second, draws: draws, kind: .percentile
    ) { drawn in
      Self.area(drawn)
    }
    let value = report["rocAUC"]?.value
    let moved = (value ?? 0) - (Self.area(table.first + table.second) ?? value ?? 0)
    try Console.standard.print(
      json: Document(
        value: value,
        interval: Interval(
          low: interval.low + moved, high: interval.high + moved, level: interval.level,
          method: interval.method), draws: draws))
  }

  /// Neighbouring scores together, in cells of about equal rows.
  private static func together(_ scores: SortedCounts) -> (first: [Int], second: [Int]) {
    let share = max(1, (scores.firstTotal + scores.secondTotal) / cells)
    var first: [Int] = []
    var second: [Int] = []
    var room = 0
    for place in scores.values.indices {
      if room <= 0 {
        first.append(0)
        second.append(0)
        room = share
      }
      first[first.count - 1] += scores.first[place]
      second[second.count - 1] += scores.second[place]
      room -= scores.first[place] + scores.second[place]
    }
    return (first, second)
  }

  /// The share of pairs in order, ties counting half.
  ///
  /// - Parameter counts: positives' cells, then negatives'.
  private static func area(_ counts: [Int]) -> Double? {
    let half = counts.count / 2
    var below = 0.0
    var pairs = 0.0
    var positives = 0.0
    for cell in 0..<half {
      let (up, down) = (Double(counts[cell]), Double(counts[half + cell]))
      pairs += up * (below + down / 2)
      below += down
      positives += up
    }
    return positives > 0 && below > 0 ? pairs / (positives * below) : nil
  }
}
