/// How likely each row is to be chosen when a sample shall favour rows with a large size, and still
/// leave no row without a chance.
///
/// `πᵢ = min(1, f + c · sᵢ)`, the floor f the same for all, c such that `Σ πᵢ` is the sample's
/// size. The floor is the random part: a share of the sample spread over all rows alike, so that no
/// weight 1/π is above `rows / (share · size)`.
///
/// ```
/// var sizes = ProportionalInclusion.Sizes(sample: 2)
/// for size in [1.0, 1, 2, 4] { sizes.add(size) }
/// let rule = try sizes.rule(randomShare: 0.5)   // floor 0.25, factor 0.125
/// rule.probability(4)                           // 0.75
/// ```
///
/// - Unit: probability, above 0 and at most 1.
/// - Undefined: there are no rows, or a share outside 0…1.
/// - Numerics: the rows whose probability is cut to 1 are among the largest sizes, of which as many
///   are kept as the sample has rows; so the rule is exact after one pass.
/// - Complexity: O(rows) time, O(sample) space.
/// - Source: Särndal, Swensson, Wretman, *Model Assisted Survey Sampling*, 1992, section 3.6.
package struct ProportionalInclusion: Sendable, Hashable {
  /// The probability of a row of size 0; above 0.
  package let floor: Double
  /// How much a unit of size adds; infinite where every row with a size is chosen.
  package let factor: Double

  /// The probability of a row, given its size of 0 or more.
  package func probability(_ size: Double) -> Double {
    size > 0 ? min(1, floor + factor * size) : min(1, floor)
  }

  /// The sizes of all rows, as far as the rule needs them.
  package struct Sizes: Sendable {
    /// Rows that the sample shall have.
    package let sample: Int
    /// Rows seen.
    package private(set) var rows = 0
    private var positive = 0
    private var sum = 0.0
    private var compensation = 0.0
    /// The largest sizes, unsorted; at most twice as many as the sample has rows.
    private var largest: [Double] = []
    private var least = 0.0

    /// No rows yet.
    package init(sample: Int) { self.sample = max(0, sample) }

    /// Adds `count` rows of one size; a size that is no number above 0 is 0.
    package mutating func add(_ size: Double, count: Int = 1) {
      rows += count
      guard size > 0, size.isFinite, count > 0 else { return }
      positive += count
      let term = size * Double(count) - compensation
      let next = sum + term
      compensation = (next - sum) - term
      sum = next
      guard size > least else { return }
      for _ in 0..<min(count, sample) { largest.append(size) }
      if largest.count >= 2 * sample + 64 { discard() }
    }

    private mutating func discard() {
      largest.sort(by: >)
      largest = Array(largest.prefix(sample))
      least = largest.last ?? 0
    }

    /// The rule that chooses as many rows as the sample has.
    ///
    /// - Parameter randomShare: the part of the sample that is spread over all rows alike, 0…1.
    /// - Throws: ``Undefined`` as the type says.
    package func rule(randomShare: Double) throws(Undefined) -> ProportionalInclusion {
      guard rows > 0 else { throw Undefined("there are no rows to choose from") }
      guard (0...1).contains(randomShare) else {
        throw Undefined("the random share \(randomShare) is outside 0…1")
      }
      let population = Double(rows)
      let wanted = Double(sample)
      guard wanted < population else { return ProportionalInclusion(floor: 1, factor: 0) }
      let floor = randomShare * wanted / population
      // Rows with a size are too few to fill their part: all are chosen, the rest goes to the
      // others.
      if Double(positive) * (1 - floor) <= (1 - randomShare) * wanted {
        let others = population - Double(positive)
        return ProportionalInclusion(
          floor: min(1, max(floor, (wanted - Double(positive)) / others)),
          factor: positive == 0 ? 0 : .infinity)
      }
      let sorted = largest.sorted(by: >)
      var rest = sum
      for (certain, size) in sorted.enumerated() {
        let open = population - Double(certain)
        let factor = max(0, (wanted - Double(certain) - floor * open) / rest)
        if floor + factor * size <= 1 {
          return ProportionalInclusion(floor: floor, factor: factor)
        }
        rest -= size
      }
      // Rounding alone leads here: as many rows are certain as the sample has.
      return ProportionalInclusion(floor: floor, factor: (1 - floor) / (sorted.last ?? 1))
    }
  }
}
