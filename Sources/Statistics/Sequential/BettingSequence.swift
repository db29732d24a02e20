/// Evidence against a claimed mean of bounded values that may be looked at after every value,
/// whatever their distribution: the average wealth of many gamblers who bet fixed parts of it.
///
/// `e = mean over λ of Πₜ (1 + λ (xₜ − m))`, xₜ in 0…1, λ from −½/(1 − m) to ½/m. If every value
/// has mean m given those before, no gambler's wealth grows on average, and the probability that e
/// ever reaches 1/α is at most α.
///
/// - Shape: values between a lower and an upper bound, in their order or in any other.
/// - Unit: e, 0…∞; 20 is evidence at level 0.05.
/// - Undefined: a value outside the bounds; a claimed mean that is not strictly inside them.
/// - Complexity: O(gamblers) a value; the state is one logarithm each.
/// - Source: Waudby-Smith, Ramdas, *Estimating Means of Bounded Random Variables by Betting*, JRSS
///   B 86, 2024.
package struct BettingSequence: CatalogueMember, Hashable, Codable {
  package static let card = Card(
    id: "betting-sequence", aliases: ["sequential-mean"], key: "bettingSequence",
    title: "Sequential evidence on a bounded mean",
    summary: "Evidence against a claimed mean of bounded values that stays valid at every look.",
    unit: "e-value", range: "0…∞", direction: .neutral,
    formula: "mean over λ of Πₜ (1 + λ (xₜ − m))",
    defaults: [
      .init("gamblers", "40", reason: "one is within a factor of √2 of the best bet from 1 % up"),
      .init("largest bet", "half", reason: "no single value can ruin a gambler"),
    ],
    undefined: "a value is outside the bounds; the mean is not strictly inside them",
    laws: [.orderInvariant], source: "Waudby-Smith, Ramdas 2024")

  package static let examples = [
    Example("no value yet: e", gives: 1) { try BettingSequence(mean: 0.5).evidence },
    Example("one value equal to the claimed mean: e", gives: 1) {
      var sequence = try BettingSequence(mean: 0.3)
      try sequence.update(0.3)
      return sequence.evidence
    },
  ]

  /// The claimed mean.
  package let mean: Double
  /// The lower bound of the values.
  package let low: Double
  /// The upper bound.
  package let high: Double
  /// Values so far.
  package private(set) var count = 0
  /// The largest e-value at any look so far, after each value.
  package private(set) var largest = 1.0
  private let bets: [Double]
  private var logWealth: [Double]

  /// Starts with a wealth of one.
  ///
  /// - Throws: ``Undefined`` when the mean is not strictly inside the bounds.
  package init(mean: Double, low: Double = 0, high: Double = 1) throws(Undefined) {
    guard low.isFinite, high.isFinite, mean > low, mean < high, (high - low).isFinite else {
      throw Undefined("a mean \(mean) is not inside the bounds \(low) and \(high)")
    }
    self.mean = mean
    self.low = low
    self.high = high
    // Bets fall from a half by factors of √½, on both signs: twenty each reach 1/1000.
    let share = (mean - low) / (high - low)
    var bets: [Double] = []
    for step in 0..<20 {
      let part = 0.5 * pow(0.5, Double(step) / 2)
      bets.append(part / share)
      bets.append(-part / (1 - share))
    }
    self.bets = bets
    logWealth = [Double](repeating: 0, count: bets.count)
  }

  /// Adds a value.
  ///
  /// - Throws: ``Undefined`` when it is outside the bounds.
  package mutating func update(_ value: Double) throws(Undefined) {
    guard value >= low, value <= high else {
      throw Undefined("a value \(value) is outside the bounds \(low) and \(high)")
    }
    let gain = (value - mean) / (high - low)
    for gambler in bets.indices { logWealth[gambler] += log1p(bets[gambler] * gain) }
    count += 1
    largest = max(largest, evidence)
  }

  /// The e-value now: reject at level α when it reaches 1/α at any look.
  package var evidence: Double {
    let top = logWealth.max() ?? 0
    let sum = logWealth.reduce(0) { $0 + exp($1 - top) }
    return exp(top) * (sum / Double(logWealth.count))
  }
}
