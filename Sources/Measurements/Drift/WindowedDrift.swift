internal import ADBC

/// How every window of a current data set differs from the reference.
package struct WindowedDrift: Sendable, Hashable {
  /// The windows in their order.
  package let windows: [Window]

  /// One window and its columns.
  package struct Window: Sendable, Hashable {
    /// Microseconds since 1970-01-01T00:00:00Z, or a row number for windows of rows.
    package let start: Int64
    /// The first moment, or row, after it.
    package let end: Int64
    /// Rows in the window.
    package let rows: Int
    /// Its columns against the reference.
    package let report: DriftReport
  }

  /// Compares every window of `current` with the reference.
  ///
  /// - Parameter columns: names of the columns to compare; nil for all.
  package init(
    reference: DatasetProfile, current: WindowedProfile, options: DriftOptions = DriftOptions(),
    columns: Set<String>? = nil
  ) {
    windows = current.windows.map { window in
      Window(
        start: window.start, end: window.end, rows: window.profile.rows,
        report: DriftReport(
          reference: reference, current: window.profile, options: options, columns: columns))
    }
  }
}

/// The `windows` part of the `drift` command's JSON.
package struct WindowedDriftDocument: Encodable, Sendable {
  /// The windows in their order.
  package let windows: [Window]

  /// One window; `start` and `end` are instants, or row numbers for windows of rows.
  package struct Window: Encodable, Sendable {
    let start: String
    let end: String
    let rows: Int
    let columns: [DriftDocument.Column]
    let share: ExactNumber
  }

  /// The document of windows cut by `length`.
  package init(_ drift: WindowedDrift, length: WindowLength) {
    windows = drift.windows.map { window in
      let document = DriftDocument(window.report)
      return Window(
        start: length.text(of: window.start), end: length.text(of: window.end), rows: window.rows,
        columns: document.columns, share: document.share)
    }
  }
}

extension WindowLength {
  /// A window's start or end as text: a date, or a row number.
  package func text(of position: Int64) -> String {
    if case .rows = self { return "\(position)" }
    return CalendarText.date(microseconds: position)
  }
}
