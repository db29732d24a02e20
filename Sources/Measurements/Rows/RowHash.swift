/// A number for a row that depends on a seed and on nothing else: which rows a sample keeps.
///
/// - Source: the finaliser of SplitMix64, Steele, Lea, Flood, *Fast splittable pseudorandom number
///   generators*, 2014.
package enum RowHash {
  /// The hash of a row number (0-based) under a seed; uniform on 64 bits, a bijection for a seed.
  @inlinable
  package static func hash(row: Int, seed: UInt64) -> UInt64 {
    mix(mix(seed &+ 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: row))
  }

  @usableFromInline
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
