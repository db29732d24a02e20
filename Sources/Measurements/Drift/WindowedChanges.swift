package import Statistics

/// How the columns of a data set changed over its windows: the type of each change, its date and
/// how sure that is.
///
/// Of each column several series are followed (``ColumnSeries``); the surest change among them is
/// the column's, at a level that allows for their number and for the columns'. Rows are taken as
/// independent of one another: windows differ by the chance of their rows alone, and by up to a
/// sixth of the drift limit; a change of less than half the limit is none. ``UnusualChanges``
/// learns from windows of the past how far they differ by themselves.
package struct WindowedChanges: Sendable, Hashable {
  /// The change of each column of the reference.
  package let columns: [String: ColumnChange]
  /// The change of all columns together, by their mean shift from the reference.
  package let overall: ColumnChange
  /// How the windows were cut.
  package let length: WindowLength

  /// Types the changes of windows that were compared with a reference.
  package init(
    reference: DatasetProfile, current: WindowedProfile, drift: WindowedDrift,
    options: DriftOptions = DriftOptions(), columns names: Set<String>? = nil
  ) {
    length = current.length
    let windows = current.windows.filter { $0.profile.rows > 0 }
    let times = windows.map { Double($0.start) }
    let chosen = reference.columns.filter { names?.contains($0.name) ?? true }
    let family = max(1, chosen.count)
    var found: [String: ColumnChange] = [:]
    for column in chosen {
      do throws(Undefined) {
        found[column.name] = Self.surest(
          try ColumnSeries.all(column, in: windows), times, options.of(column.name),
          level: 1 - (1 - options.level) / Double(family))
      } catch {
        found[column.name] = .undefined(error)
      }
    }
    columns = found
    overall = Self.overall(drift, options)
  }

  private static func surest(
    _ series: [ColumnSeries], _ times: [Double], _ options: DriftOptions, level: Double
  ) -> ColumnChange {
    var best: ColumnChange.Finding?
    do throws(Undefined) {
      guard times.count >= ChangeTyping.fewest else {
        throw Undefined(
          "the type of a change needs \(ChangeTyping.fewest) windows; there are \(times.count)")
      }
      let own = 1 - (1 - level) / Double(max(1, series.count))
      for one in series {
        guard let finding = try typed(one, times, options, level: own) else { continue }
        if best.map({ $0.evidence < finding.evidence }) ?? true { best = finding }
      }
    } catch {
      return .undefined(error)
    }
    return best.map { .changed($0) } ?? .unchanged
  }

  /// Nil without a change that matters.
  private static func typed(
    _ series: ColumnSeries, _ times: [Double], _ options: DriftOptions, level: Double
  ) throws(Undefined) -> ColumnChange.Finding? {
    let ordinary = max(options.threshold, 1e-6) / 6
    let windows = try WindowSeries(
      times: times, values: series.values,
      variances: series.variances.map { $0 + ordinary * ordinary })
    let finding = try ChangeTyping.judge(windows, level: level)
    guard finding.type != .none, finding.size.magnitude >= options.threshold / 2 else { return nil }
    return ColumnChange.Finding(
      series: series.name, isScore: series.isScore, finding: finding)
  }

  private static func overall(_ drift: WindowedDrift, _ options: DriftOptions) -> ColumnChange {
    var times: [Double] = []
    var values: [Double] = []
    var variances: [Double] = []
    for window in drift.windows {
      var (shift, error, count) = (0.0, 0.0, 0.0)
      for column in window.report.columns {
        guard case .compared(let comparison) = column.outcome,
          let value = comparison.effect.estimate.value,
          let interval = comparison.effect.estimate.interval
        else { continue }
        shift += value
        error +=
          (interval.high - interval.low) / 2
          / NormalDistribution.twoSidedQuantile(level: interval.level)
        count += 1
      }
      guard count > 0 else { continue }
      times.append(Double(window.start))
      values.append(shift / count)
      // Columns may err together: their errors, not their variances, are averaged.
      variances.append(max(1e-12, (error / count) * (error / count)))
    }
    let series = ColumnSeries(name: "mean shift", values: values, variances: variances)
    return surest([series], times, options, level: options.level)
  }
}

/// How one column changed over windows.
package enum ColumnChange: Sendable, Hashable {
  /// No change that matters.
  case unchanged
  /// A change.
  case changed(Finding)
  /// It cannot be told, and why.
  case undefined(Undefined)

  /// A change, and what shows it.
  package struct Finding: Sendable, Hashable {
    /// What was followed: `location`, `spread`, `missing`, `other`, `mean shift` or a category.
    package let series: String
    /// Whether sizes are on a scale from −1 to 1, and no shares of the rows.
    package let isScore: Bool
    /// Type, date and confidence; times are window starts.
    package let finding: ChangeTyping.Finding
    /// How clearly it shows against the clearest change of windows of the past; nil where none were
    /// there.
    package var timesUsual: Double?

    /// How clearly the change shows.
    var evidence: Double { finding.lead }
  }
}

/// A change as the `drift` command prints it in JSON.
struct ChangeDocument: Encodable, Sendable {
  let type: String?
  let date: String?
  let interval: Dates?
  let end: String?
  let period: ExactNumber?
  let size: ExactNumber?
  let confidence: ExactNumber?
  let series: String?
  let note: String?

  /// The first and last window that may hold the change.
  struct Dates: Encodable, Sendable {
    let low: String
    let high: String
    let level: Double
    let method: String
  }

  init(_ change: ColumnChange, _ length: WindowLength) {
    func text(_ time: Double) -> String { length.text(of: Int64(time)) }
    switch change {
    case .changed(let found):
      let finding = found.finding
      type = finding.type.rawValue
      date = finding.date.map(text)
      interval = finding.interval.map {
        Dates(low: text($0.low), high: text($0.high), level: $0.level, method: $0.method)
      }
      end = finding.end.map(text)
      period = finding.period.map { ExactNumber(length.unit(of: $0)) }
      size = ExactNumber(finding.size)
      confidence = ExactNumber(finding.confidence)
      series = ShownSample.text(found.series)
      note = nil
    case .unchanged:
      type = ChangeType.none.rawValue
      (date, interval, end, period, size) = (nil, nil, nil, nil, nil)
      (confidence, series, note) = (nil, nil, nil)
    case .undefined(let reason):
      (type, date, interval, end, period, size) = (nil, nil, nil, nil, nil, nil)
      (confidence, series) = (nil, nil)
      note = reason.reason
    }
  }
}

extension WindowLength {
  /// A span between window starts in days, or in rows.
  package func unit(of span: Double) -> Double {
    if case .rows = self { return span }
    return span / 86_400_000_000
  }
}
