/// The range in which the next window's value falls when nothing has changed.
///
/// A prediction interval from past windows: a new value varies as they did, and their mean is
/// itself uncertain. `M̄ ± t(k − 1, 1 − α/2) √(s² (1/m + 1/N))` with `M̄ = Σ nᵢMᵢ / N`, `s² = Σ
/// nᵢ(Mᵢ − M̄)² / (k − 1)`, N all rows, and m the rows of the new window, at most their mean.
///
/// - Unit: that of the values.
/// - Undefined: fewer than ``leastWindows`` windows; windows without rows.
/// - Numerics: with windows of one size and normal values the alarm rate is exactly α. A smaller
///   new window gets the wider range that chance gives it. A larger one is held to the range of
///   windows of the past's mean size: whether it would vary less, windows of that size cannot show,
///   so it alarms at α or less.
/// - Complexity: O(windows).
/// - Source: Hahn, Meeker, Escobar, *Statistical Intervals*, 2017, section 4.8.
package struct WindowLimits: CatalogueMember, Hashable {
  package static let card = Card(
    id: "window-limits", aliases: ["prediction-limits", "window-thresholds"], key: "windowLimits",
    title: "Limits for the next window",
    summary: "Where the next window's value falls, at a stated alarm rate, when nothing changed.",
    unit: "the value's unit", range: "−∞…∞", direction: .neutral,
    formula: "M̄ ± t(k − 1, 1 − α/2) √(s² (1/m + 1/N))",
    defaults: [
      .init("alarm rate", "0.01", reason: "one false alarm in a hundred windows and metrics")
    ],
    undefined: "fewer than three windows", laws: [],
    source: "Hahn, Meeker, Escobar, Statistical Intervals, 2017, section 4.8")

  package static let examples = [
    Example(
      "values 1, 2, 3 of 100 rows each at alarm rate 0.05: upper end", gives: 6.968_275,
      within: 1e-6
    ) {
      try WindowLimits(values: [1, 2, 3], rows: [100, 100, 100])
        .range(rows: 100, alarmRate: 0.05).upperBound
    }
  ]

  /// Windows below which no variation can be told.
  package static let leastWindows = 3

  /// Past windows.
  package let windows: Int
  /// Their mean, weighted with their rows.
  package let mean: Double
  /// The variance of one row's worth of value.
  private let variance: Double
  private let totalRows: Double

  /// Learns from past windows.
  ///
  /// - Throws: ``Undefined``.
  package init(values: [Double], rows: [Int]) throws(Undefined) {
    precondition(values.count == rows.count, "values and rows of windows differ in number")
    guard values.count >= Self.leastWindows else {
      throw Undefined(
        "\(values.count) reference windows have a value: limits need \(Self.leastWindows)")
    }
    guard rows.allSatisfy({ $0 > 0 }), values.allSatisfy(\.isFinite) else {
      throw Undefined("a reference window has no rows or no finite value")
    }
    windows = values.count
    totalRows = rows.reduce(0) { $0 + Double($1) }
    let mean = zip(values, rows).reduce(0) { $0 + $1.0 * Double($1.1) } / totalRows
    self.mean = mean
    let squares = zip(values, rows).reduce(0) {
      $0 + ($1.0 - mean) * ($1.0 - mean) * Double($1.1)
    }
    variance = squares / Double(values.count - 1)
  }

  /// The range for a window of so many rows.
  ///
  /// - Parameter alarmRate: how often a window is outside when nothing changed, above 0 and below
  ///   1.
  package func range(rows: Int, alarmRate: Double) -> ClosedRange<Double> {
    let size = min(Double(max(rows, 1)), totalRows / Double(windows))
    let quantile = StudentDistribution(degrees: Double(windows - 1)).quantile(1 - alarmRate / 2)
    let margin = quantile * (variance * (1 / size + 1 / totalRows)).squareRoot()
    return (mean - margin)...(mean + margin)
  }
}
