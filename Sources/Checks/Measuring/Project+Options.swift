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

  private func isApart(_ column: String) -> Bool {
    columns.reserved.contains(column) || column == baseline.previousModel
      || column == truth.proxy
      || limits.candidates.contains { $0.column == column }
  }

  /// How the model's metrics are measured.
  ///
  /// - Parameter names: the columns that the set has.
  package func metricOptions(
    _ names: Set<String>, window: WindowLength? = nil, by: [String] = []
  ) -> MetricOptions {
    func present(_ column: String?) -> String? { column.flatMap { names.contains($0) ? $0 : nil } }
    return MetricOptions(
      task: model.task == .binary ? .binary : .regression, target: columns.target,
      positive: columns.positive, score: present(columns.score),
      prediction: present(columns.prediction), threshold: metrics.threshold ?? 0.5,
      timestamp: columns.timestamp, window: window, by: by, level: metrics.level)
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
