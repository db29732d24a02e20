package import Statistics

/// Estimated performance per window, what it rests on, and how it did where labels came.
package struct EstimationReport: Sendable {
  /// A metric of a window.
  package struct Entry: Sendable {
    /// Which metric.
    package let card: Card
    /// The estimated value and its interval, or why there is none.
    package let estimate: Estimate
    /// Where the value falls when nothing changed; nil when the reference cannot tell.
    package let limits: ClosedRange<Double>?
    /// Whether the value is outside the limits; nil without a value or limits.
    package let alert: Bool?
    /// The value that labels gave, where some came.
    package let realised: Estimate?
  }

  /// Expected rows of one class that are called a class.
  package struct ExpectedCell: Sendable, Hashable {
    /// The class.
    package let truth: String
    /// The predicted class.
    package let called: String
    /// The rows to expect.
    package let rows: Estimate
  }

  /// Something that an estimate rests on.
  package struct Assumption: Sendable, Hashable {
    /// What testing it came to.
    package enum Outcome: String, Sendable, Hashable, Codable {
      /// It holds, its whole interval.
      case holds
      /// It fails, its whole interval.
      case fails
      /// The rows do not tell.
      case undecided
      /// Measured for people to know; no limit is set.
      case information
      /// It could not be measured.
      case unmeasured
    }

    /// Stable name: `calibration`, `support`, `joint-drift`, `sample-size`.
    package let id: String
    /// The measured value with its interval.
    package let estimate: Estimate
    /// The largest (for a sample size: smallest) good value; nil where none is set.
    package let limit: Double?
    /// What it came to.
    package let outcome: Outcome
    /// One sentence for people.
    package let finding: String

    /// An assumption.
    package init(
      id: String, estimate: Estimate, limit: Double?, outcome: Outcome, finding: String
    ) {
      self.id = id
      self.estimate = estimate
      self.limit = limit
      self.outcome = outcome
      self.finding = finding
    }
  }

  /// A window.
  package struct Window: Sendable {
    /// Its name and ends; nil for the one window of all rows.
    package let span: WindowSpan?
    /// Its rows.
    package let rows: Int
    /// Its rows that have a label.
    package let labelledRows: Int
    /// Metrics in the catalogue's order.
    package let metrics: [Entry]
    /// Expected rows of each cell: TP, FP, FN, TN; nil where the method has none.
    package let cells: [Estimate]?
    /// Expected rows by class and predicted class; nil where there are two classes or too many.
    package let confusion: [ExpectedCell]?
    /// What was tested about this window alone.
    package let assumptions: [Assumption]

    /// Its name for people.
    package var name: String { span?.key ?? "all" }

    /// The metric of a key, `rocAUC`.
    package subscript(key: String) -> Entry? { metrics.first { $0.card.key == key } }
  }

  /// Why estimates are withheld.
  package struct Withdrawal: Sendable, Hashable, Encodable {
    /// The metric's key; nil for all.
    package let metric: String?
    /// The window's name; nil for all.
    package let window: String?
    /// One sentence.
    package let reason: String
  }

  /// The method's id: `cbpe`, `iw-cbpe`, `dle`.
  package let method: String
  /// Rows of the current data.
  package let rows: Int
  /// Rows of the reference.
  package let referenceRows: Int
  /// Windows of the reference that limits come from.
  package let referenceWindows: Int
  /// How often a metric of a window is called unusual when nothing changed.
  package let alarmRate: Double
  /// Level of the intervals.
  package let level: Double
  /// Windows in order.
  package let windows: [Window]
  /// What was tested about all windows.
  package let assumptions: [Assumption]
  /// Whether and why scores are calibrated; nil where the method uses no scores.
  package let calibration: CalibrationStudy?
  /// The same of each of several classes; empty where there are two.
  package let classCalibrations: [(name: String, study: CalibrationStudy)]
  /// How estimates did where labels came, a metric.
  package let record: [EstimationRecord]
  /// What is withheld.
  package let withdrawals: [Withdrawal]
  /// What was missing or odd.
  package let warnings: [MetricsReport.Warning]

  /// Whether a window's metric is outside its limits.
  package var hasAlert: Bool { windows.contains { $0.metrics.contains { $0.alert == true } } }

  /// Whether something is withheld, an assumption undecided or an alert not judged.
  package var isUndecided: Bool {
    !withdrawals.isEmpty || assumptions.contains { $0.outcome == .undecided }
      || windows.contains { window in
        window.assumptions.contains { $0.outcome == .undecided }
          || window.metrics.contains { $0.alert == nil }
      }
  }
}
