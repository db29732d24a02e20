internal import Statistics

/// What looks at the input columns notice, as the evidence of a check states it and a plan takes
/// it.
package struct CalibratedDrift: Sendable, Hashable {
  /// A column that is watched.
  package struct Column: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// The largest shift that is unimportant.
    package var effect: Double
    /// The smallest shift that is noticed with the stated power; nil when none is.
    package var smallestShift: Double?

    /// Makes one.
    package init(name: String, effect: Double, smallestShift: Double?) {
      self.name = name
      self.effect = effect
      self.smallestShift = smallestShift
    }
  }

  /// The columns.
  package var columns: [Column]
  /// Rows of the reference.
  package var referenceRows: Int
  /// Rows of a run.
  package var rows: Int
  /// Looks in the budget's time.
  package var looks: Double
  /// The level of the interval of one column at one look.
  package var level: Double
  /// What the rows of a run rest on when they were assumed; nil when they are known.
  package var assumption: String?

  /// Calibrates looks at columns.
  ///
  /// A number's gap needs no more than this; a category's distance also has the noise of its
  /// categories, at most ½ √(k − 1) standard widths.
  ///
  /// - Parameters:
  ///   - columns: each with its limit, and its categories where it has some.
  ///   - assumption: what the rows of a run rest on when they were assumed.
  package init(
    _ columns: [(name: String, effect: Double, categories: Int?)], referenceRows: Int, rows: Int,
    looks: Double, alarmRate: Double, power: Double, assumption: String? = nil
  ) {
    let level = 1 - alarmRate
    let width = (1 / Double(max(1, referenceRows)) + 1 / Double(max(1, rows))).squareRoot()
    self.columns = columns.map { column in
      let gap = KolmogorovSmirnovEffect.smallestGap(
        above: column.effect, referenceRows: referenceRows, currentRows: rows, level: level,
        power: power)
      let noise = column.categories.map { Double(max(0, $0 - 1)).squareRoot() / 2 * width } ?? 0
      let smallest = gap + noise
      return Column(
        name: column.name, effect: column.effect, smallestShift: smallest < 1 ? smallest : nil)
    }
    self.referenceRows = referenceRows
    self.rows = rows
    self.looks = looks
    self.level = level
    self.assumption = assumption
  }

  private enum Name {
    static let column = "smallest shift noticed of "
    static let reference = "rows of train"
    static let rows = "rows of a run"
    static let looks = "looks in the budget's time"
    static let level = "level of a column's interval"
  }

  /// The measurements of the check's evidence.
  package var measurements: [Measurement] {
    columns.map { column in
      Measurement(
        name: Name.column + column.name, value: column.smallestShift, unit: "share",
        threshold: column.effect,
        note: column.smallestShift == nil ? "a run has too few rows to notice any" : nil)
    } + [
      Measurement(name: Name.rows, value: Double(rows), unit: "rows", note: assumption),
      Measurement(name: Name.reference, value: Double(referenceRows), unit: "rows"),
      Measurement(name: Name.looks, value: looks, unit: "looks"),
      Measurement(name: Name.level, value: level, unit: "probability"),
    ]
  }

  /// Reads the measurements back; nil when the evidence holds no calibration.
  package init?(_ measurements: [Measurement]) {
    func value(_ name: String) -> Double? { measurements.first { $0.name == name }?.value }
    guard let rows = value(Name.rows).flatMap({ Int(exactly: $0) }),
      let reference = value(Name.reference).flatMap({ Int(exactly: $0) }),
      let looks = value(Name.looks), let level = value(Name.level)
    else { return nil }
    columns = measurements.compactMap { measurement in
      guard measurement.name.hasPrefix(Name.column), let effect = measurement.threshold else {
        return nil
      }
      return Column(
        name: String(measurement.name.dropFirst(Name.column.count)), effect: effect,
        smallestShift: measurement.value)
    }
    referenceRows = reference
    self.rows = rows
    self.looks = looks
    self.level = level
    assumption = measurements.first { $0.name == Name.rows }?.note
  }
}
