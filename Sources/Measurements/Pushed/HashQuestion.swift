internal import Engines

/// The hash of ``DistinctSketch`` in SQL, without a product that exceeds 64 bits.
///
/// A key is two halves of 32 bits, `kl` and `kh`, each a whole number that is not negative. A
/// product of 64 by 64 bits is taken in columns of 16 bits: `T0 … T5` below, each less than 2⁵⁰,
/// and both halves of the product are folded.
struct HashQuestion {
  let dialect: Dialect

  /// A half of the key, mixed with the hash's first constant.
  func mixed(low: String, high: String) -> (low: String, high: String) {
    (
      dialect.differing(low, "\(0x7F4A_7C15)"), dialect.differing(high, "\(0x9E37_79B9)")
    )
  }

  /// The query whose columns `kl` and `kh` hold the hash of those of `inner`; `carried` go along.
  func hashed(_ inner: String, carrying carried: String) -> String {
    let factors: [UInt64] = [0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB]
    return factors.reduce(inner) { query, factor in
      let (low, high) = folded(by: factor)
      return "select \(carried), \(low) as kl, \(high) as kh from (\(query)) as a\(dialect.fence)"
    }
  }

  /// The high half of the product of the key and a factor, different from its low half.
  private func folded(by factor: UInt64) -> (low: String, high: String) {
    let digits = (0..<4).map { factor >> (16 * $0) & 0xFFFF }
    let first = "(kl * \(digits[0]))"
    let second = "(kl * \(digits[1]) + \(carry(first)))"
    let third = "(kl * \(digits[2]) + kh * \(digits[0]) + \(carry(second)))"
    let fourth = "(kl * \(digits[3]) + kh * \(digits[1]) + \(carry(third)))"
    let fifth = "(kh * \(digits[2]) + \(carry(fourth)))"
    let sixth = "(kh * \(digits[3]) + \(carry(fifth)))"
    return (
      dialect.differing(joined(first, second), joined(fifth, sixth)),
      dialect.differing(joined(third, fourth), carry(sixth))
    )
  }

  private func carry(_ column: String) -> String { dialect.shifted(column, by: 16) }

  /// Two columns' own 16 bits side by side.
  private func joined(_ low: String, _ high: String) -> String {
    "(\(dialect.masked(low, 0xFFFF)) + \(dialect.masked(high, 0xFFFF)) * 65536)"
  }
}
