/// Draws a sample of fixed size in one pass, each row with exactly the probability that it was
/// given.
///
/// Rows meet in duels. Of two rows with probabilities a and b one is settled: where a + b < 1 one
/// of them is out and the other goes on with a + b; otherwise one is in and the other goes on with
/// a + b − 1. Who wins is drawn so that nobody's probability changes. A few rows of each stratum
/// wait at places, and a new row meets one of them at random: so neighbours in the data seldom
/// meet, and each stratum gets the whole number of rows next to the sum of its probabilities.
///
/// ```
/// var sample = PivotalSample(seed: 1)
/// for row in 0..<10 { sample.add(row, probability: 0.3) }
/// sample.finish().count   // 3
/// ```
///
/// - Shape: rows in any order that is the same in every run; probabilities 0…1.
/// - Numerics: probabilities are exact up to rounding. A sum of probabilities that is whole gives
///   exactly so many rows.
/// - Complexity: O(rows) time; memory for the rows chosen and ``places`` for each stratum.
/// - Source: Deville, Tillé, *Unequal probability sampling without replacement through a splitting
///   method*, Biometrika 85, 1998; for strata, Chauvet, Tillé, *A fast algorithm for balanced
///   sampling*, 2006, where the rows left over in strata are settled between them.
package struct PivotalSample: Sendable {
  /// Rows that wait in each stratum: the more, the less two neighbours have to do with each other.
  package static let places = 256

  /// A row that was chosen.
  package struct Chosen: Sendable, Hashable {
    /// Its number.
    package let row: Int
    /// The probability that it had.
    package let probability: Double
  }

  private struct Fighter: Sendable {
    let row: Int
    let probability: Double
    var standing: Double
  }

  private var generator: SeededGenerator
  private var waiting: [Fighter?] = []
  private var chosen: [Chosen] = []

  /// No rows yet.
  package init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - probability: of being chosen; one outside 0…1 is cut to it.
  ///   - stratum: 0 or more; strata cost memory for ``places`` rows each.
  package mutating func add(_ row: Int, probability: Double, stratum: Int = 0) {
    guard probability > 0 else { return }
    guard probability < 1 else {
      chosen.append(Chosen(row: row, probability: 1))
      return
    }
    let place =
      max(0, stratum) * Self.places
      + Int(truncatingIfNeeded: generator.next() % UInt64(Self.places))
    if place >= waiting.count {
      waiting += [Fighter?](
        repeating: nil, count: (place / Self.places + 1) * Self.places - waiting.count)
    }
    waiting[place] = duel(
      waiting[place], Fighter(row: row, probability: probability, standing: probability))
  }

  /// Settles who is still waiting; the rows chosen, ascending.
  package mutating func finish() -> [Chosen] {
    var last: Fighter?
    var stratum = 0
    while stratum < waiting.count {
      var winner: Fighter?
      for place in stratum..<stratum + Self.places { winner = duel(winner, waiting[place]) }
      last = duel(last, winner)
      stratum += Self.places
    }
    waiting = []
    // A whole sum of probabilities leaves 0 or 1 here, but for rounding.
    if let last {
      let standing = last.standing < 1e-6 ? 0 : last.standing > 1 - 1e-6 ? 1 : last.standing
      if standing == 1 || generator.uniform() < standing { choose(last) }
    }
    return chosen.sorted { $0.row < $1.row }
  }

  private mutating func duel(_ first: Fighter?, _ second: Fighter?) -> Fighter? {
    guard var first, var second else { return first ?? second }
    let sum = first.standing + second.standing
    if sum < 1 {
      if generator.uniform() * sum < first.standing {
        first.standing = sum
        return first
      }
      second.standing = sum
      return second
    }
    if generator.uniform() * (2 - sum) < 1 - second.standing {
      choose(first)
      second.standing = sum - 1
      return second.standing > 0 ? second : nil
    }
    choose(second)
    first.standing = sum - 1
    return first.standing > 0 ? first : nil
  }

  private mutating func choose(_ fighter: Fighter) {
    chosen.append(Chosen(row: fighter.row, probability: fighter.probability))
  }
}
