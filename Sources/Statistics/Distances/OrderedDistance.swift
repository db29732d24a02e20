/// A distance between two windows of numbers, where order and spacing matter.
package protocol OrderedDistance: CatalogueMember {
  /// The distance between two samples.
  static func measure(_ reference: OrderedCounts, _ current: OrderedCounts) throws(Undefined)
    -> Double
}

extension OrderedDistance {
  /// The distance between two samples in any order.
  ///
  /// - Throws: ``Undefined`` when a sample is empty or holds not-a-number.
  package static func measure(reference: [Double], current: [Double]) throws(Undefined) -> Double {
    try measure(try OrderedCounts(sample: reference), try OrderedCounts(sample: current))
  }
}
