/// A generator with 64 bits of state, used to spread one seed over larger states.
///
/// - Source: Steele, Lea, Flood, *Fast Splittable Pseudorandom Number Generators*, 2014.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts at a seed; every seed is good, also 0.
  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    // 2⁶⁴ divided by the golden ratio, made odd: the step that visits all states.
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed &>> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed &>> 31)
  }
}
