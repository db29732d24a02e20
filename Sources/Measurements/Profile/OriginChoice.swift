internal import ADBC

/// Chooses the number around which a column's values are binned when no reference profile says.
///
/// Bins are 1/256 of the distance from the origin wide. A column whose values lie far from zero and
/// close together (timestamps, coordinates, years) would fall into a few bins around zero; it is
/// binned around the median of the first batch instead, rounded so that another first batch usually
/// gives the same. A database says it by rows that do not depend on an order: ``OriginQuestion``.
/// The choice is stated in the profile; only bins depend on it.
enum OriginChoice {
  /// Values of the first batch that are looked at.
  private static let sample = 4_096

  static func origin(of column: ArrowColumn, rows: Int) -> Double {
    var values: [Double] = []
    for row in 0..<min(rows, sample) {
      if let value = unsafe place(of: column, at: row) { values.append(value) }
    }
    return origin(of: values)
  }

  /// Where a value lies on its number line; nil for a missing one and for what has no place there.
  static func place(of column: ArrowColumn, at row: Int) -> Double? {
    let value: Double? =
      switch unsafe column.type {
      case .date32, .date64, .timestamp, .time, .duration:
        unsafe column.microseconds(at: row).map(Double.init)
      default: unsafe column.double(at: row)
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The origin for these values, whatever their order.
  static func origin(of values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    // Negative zero becomes zero.
    let median = sorted[sorted.count / 2] + 0
    let spread = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
    guard spread > 0 else { return median }
    // Around zero a bin at the median is at most |median| / 256 wide: fine enough while that is a
    // thirtieth of the middle half's width.
    guard median.magnitude > 8 * spread, spread.isFinite, median.isFinite else { return 0 }
    // To a power of two near the spread: a tie in position costs nothing, a stable origin helps.
    let step = Double(sign: .plus, exponent: spread.exponent, significand: 1)
    return (median / step).rounded() * step
  }
}
