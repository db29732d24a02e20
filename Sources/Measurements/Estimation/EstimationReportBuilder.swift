package import Statistics

/// Judges estimates: limits from the reference's windows, alerts, the record, what is withheld.
package struct EstimationReportBuilder: Sendable {
  /// The method's id.
  package var method: String
  /// What was asked for.
  package var options: EstimationOptions
  /// The metrics, in the order of every window's.
  package var metrics: [(card: Card, range: ClosedRange<Double>?, tolerance: Double?)]
  /// What was tested about all windows.
  package var assumptions: [EstimationReport.Assumption] = []
  /// How scores were calibrated.
  package var calibration: CalibrationStudy?
  /// How the scores of each of several classes were.
  package var classCalibrations: [(name: String, study: CalibrationStudy)] = []
  /// Rows of the reference and of the current data.
  package var referenceRows = 0
  package var rows = 0
  /// What was missing or odd.
  package var warnings: [MetricsReport.Warning] = []

  /// Starts.
  package init(
    method: String, options: EstimationOptions,
    metrics: [(card: Card, range: ClosedRange<Double>?, tolerance: Double?)]
  ) {
    self.method = method
    self.options = options
    self.metrics = metrics
  }

  /// The report.
  package func report(
    reference: [WindowEstimate], current: [WindowEstimate]
  ) -> EstimationReport {
    let limits = metrics.indices.map { Self.limits(reference, metric: $0) }
    let record = metrics.indices.compactMap { self.record(current, metric: $0) }
    var withdrawals: [EstimationReport.Withdrawal] = []
    for assumption in assumptions where assumption.outcome == .fails {
      withdrawals.append(
        EstimationReport.Withdrawal(metric: nil, window: nil, reason: assumption.finding))
    }
    for entry in record where entry.isBad {
      withdrawals.append(
        EstimationReport.Withdrawal(
          metric: entry.card.key, window: nil,
          reason: "the record is bad: \(entry.note ?? "too few intervals held what came")"))
    }
    for window in current {
      for assumption in window.assumptions where assumption.outcome == .fails {
        withdrawals.append(
          EstimationReport.Withdrawal(
            metric: nil, window: window.span?.key ?? "all", reason: assumption.finding))
      }
    }
    return EstimationReport(
      method: method, rows: rows, referenceRows: referenceRows,
      referenceWindows: reference.count, alarmRate: options.alarmRate, level: options.level,
      windows: current.map { self.window($0, limits, withdrawals) }, assumptions: assumptions,
      calibration: calibration, classCalibrations: classCalibrations, record: record,
      withdrawals: withdrawals,
      warnings: warnings + self.warnings(limits))
  }

  private static func limits(
    _ reference: [WindowEstimate], metric: Int
  ) -> Result<WindowLimits, Undefined> {
    let known = reference.compactMap { window in
      window.metrics[metric].estimate.value.map { ($0, window.rows) }
    }
    do throws(Undefined) {
      return .success(try WindowLimits(values: known.map(\.0), rows: known.map(\.1)))
    } catch {
      return .failure(error)
    }
  }

  private func record(_ current: [WindowEstimate], metric: Int) -> EstimationRecord? {
    let windows = current.compactMap { window -> EstimationRecord.Window? in
      guard window.labelledRows >= EstimationRecord.leastRows,
        let estimate = window.metrics[metric].onLabelled, estimate.value != nil,
        let realised = window.metrics[metric].realised, realised.value != nil
      else { return nil }
      return EstimationRecord.Window(
        name: window.span?.key ?? "all", rows: window.labelledRows, estimate: estimate,
        realised: realised)
    }
    guard !windows.isEmpty else { return nil }
    return EstimationRecord(
      card: metrics[metric].card, windows: windows, tolerance: metrics[metric].tolerance,
      level: options.level)
  }

  private func window(
    _ found: WindowEstimate, _ limits: [Result<WindowLimits, Undefined>],
    _ withdrawals: [EstimationReport.Withdrawal]
  ) -> EstimationReport.Window {
    let name = found.span?.key ?? "all"
    let entries = metrics.indices.map { index in
      let metric = metrics[index]
      let withheld = withdrawals.first {
        ($0.metric == nil || $0.metric == metric.card.key)
          && ($0.window == nil || $0.window == name)
      }
      let estimate =
        withheld.map { Estimate(undefined: Undefined("withdrawn: \($0.reason)")) }
        ?? found.metrics[index].estimate
      var range: ClosedRange<Double>?
      if case .success(let known) = limits[index], found.rows > 0 {
        range = Self.clip(
          known.range(rows: found.rows, alarmRate: options.alarmRate), to: metric.range)
      }
      return EstimationReport.Entry(
        card: metric.card, estimate: estimate, limits: range,
        alert: range.flatMap { range in estimate.value.map { !range.contains($0) } },
        realised: found.metrics[index].realised)
    }
    let isWithheld = withdrawals.contains {
      $0.metric == nil && ($0.window == nil || $0.window == name)
    }
    return EstimationReport.Window(
      span: found.span, rows: found.rows, labelledRows: found.labelledRows, metrics: entries,
      cells: isWithheld ? nil : found.cells, confusion: isWithheld ? nil : found.confusion,
      assumptions: found.assumptions)
  }

  private static func clip(
    _ range: ClosedRange<Double>, to limits: ClosedRange<Double>?
  ) -> ClosedRange<Double> {
    limits.map { range.clamped(to: $0) } ?? range
  }

  private func warnings(
    _ limits: [Result<WindowLimits, Undefined>]
  ) -> [MetricsReport.Warning] {
    let reasons = limits.compactMap { limit -> String? in
      if case .failure(let reason) = limit { reason.reason } else { nil }
    }
    guard let first = reasons.first else { return [] }
    return [
      MetricsReport.Warning(
        code: "no-limits",
        message:
          "\(reasons.count) of \(limits.count) metrics have no limits and no alerts: \(first)"
          + (options.window == nil ? "; --window cuts the reference into windows" : ""),
        column: nil)
    ]
  }
}
