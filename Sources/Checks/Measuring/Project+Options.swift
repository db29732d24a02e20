package import Checklist
package import Measurements

extension Project {
  /// Which columns of a set a model may read: declared, or all without another role and without
  /// instants, which move on by themselves.
  ///
  /// Columns that cannot be measured are no features either, see ``unmeasured(in:)``.
  package func features(in profile: DatasetProfile) -> [String] {
    if let features = columns.features {
      return features.filter { profile[$0]?.type != .unmeasured }
    }
    return profile.columns
      .filter { !isApart($0.name) && $0.type != .timestamp && $0.type != .unmeasured }
      .map(\.name)
  }

  /// Columns that the model may read and whose type cannot be measured: lists, structs, blobs.
  package func unmeasured(in profile: DatasetProfile) -> [String] {
    let columns = profile.columns.filter { $0.type == .unmeasured }.map(\.name)
    if let features = self.columns.features { return columns.filter(features.contains) }
    return columns.filter { !isApart($0) }
  }

  /// The columns that make two rows the same: what the model may read, of a forecast the time too,
  /// of a ranking whose row it is and of what.
  func tellingRowsApart(_ shared: Set<String>) -> Set<String> {
    var apart = Set([columns.target] + columns.identifier + columns.ignore + columns.outputs)
      .union(limits.candidates.map(\.column))
    if let previous = baseline.previousModel { apart.insert(previous) }
    if model.task != .forecast, let timestamp = columns.timestamp { apart.insert(timestamp) }
    if model.task != .ranking, let entity = columns.entity { apart.insert(entity) }
    return shared.subtracting(apart)
  }

  private func isApart(_ column: String) -> Bool {
    columns.reserved.contains(column) || column == baseline.previousModel
      || column == truth.proxy
      || limits.candidates.contains { $0.column == column }
  }

  /// How the model's metrics are measured.
  ///
  /// - Parameters:
  ///   - names: the columns that the set has.
  ///   - scales: what errors of a forecast are scaled by.
  package func metricOptions(
    _ names: Set<String>, window: WindowLength? = nil, by: [String] = [],
    scales: SeasonalScales? = nil
  ) -> MetricOptions {
    func present(_ column: String?) -> String? { column.flatMap { names.contains($0) ? $0 : nil } }
    return MetricOptions(
      task: model.task.measured, target: columns.target,
      positive: columns.positive, score: present(columns.score),
      prediction: present(columns.prediction), threshold: metrics.threshold ?? 0.5,
      multiclass: MetricOptions.Multiclass(
        probabilities: names.isSuperset(of: columns.probabilities) ? columns.probabilities : [],
        classes: columns.classes),
      places: metrics.places,
      forecast: MetricOptions.Forecast(
        series: columns.series, season: metrics.season ?? 1, scales: scales),
      entity: model.task == .ranking ? columns.entity : nil,
      timestamp: columns.timestamp, window: window, by: by, level: metrics.level)
  }

  /// Whether a set has the truth and what the model says: enough to measure.
  func hasAnswers(_ names: Set<String>) -> Bool {
    let single = [columns.score, columns.prediction].compactMap(\.self)
    return names.contains(columns.target)
      && (single.contains(where: names.contains)
        || !columns.probabilities.isEmpty && names.isSuperset(of: columns.probabilities))
  }

  /// The window of production, for those who cut rows.
  package var windowLength: WindowLength? { metrics.window.flatMap(\.length) }

  /// How shifts of columns are measured.
  var driftOptions: DriftOptions {
    var options = DriftOptions()
    options.threshold = drift.effect
    options.level = drift.level
    options.thresholds = drift.columns
    options.family = drift.family == .familyWise ? .familyWise : .falseDiscovery
    return options
  }
}

extension Project.Window {
  /// The same for those who cut rows.
  var length: WindowLength? {
    switch self {
    case .calendar(let unit): WindowLength(unit.rawValue)
    case .rows(let rows): .rows(rows)
    }
  }
}
