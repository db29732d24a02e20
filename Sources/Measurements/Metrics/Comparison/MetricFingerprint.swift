/// What a metric is a metric of: figures are compared only when their fingerprints agree.
package struct MetricFingerprint: Sendable, Hashable, Codable {
  /// The kind of prediction.
  package var task: String
  /// The label that counts as positive, as it was declared; nil where its name says so.
  package var positive: String?
  /// The smallest score called positive; nil where a column of classes decides, and of a
  /// regression.
  package var threshold: Double?
  /// The quantile that the prediction stands for.
  package var quantile: Double?
  /// Bins of the calibration error.
  package var calibrationBins: Int?
  /// How many classes or ranks count; nil for the task's default.
  package var places: Int?
  /// How several classes' figures become one.
  package var averaging: String
  /// What rows weigh.
  package var weights: String
  /// What is counted: `row`, or what pieces are put together to.
  package var unit: String
  /// How classes came to their shares: `natural`, or a declared share.
  package var sampling: String
  /// The share of positive rows in the data; nil of a regression and without rows.
  package var prevalence: Double?
  /// The length of windows; nil without.
  package var window: String?
  /// The months of the year that rows are of, 1…12; empty without windows of time.
  package var months: [Int]
  /// What the definitions are: raised when one changes.
  package var definitions: Int

  /// The definitions that this program computes.
  package static let currentDefinitions = 1

  /// The fingerprint of a report's metrics over all rows.
  package init(_ report: MetricsReport, _ options: MetricOptions) {
    task = report.task.rawValue
    let isBinary = report.task == .binary
    positive = isBinary ? options.positive : nil
    threshold = isBinary && options.prediction == nil ? options.threshold : nil
    quantile = options.quantile
    calibrationBins = options.score == nil ? nil : options.calibrationBins
    places = options.places
    averaging = "byName"
    weights = options.inclusionProbability == nil ? "none" : "inverse probability"
    unit = "row"
    sampling = "natural"
    prevalence = Self.prevalence(report)
    window = options.window.map(\.name)
    months = Set(report.groups.compactMap { $0.window?.month }).sorted()
    definitions = Self.currentDefinitions
  }

  private static func prevalence(_ report: MetricsReport) -> Double? {
    guard case .binary(let measurement) = report.measurement else { return nil }
    let scores = measurement.scores
    let (positives, rows) =
      scores.firstTotal + scores.secondTotal > 0
      ? (scores.firstTotal, scores.firstTotal + scores.secondTotal)
      : (measurement.cells.positives, measurement.cells.rows)
    return rows > 0 ? Double(positives) / Double(rows) : nil
  }
}

extension WindowLength {
  /// As people write it.
  package var name: String {
    switch self {
    case .day: "day"
    case .week: "week"
    case .month: "month"
    case .quarter: "quarter"
    case .year: "year"
    case .rows(let rows): "\(rows)"
    }
  }
}

extension WindowSpan {
  /// The month of the year of its first day, 1…12; nil of windows of rows.
  var month: Int? {
    // `2013-02-01T00:00:00Z`, from the right: years may be of more digits than four.
    start.flatMap { Int($0.dropLast(13).suffix(2)) }
  }
}
