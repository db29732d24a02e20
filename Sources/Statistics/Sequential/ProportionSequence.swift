/// Evidence against a claimed share that may be looked at after every row: a bet whose wealth, if
/// the claim is true, rarely ever grows twentyfold.
///
/// `e = B(a + s, b + f) / (B(a, b) · pˢ (1 − p)ᶠ)` after s successes and f failures, the likelihood
/// averaged over all shares against that of the claimed one. Under the claim its mean is 1 at every
/// look, whatever decides when to look (Ville): the probability that it ever reaches 1/α is at most
/// α. All shares that it has not refuted make an interval that covers the truth at all looks at
/// once.
///
/// - Shape: successes and rows, counted so far; the state is two counts.
/// - Unit: e, 0…∞; 20 is evidence at level 0.05.
/// - Undefined: counts that cannot be; a claimed share outside 0…1.
/// - Complexity: O(1) a look; the interval by bisection.
/// - Source: Robbins, *Statistical Methods Related to the Law of the Iterated Logarithm*, 1970;
///   Ramdas, Grünwald, Vovk, Shafer, *Game-Theoretic Statistics and Safe Anytime-Valid Inference*,
///   2023.
package struct ProportionSequence: CatalogueMember, Hashable, Codable {
  package static let card = Card(
    id: "proportion-sequence", aliases: ["sequential-proportion"], key: "proportionSequence",
    title: "Sequential evidence on a share",
    summary: "Evidence against a claimed share that stays valid at every look.",
    unit: "e-value", range: "0…∞", direction: .neutral,
    formula: "B(a + s, b + f) / (B(a, b) · pˢ (1 − p)ᶠ)",
    defaults: [
      .init("a, b", "0.5", reason: "pays for late looks with a factor that grows like √rows only")
    ],
    undefined: "successes exceed rows or a count is negative; the share is outside 0…1",
    laws: [.mergeInvariant], source: "Robbins 1970; Ramdas, Grünwald, Vovk, Shafer 2023")

  package static let examples = [
    // Γ(a + 1)… : B(5.5, 0.5) / B(0.5, 0.5) = 63/256 for five successes in five, over (1/2)⁵.
    Example("5 of 5 against 0.5: e", gives: 7.875, within: 1e-9) {
      var sequence = ProportionSequence()
      try sequence.update(successes: 5, rows: 5)
      return try sequence.evidence(against: 0.5)
    }
  ]

  /// Successes so far.
  package private(set) var successes = 0
  /// Rows so far.
  package private(set) var rows = 0

  /// Before any row.
  package init() {}

  /// Adds rows.
  ///
  /// - Throws: ``Undefined`` when successes exceed rows, or a count is negative or cannot be kept.
  package mutating func update(successes: Int, rows: Int) throws(Undefined) {
    guard successes >= 0, successes <= rows else {
      throw Undefined("\(successes) successes in \(rows) rows cannot be")
    }
    let (sum, overflow) = self.rows.addingReportingOverflow(rows)
    guard !overflow else { throw Undefined("there are more rows than can be counted") }
    self.rows = sum
    self.successes += successes
  }

  /// Adds what another sequence has counted.
  package mutating func merge(_ other: ProportionSequence) throws(Undefined) {
    try update(successes: other.successes, rows: other.rows)
  }

  /// The e-value against the share p: reject at level α when it reaches 1/α at any look.
  ///
  /// - Throws: ``Undefined`` when p is outside 0…1.
  package func evidence(against p: Double) throws(Undefined) -> Double {
    guard (0...1).contains(p) else { throw Undefined("a share \(p) is outside 0…1") }
    return exp(logEvidence(p))
  }

  /// The shares that no look so far has refuted at this one: an interval that covers at all looks.
  ///
  /// - Throws: ``Undefined`` when the level is outside 0…1.
  package func interval(level: Double = 0.95) throws(Undefined) -> Interval {
    guard level > 0, level < 1 else { throw Undefined("a level \(level) is outside 0…1") }
    let limit = -log(1 - level)
    let centre = rows > 0 ? Double(successes) / Double(rows) : 0.5
    // Evidence grows on both sides of the observed share.
    func end(_ outer: Double) -> Double {
      guard rows > 0, logEvidence(outer) > limit else { return outer }
      var (inside, outside) = (centre, outer)
      for _ in 0..<100 {
        let middle = (inside + outside) / 2
        if logEvidence(middle) > limit { outside = middle } else { inside = middle }
      }
      return outside
    }
    return Interval(low: end(0), high: end(1), level: level, method: "betaBinomialMixture")
  }

  private func logEvidence(_ p: Double) -> Double {
    let s = Double(successes)
    let f = Double(rows - successes)
    if (p == 0 && s > 0) || (p == 1 && f > 0) { return .infinity }
    func logBeta(_ a: Double, _ b: Double) -> Double {
      LogGamma.value(a) + LogGamma.value(b) - LogGamma.value(a + b)
    }
    let claimed = (s > 0 ? s * log(p) : 0) + (f > 0 ? f * log1p(-p) : 0)
    return logBeta(0.5 + s, 0.5 + f) - logBeta(0.5, 0.5) - claimed
  }
}
