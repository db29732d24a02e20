/// A small result that can be checked by hand, printed in the documentation and run by the tests.
package struct Example: Sendable {
  /// What goes in, in words: `reference 50, 50; current 30, 70`.
  package let given: String
  /// What must come out.
  package let result: Double
  /// The largest absolute difference allowed; 1e-12 unless the result is written rounded.
  package let tolerance: Double
  /// The computation.
  package let compute: @Sendable () throws -> Double

  /// Makes an example.
  package init(
    _ given: String, gives result: Double, within tolerance: Double = 1e-12,
    _ compute: @escaping @Sendable () throws -> Double
  ) {
    self.given = given
    self.result = result
    self.tolerance = tolerance
    self.compute = compute
  }
}

/// A statistic, test, distance, interval or correction that the catalogue lists.
package protocol CatalogueMember: Sendable {
  /// What it says about itself.
  static var card: Card { get }
  /// Small results that the tests run.
  static var examples: [Example] { get }
}
