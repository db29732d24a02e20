internal import ArgumentParser
internal import Measurements
internal import Statistics

/// What the rows must be able to show.
struct PowerArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The smallest drop that matters, of the chief metric or of one: 0.02, f1=0.05.",
      valueName: "[metric=]x"))
  var smallestDrop: SmallestDrop?

  @Option(help: ArgumentHelp("The chance to see a drop.", valueName: "share"))
  var power = 0.8

  func validate() throws {
    guard power > 0, power < 1 else {
      throw ValidationError("--power \(power) is out of range: expected a share such as 0.8")
    }
  }

  /// The key of the metric that is judged; nil when no drop was named.
  ///
  /// - Throws: `UnknownMetric`.
  func key(chief: String) throws -> String? {
    guard let smallestDrop else { return nil }
    guard let name = smallestDrop.metric else { return chief }
    return try MetricCatalogue.card(named: name).key
  }

  /// What the rows of a report allow.
  func report(_ report: MetricsReport, level: Double, chief: String) throws -> PowerReport {
    guard let smallestDrop, let key = try key(chief: chief) else {
      return PowerReport(report, power: power, level: level)
    }
    guard report[key] != nil else {
      throw UsageError(
        "--smallest-drop \(key) is not measured here; these are: "
          + report.metrics.map(\.card.key).joined(separator: ", ") + ".")
    }
    return PowerReport(
      report, power: power, level: level, judged: (key: key, drop: smallestDrop.size))
  }
}

/// `0.02` or `f1=0.02`.
struct SmallestDrop: ExpressibleByArgument {
  /// The metric; nil for the chief one.
  let metric: String?
  /// Above 0.
  let size: Double

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let last = parts.last, let size = Double(last), size > 0, size.isFinite else {
      return nil
    }
    self.size = size
    metric = parts.count == 2 ? String(parts[0]) : nil
    if metric?.isEmpty == true { return nil }
  }
}
