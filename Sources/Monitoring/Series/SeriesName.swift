internal import Foundation
internal import Statistics

/// A figure that is followed from run to run: what is measured, and of which column.
package struct SeriesName: Sendable, Hashable, Codable {
  package let measure: Measure
  /// Nil for a figure of the whole batch.
  package let column: String?

  /// Names a series.
  package init(_ measure: Measure, of column: String? = nil) {
    self.measure = measure
    self.column = column
  }

  /// What is measured.
  package enum Measure: String, Sendable, Hashable, Codable, CaseIterable {
    case rows, delay, missing, shift, unseen, vanished

    /// Title for people, with the unit in parentheses.
    package var title: String {
      switch self {
      case .rows: "rows"
      case .delay: "age of the newest row (hours)"
      case .missing: "missing values (share)"
      case .shift: "shift against past runs (share)"
      case .unseen: "rows with new categories (share)"
      case .vanished: "past rows whose categories are gone (share)"
      }
    }

    /// The unit of its values.
    package var unit: String {
      switch self {
      case .rows: "rows"
      case .delay: "hours"
      case .missing, .shift, .unseen, .vanished: "share"
      }
    }

    /// Whether only high values are unusual.
    var isOneSided: Bool { self != .rows && self != .missing }

    /// Which past runs may compare.
    ///
    /// What differs from a pool of two weeks has no season left, and a change that stays shall not
    /// be expected because it was there the day before.
    var rules: [ComparableRuns.Rule] {
      switch self {
      case .rows: ComparableRuns.Rule.allCases
      case .delay, .missing: [.latest, .weekday, .hour, .hourOfWeek]
      case .shift, .unseen, .vanished: [.latest]
      }
    }

    /// The scale on which deviations are alike for small and large values.
    func scaled(_ value: Double) -> Double {
      switch self {
      case .rows: log1p(value)
      case .delay, .shift: value
      case .missing, .unseen, .vanished: asin(min(max(value, 0), 1).squareRoot())
      }
    }

    /// The value at a place of the scale.
    func value(at scaled: Double) -> Double {
      switch self {
      case .rows: max(0, expm1(scaled))
      case .delay: scaled
      case .shift: min(max(scaled, 0), 1)
      case .missing, .unseen, .vanished: pow(sin(min(max(scaled, 0), .pi / 2)), 2)
      }
    }

    /// What the rows of one run, or its clock, make the scaled value vary by.
    func floor(rows: Int, past: Int, cadence: Cadence) -> Double {
      let rows = Double(max(rows, 1))
      switch self {
      case .rows: return 1 / rows.squareRoot()
      case .delay: return max(5.0 / 60, cadence.hours / 100)
      case .missing, .unseen, .vanished: return 0.5 / rows.squareRoot()
      case .shift: return 0.5 * (1 / rows + 1 / Double(max(past, 1))).squareRoot()
      }
    }
  }
}

/// A figure of a run with what was expected of it.
package struct ObservedFigure: Sendable, Hashable, Codable {
  package let series: SeriesName
  package let value: Double
  /// What comparable runs show; nil before there are enough.
  package internal(set) var expected: Double?
  /// The usual range; nil where it is not known.
  package internal(set) var low: Double?
  package internal(set) var high: Double?
  /// Which runs compare: `latest`, `weekday`, `hour`, `hourOfWeek`, `previous`.
  package internal(set) var rule: String?
  /// Past runs that it could be compared at, and how many more of them it takes until there is a
  /// usual range; nil where there is one, or where no figure of the run has.
  package internal(set) var runs: Int?
  package internal(set) var needed: Int?

  /// Makes a figure that is not judged yet.
  package init(_ series: SeriesName, _ value: Double) {
    self.series = series
    self.value = value
  }

  /// Sets the usual range; one that is beyond what numbers hold is none.
  mutating func setRange(low: Double, high: Double) {
    guard low.isFinite, high.isFinite else { return }
    self.low = low
    self.high = high
  }
}
