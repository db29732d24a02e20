internal import Checklist
internal import Measurements
internal import Statistics

/// The metric by which groups of rows are judged: the one that decides, unless groups are of
/// different size by nature.
///
/// An error in the target's unit is large where the values are: of series of different scales the
/// largest would always be the weakest. There errors are judged as multiples of each series' own,
/// else as a share of the targets.
enum GroupMetric {
  /// The largest scale of a series over the smallest from which on they count as different.
  static let different = 2.0

  /// Metrics of a forecast that are in the unit of the target.
  private static let withScale: Set<String> = [
    MeanAbsoluteError.card.key, MeanSquaredError.card.key, RootMeanSquaredError.card.key,
    MedianAbsoluteError.card.key, Bias.card.key, PinballLoss.card.key,
  ]

  /// The metric's key.
  ///
  /// - Parameter scales: of the training rows' series; nil where they could not be had.
  static func key(_ project: Project, _ scales: SeasonalScales?) -> String {
    let primary = PrimaryMetric.key(project)
    guard project.model.task == .forecast, !project.columns.series.isEmpty,
      withScale.contains(primary)
    else { return primary }
    guard let scales, scales.problem == nil else { return WeightedAbsolutePercentageError.card.key }
    return scales.spread > different ? MeanAbsoluteScaledError.card.key : primary
  }

  /// The metric with the loss that matters, as it was chosen when the groups were measured.
  static func chosen(_ project: Project, _ report: MetricsReport) throws -> PrimaryMetric {
    let scales: SeasonalScales? =
      if case .forecast(let measurement) = report.measurement { measurement.scales } else { nil }
    let key = key(project, scales)
    return try PrimaryMetric(
      project, report: report, key: key == PrimaryMetric.key(project) ? nil : key)
  }
}

extension Project {
  /// The columns whose values are held against each other: those of groups, and of a forecast its
  /// series.
  var judgedColumns: [String] {
    groupColumns
      + (model.task == .forecast ? columns.series.filter { !groupColumns.contains($0) } : [])
  }
}
