/// Counts of a reference and a current window over the same bins, checked once.
package struct CountPair: Sendable, Hashable {
  /// Reference rows per bin.
  package let reference: [Int]
  /// Current rows per bin, same bin order.
  package let current: [Int]
  /// All reference rows, at least 1.
  package let referenceRows: Int
  /// All current rows, at least 1.
  package let currentRows: Int

  /// Checks and keeps the counts.
  ///
  /// - Throws: ``Undefined`` when the bins differ in number, a count is negative, a window has no
  ///   rows, or the rows do not fit in an integer.
  package init(reference: [Int], current: [Int]) throws(Undefined) {
    guard reference.count == current.count else {
      throw Undefined(
        "the reference has \(reference.count) bins and the current window \(current.count)")
    }
    referenceRows = try Self.rows(reference, window: "reference")
    currentRows = try Self.rows(current, window: "current window")
    self.reference = reference
    self.current = current
  }

  /// The share of reference rows in each bin.
  package var referenceShares: [Double] { reference.map { Double($0) / Double(referenceRows) } }
  /// The share of current rows in each bin.
  package var currentShares: [Double] { current.map { Double($0) / Double(currentRows) } }

  /// The sum of counts, checked.
  static func rows(_ counts: [Int], window: String) throws(Undefined) -> Int {
    var rows = 0
    for count in counts {
      guard count >= 0 else { throw Undefined("the \(window) has a negative count, \(count)") }
      let (sum, overflow) = rows.addingReportingOverflow(count)
      guard !overflow else { throw Undefined("the \(window) has more rows than can be counted") }
      rows = sum
    }
    guard rows > 0 else { throw Undefined("the \(window) has no rows") }
    return rows
  }
}
