#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// How evenly rows are spread over classes.
///
/// `−Σ p log p / log K`: 1 when all classes are equally frequent, 0 when all rows are of one.
/// Classes are unbalanced from the evenness of 70 : 30 downwards: two of 70 and 30 rows are, three
/// of 50, 25 and 25 are not.
///
/// - Source: Pielou, *The Measurement of Diversity in Different Types of Biological Collections*,
///   1966.
package struct ClassBalance: Sendable, Hashable {
  /// The share of the larger of two classes from which they count as unbalanced.
  package static let flatShare = 0.7

  /// The evenness, 0…1.
  package let evenness: Double
  /// The share of the most frequent class.
  package let largest: Double
  /// The share of the rarest class.
  package let smallest: Double

  /// Measures counts of classes, those of no row included.
  package init(_ counts: [Int]) {
    let rows = Double(max(counts.reduce(0, +), 1))
    let shares = counts.map { Double($0) / rows }
    largest = shares.max() ?? 1
    smallest = shares.min() ?? 1
    let entropy = shares.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
    evenness = counts.count > 1 ? entropy / log(Double(counts.count)) : 0
  }

  /// Whether always naming one class, or forgetting a rare one, looks good.
  package var isUnbalanced: Bool {
    evenness <= Self.flatEvenness + 1e-12 || largest >= Self.flatShare
  }

  private static var flatEvenness: Double {
    let other = 1 - flatShare
    return -(flatShare * log(flatShare) + other * log(other)) / log(2)
  }
}
