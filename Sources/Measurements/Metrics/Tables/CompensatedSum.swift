internal import Foundation

/// A sum of doubles of any magnitude, carried as two doubles whose lower one holds the rounding.
///
/// About 106 bits: on a billion rows the order of adding does not reach the digits of ``value``,
/// except where the sum cancels to less than 10^−15 of its terms.
///
/// ```
/// var sum = CompensatedSum()
/// sum.add(1e16); sum.add(1); sum.add(-1e16)
/// sum.value  // 1
/// ```
///
/// - Source: Dekker, *A Floating-Point Technique for Extending the Available Precision*, 1971.
package struct CompensatedSum: Sendable, Hashable {
  private(set) var high = 0.0
  private(set) var low = 0.0

  /// An empty sum.
  package init() {}

  /// A number of two parts.
  init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// The product of two doubles, without rounding (unless it leaves the range of doubles).
  @inline(__always)
  init(product a: Double, _ b: Double) {
    high = a * b
    low = fma(a, b, -high)
  }

  /// Adds a number.
  @inline(__always)
  package mutating func add(_ number: Double) {
    let sum = high + number
    let part = sum - high
    low += (high - (sum - part)) + (number - part)
    high = sum
  }

  /// Adds another sum.
  @inline(__always)
  package mutating func merge(_ other: CompensatedSum) {
    add(other.high)
    add(other.low)
  }

  /// This number times a double.
  @inline(__always)
  func times(_ factor: Double) -> CompensatedSum {
    var product = CompensatedSum(product: high, factor)
    product.add(low * factor)
    return product.normalized
  }

  /// This number times another.
  @inline(__always)
  func times(_ other: CompensatedSum) -> CompensatedSum {
    var product = CompensatedSum(product: high, other.high)
    product.add(high * other.low + low * other.high)
    return product.normalized
  }

  /// This number divided by a double, to about 100 bits.
  func divided(by divisor: Double) -> CompensatedSum {
    let first = value / divisor
    var rest = self
    let product = CompensatedSum(product: first, divisor)
    rest.add(-product.high)
    rest.add(-product.low)
    return CompensatedSum(high: first, low: rest.value / divisor).normalized
  }

  /// The difference of two numbers.
  func minus(_ other: CompensatedSum) -> CompensatedSum {
    var difference = self
    difference.add(-other.high)
    difference.add(-other.low)
    return difference.normalized
  }

  private var normalized: CompensatedSum {
    let sum = high + low
    return CompensatedSum(high: sum, low: low - (sum - high))
  }

  /// The sum, rounded to a double.
  package var value: Double { high + low }
}
