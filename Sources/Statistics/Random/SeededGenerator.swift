/// The source of all chance in Assay: one seed gives the same numbers on every machine.
///
/// xoshiro256** with its 256-bit state filled by SplitMix64. Period 2²⁵⁶ − 1. Not for secrets.
///
/// ```
/// var generator = SeededGenerator(seed: 7)
/// let share = generator.uniform()      // the same share in every run
/// var forColumn = generator.split()    // an independent stream, so that work can be divided
/// ```
///
/// - Source: Blackman, Vigna, *Scrambled Linear Pseudorandom Number Generators*, 2021.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var a: UInt64
  private var b: UInt64
  private var c: UInt64
  private var d: UInt64

  /// Starts at a seed; equal seeds give equal numbers.
  package init(seed: UInt64) {
    var spread = SplitMix64(seed: seed)
    a = spread.next()
    b = spread.next()
    c = spread.next()
    d = spread.next()
  }

  package mutating func next() -> UInt64 {
    let product = b &* 5
    let result = ((product &<< 7) | (product &>> 57)) &* 9
    let shifted = b &<< 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d &<< 45) | (d &>> 19)
    return result
  }

  /// A new generator whose stream is independent of what this one gives afterwards.
  package mutating func split() -> SeededGenerator {
    SeededGenerator(seed: next())
  }

  /// A share in 0…1, both ends left out, with 53 random bits.
  package mutating func uniform() -> Double {
    // Half a step keeps 0 out, so that a logarithm of it is finite.
    (Double(next() &>> 11) + 0.5) * 0x1p-53
  }

  /// A standard normal number.
  ///
  /// - Source: Marsaglia, Bray, *A Convenient Method for Generating Normal Variables*, 1964. The
  ///   second number of each pair is dropped: the state stays a plain 256 bits.
  package mutating func normal() -> Double {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      if square > 0, square < 1 {
        return x * (-2 * log(square) / square).squareRoot()
      }
    }
  }
}
