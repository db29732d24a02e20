/// How far categories with few rows differ, estimated from all of them together.
///
/// A category of c rows has a of them in the reference. Its expected rows λ and their share θ that
/// falls on the reference are drawn from one unknown distribution over all categories; given them,
/// c is Poisson and a binomial. That distribution is fitted by maximum likelihood on a grid,
/// without assuming its form: rare categories borrow from each other what each alone cannot tell.
/// `½ (1/n + 1/m) λ |θ − π|` on its average, with `π = n / (n + m)`, is a category's part of the
/// total variation.
///
/// The fit starts at "nothing changed" and ends after a fixed number of steps, and its answer
/// shrinks, by James and Stein's rule, with the sum of squares that would tell a change from
/// chance: where nothing changed the likeliest distribution is never exactly that.
///
/// - Numerics: the simulations in `Sources/Simulations` show the mean of the value.
/// - Complexity: O(1) a cell; the fit is O(distinct pairs of rows), at most 861, times the grid.
/// - Source: Robbins, *An Empirical Bayes Approach to Statistics*, 1956; Laird, *Nonparametric
///   Maximum Likelihood Estimation of a Mixing Distribution*, 1978.
package struct RareCellMixture {
  /// Rows of both windows up to which a cell takes part.
  package static let mostRows = 40
  /// With fewer cells there is too little to borrow.
  private static let manyCells = 30
  private static let steps = 120
  /// Expected rows of a cell, evenly on the logarithm: finer than their own chance.
  private static let sizes = (0..<13).map { 0.1 * exp(Double($0) * 0.52) }
  /// Logarithms of the odds ratio between the windows, closest around no change, and its two ends.
  private static let ratios: [Double] = {
    let inner = (-12...12).map { step in
      let place = Double(step) / 12
      return place * (1.6 + 2.4 * place * place)
    }
    return [-.infinity] + inner + [.infinity]
  }()

  private let referenceRows: Double
  private let currentRows: Double
  private let referenceShare: Double
  /// Cells by their rows in both windows and in the reference.
  private var cells = [Int](repeating: 0, count: (mostRows + 1) * (mostRows + 1))
  private var count = 0
  /// What cells of two rows or more tell of `Σ (c − 1) (θ − π)²`, and its variance had nothing
  /// changed.
  private var squares = 0.0
  private var nullVariance = 0.0

  package init(_ pair: CountPair) {
    referenceRows = Double(pair.referenceRows)
    currentRows = Double(pair.currentRows)
    referenceShare = referenceRows / (referenceRows + currentRows)
  }

  /// Adds a cell of at least one and at most ``mostRows`` rows.
  package mutating func add(reference: Int, current: Int) {
    let rows = reference + current
    cells[rows * (Self.mostRows + 1) + reference] += 1
    count += 1
    guard rows > 1 else { return }
    let c = Double(rows)
    squares += (c - 1) * RareCells.square(Double(reference), of: c, expected: referenceShare)
    let spread = referenceShare * (1 - referenceShare)
    nullVariance += 2 * spread * spread * (c - 1) / c
  }

  /// The cells' part of the total variation; nil when they are too few.
  package var distance: Double? {
    guard count >= Self.manyCells, nullVariance > 0 else { return nil }
    let clear = squares / nullVariance.squareRoot()
    guard clear > 1 else { return 0 }
    return (1 - 1 / (clear * clear)) * fitted
  }

  /// The likeliest distribution's part of the total variation.
  private var fitted: Double {
    let shares = Self.ratios.map { ratio in
      // Odds of the reference: the windows' sizes times the ratio.
      referenceShare / (referenceShare + (1 - referenceShare) * exp(-ratio))
    }
    let size = Self.sizes.map(TruncatedPoisson.init)
    let width = shares.count * size.count
    var likelihoods: [Double] = []
    var weights: [Double] = []
    for rows in 1...Self.mostRows {
      for first in 0...rows {
        let number = cells[rows * (Self.mostRows + 1) + first]
        guard number > 0 else { continue }
        weights.append(Double(number) / Double(count))
        let coins = shares.map { pow($0, Double(first)) * pow(1 - $0, Double(rows - first)) }
        for size in size {
          let mass = size.masses[rows - 1]
          for coin in coins { likelihoods.append(mass * coin) }
        }
      }
    }
    // Half of the start's weight is on "nothing changed".
    let start = shares.indices.map { $0 == shares.count / 2 ? Double(shares.count) : 1 }
    var mixture = size.indices.flatMap { _ in start }
    let sum = mixture.reduce(0, +)
    for index in mixture.indices { mixture[index] /= sum }
    for _ in 0..<Self.steps {
      var next = [Double](repeating: 0, count: width)
      for (place, weight) in weights.enumerated() {
        let base = place * width
        var mass = 0.0
        for index in 0..<width { mass += likelihoods[base + index] * mixture[index] }
        guard mass > 0 else { continue }
        let factor = weight / mass
        for index in 0..<width { next[index] += likelihoods[base + index] * factor }
      }
      for index in 0..<width { mixture[index] *= next[index] }
    }
    var difference = 0.0
    for (index, weight) in mixture.enumerated() {
      let (place, share) = index.quotientAndRemainder(dividingBy: shares.count)
      difference += weight * size[place].mean * (shares[share] - referenceShare).magnitude
    }
    return difference * Double(count) * (1 / referenceRows + 1 / currentRows) / 2
  }
}

/// A Poisson number of rows, given that there is one at least and not more than the rare have.
private struct TruncatedPoisson {
  /// For one row, two, and so on.
  let masses: [Double]
  let mean: Double

  init(_ size: Double) {
    var mass = 1.0
    var masses: [Double] = []
    for rows in 1...RareCellMixture.mostRows {
      mass *= size / Double(rows)
      masses.append(mass)
    }
    let sum = masses.reduce(0, +)
    self.masses = masses.map { $0 / sum }
    mean = self.masses.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
  }
}
