/// A correction of p-values for there being many of them.
package protocol MultiplicityCorrection: CatalogueMember {
  /// The adjusted p-values, in the order given, of p-values known to lie in 0…1.
  static func adjustChecked(_ pValues: [Double]) -> [Double]
}

extension MultiplicityCorrection {
  /// The adjusted p-values, in the order given; compare each with the family's level.
  ///
  /// - Throws: ``Undefined`` when a p-value is not in 0…1.
  package static func adjust(_ pValues: [Double]) throws(Undefined) -> [Double] {
    for (index, pValue) in pValues.enumerated() where !(0...1).contains(pValue) {
      throw Undefined("p-value \(index + 1), \(pValue), is outside 0…1")
    }
    return adjustChecked(pValues)
  }
}
