package import Checklist
package import Measurements

extension Project {
  /// Which columns of a set a model may read: declared, or all without another role and without
  /// instants, which move on by themselves.
  package func features(in profile: DatasetProfile) -> [String] {
    if let features = columns.features { return features }
    let reserved = columns.reserved
      .union([baseline.previousModel].compactMap(\.self))
    return profile.columns
      .filter { !reserved.contains($0.name) && $0.type != .timestamp && $0.type != .unmeasured }
      .map(\.name)
  }

  /// How the model's metrics are measured.
  package func metricOptions(window: WindowLength? = nil, by: [String] = []) -> MetricOptions {
    MetricOptions(
      task: model.task == .binary ? .binary : .regression, target: columns.target,
      positive: columns.positive, score: columns.score, prediction: columns.prediction,
      threshold: metrics.threshold ?? 0.5, timestamp: columns.timestamp, window: window, by: by,
      level: metrics.level)
  }

  /// The window of production, for those who cut rows.
  package var windowLength: WindowLength? {
    switch metrics.window {
    case .calendar(let unit): WindowLength(unit.rawValue)
    case .rows(let rows): .rows(rows)
    case nil: nil
    }
  }
}
