/// Bounds for a standardised difference that is looked at a planned number of times, so that all
/// looks together raise a false alarm with probability α at most.
///
/// A spending function says how much of α the looks up to a share t of all information may use: `2
/// − 2 Φ(z_{1−α/2} / √t)` (like O'Brien and Fleming: early looks need overwhelming evidence, the
/// last is almost an ordinary test) or `α ln(1 + (e − 1) t)` (like Pocock: about the same bound at
/// each look). Each bound is where the chance of passing it for the first time equals what its look
/// may spend.
///
/// - Shape: ascending shares of the information, the last at most 1.
/// - Unit: standard errors, two-sided. Infinite where a look has too little to spend.
/// - Undefined: shares do not ascend in 0…1; α outside 0…1.
/// - Numerics: the density of the paths that have stayed inside is carried from look to look on 401
///   points with Simpson's rule; bounds are right to about 1e-4.
/// - Complexity: O(looks · points²).
/// - Source: Lan, DeMets, *Discrete Sequential Boundaries for Clinical Trials*, Biometrika 70,
///   1983; Armitage, McPherson, Rowe, *Repeated Significance Tests on Accumulating Data*, 1969.
package enum AlphaSpending: String, CatalogueMember, Codable, CaseIterable {
  /// Little at first, nearly all at the end.
  case obrienFleming
  /// About evenly.
  case pocock

  package static let card = Card(
    id: "alpha-spending", aliases: ["group-sequential"], key: "alphaSpending",
    title: "Alpha spending over planned looks",
    summary: "How far a difference must lie from zero at each of several looks.",
    unit: "standard errors", range: "0…∞", direction: .neutral,
    formula: "2 − 2 Φ(z / √t), or α ln(1 + (e − 1) t)",
    defaults: [.init("alpha", "0.05", reason: "convention; for all looks together")],
    undefined: "the information shares do not ascend in 0…1; α is outside 0…1",
    source: "Lan, DeMets, Biometrika 70, 1983")

  package static let examples = [
    Example("O'Brien–Fleming-like, one look: the ordinary bound", gives: 1.959_964, within: 1e-4) {
      try AlphaSpending.obrienFleming.bounds(at: [1])[0]
    },
    Example("Pocock-like, five even looks: the last bound", gives: 2.3859, within: 5e-4) {
      try AlphaSpending.pocock.bounds(at: [0.2, 0.4, 0.6, 0.8, 1])[4]
    },
  ]

  /// What may be spent up to a share of the information, 0 to α.
  package func spent(at share: Double, alpha: Double) -> Double {
    guard share > 0 else { return 0 }
    let t = min(1, share)
    switch self {
    case .obrienFleming:
      let z = NormalDistribution.twoSidedQuantile(level: 1 - alpha)
      return 2 * NormalDistribution.survival(z / t.squareRoot())
    case .pocock: return alpha * log(1 + 1.718_281_828_459_045 * t)
    }
  }

  /// The two-sided bound at each look.
  ///
  /// - Throws: ``Undefined`` when the shares do not ascend in 0…1 or α is outside 0…1.
  package func bounds(at shares: [Double], alpha: Double = 0.05) throws(Undefined) -> [Double] {
    guard alpha > 0, alpha < 1 else { throw Undefined("a level α of \(alpha) is outside 0…1") }
    for (look, share) in shares.enumerated() {
      guard share > (look == 0 ? 0 : shares[look - 1]), share <= 1 else {
        throw Undefined("the information shares do not ascend from 0 to 1")
      }
    }
    var bounds: [Double] = []
    var paths = InsidePaths()
    var before = 0.0
    var information = 0.0
    for share in shares {
      let allowed = spent(at: share, alpha: alpha)
      paths.advance(by: share - information)
      information = share
      let bound = paths.bound(spending: allowed - before)
      bounds.append(bound / share.squareRoot())
      // A look that could not spend leaves its part to the next.
      if bound.isFinite { before = allowed }
      paths.cut(at: bound)
    }
    return bounds
  }
}

/// The density of a random walk's place, of the walks that no bound has stopped.
private struct InsidePaths {
  private var places: [Double] = [0]
  /// Density times the width that the integration rule gives to the place.
  private var masses: [Double] = [1]
  private var variance = 0.0
  private var reach = 0.0

  private static let points = 401

  /// The step that is about to be made.
  mutating func advance(by variance: Double) { self.variance = variance }

  /// Where the probability to step beyond, on either side, is so much; infinite below 1e-14.
  func bound(spending: Double) -> Double {
    guard spending > 1e-14 else { return .infinity }
    let deviation = variance.squareRoot()
    func beyond(_ bound: Double) -> Double {
      var sum = 0.0
      for (place, mass) in zip(places, masses) {
        sum +=
          mass
          * (NormalDistribution.survival((bound - place) / deviation)
            + NormalDistribution.survival((bound + place) / deviation))
      }
      return sum
    }
    var (low, high) = (0.0, reach + 9 * deviation)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if beyond(middle) > spending { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Makes the step and stops the walks beyond the bound.
  mutating func cut(at bound: Double) {
    let deviation = variance.squareRoot()
    let edge = min(bound, reach + 9 * deviation)
    let count = Self.points
    let width = 2 * edge / Double(count - 1)
    var nextPlaces: [Double] = []
    var nextMasses: [Double] = []
    for index in 0..<count {
      let x = -edge + width * Double(index)
      var density = 0.0
      for (place, mass) in zip(places, masses) {
        density += mass * NormalDistribution.density((x - place) / deviation)
      }
      let rule = index == 0 || index == count - 1 ? 1.0 : (index % 2 == 1 ? 4 : 2)
      nextPlaces.append(x)
      nextMasses.append(density / deviation * rule * width / 3)
    }
    places = nextPlaces
    masses = nextMasses
    reach = edge
  }
}
