internal import Statistics

extension PairedDifference {
  /// The difference of two predictions that no counts hold, with an interval from the rows without
  /// one part after the other.
  ///
  /// - Parameters:
  ///   - value: the difference over all rows.
  ///   - difference: the same over some rows, ascending.
  /// - Throws: `Undefined` with too few rows, or where a part has no difference.
  static func leavingParts(
    of rows: Int, value: Double, level: Double, seed: UInt64,
    difference: ([Int]) throws(Undefined) -> Double
  ) throws(Undefined) -> PairedDifference {
    let found = try GroupJackknife.compare(
      rows: rows, value: value, level: level, seed: seed, difference)
    return PairedDifference(
      value: value, interval: found.interval, pValue: found.pValue, rows: rows)
  }
}
