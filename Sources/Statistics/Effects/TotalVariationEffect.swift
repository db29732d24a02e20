/// How much two windows over categories truly differ, with chance taken out: the share of rows that
/// would have to change, and an interval for it.
///
/// The plug-in distance `V = ½ Σ |p̂ᵢ − q̂ᵢ|` is above the true one even when nothing changed, by
/// about `½ Σ √(2/π) σᵢ` with `σᵢ² = pᵢ(1−pᵢ)/n + qᵢ(1−qᵢ)/m`; with 100 categories and 200 rows
/// that is 0.4. Each end of the interval answers the question "which true distance would make a V
/// like this one too rare?" for the worst arrangement of that distance over the categories:
///
/// - *Low end.* V exceeds the truth by at most the noise `N = ½ Σ |eᵢ|`, most of it when the
///   difference sits in few categories. N is matched by a scaled chi distribution of its mean and
///   variance. Where differences are many standard errors wide the noise keeps its sign and no
///   longer pushes V up: the difference of two proportions, by Newcombe's method, then gives the
///   closer bound. One category that grows or shrinks alone shows against its own noise, not that
///   of all others: the largest lower bound of a single category's change, allowed for their
///   number, counts too.
/// - *High end.* V is least above the truth when the difference is spread in proportion to `σᵢ`:
///   `½ S · E|u + Z|` with `S = Σ σᵢ`, `u = 2 · truth / S`. Solved for the truth. A floor of
///   `−ln(α/2) / min(n, m)` remains: a rarer event may be in neither window.
///
/// Few rows a category are not normal: the noise then comes from the exact distribution of a
/// category's rows over the two windows given their sum. Nor can they tell noise from a change one
/// by one. At the high end a category of at most ten rows may differ by all that it seems to, or by
/// what all such categories together leave possible; at the low end, what they together prove
/// counts too (``RareCells``). In the value, categories of at most forty rows count with what a
/// mixture fitted to all of them says (``RareCellMixture``). A table of nothing but rare categories
/// has a wide interval.
///
/// - Numerics: the simulations in `Sources/Simulations` hold coverage and false alarms to this.
/// - Complexity: O(cells), O(cells²) up to 200 cells for the variance of N.
/// - Source: derived here; the folded normal is Leone, Nelson, Nottingham, 1961.
package enum TotalVariationEffect: CatalogueMember {
  package static let card = Card(
    id: "total-variation-effect", aliases: ["tv-effect"], key: "totalVariationEffect",
    title: "Total variation, corrected for chance",
    summary: "The share of rows that truly would have to change, with its interval.",
    unit: "share", range: "0…1", direction: .lowerIsBetter,
    formula: "½ Σ |p̂ᵢ − q̂ᵢ| less the mean of its noise",
    defaults: [
      .init("level", "0.95", reason: "an unchanged column is called drifted in under 2.5 %")
    ],
    undefined: undefinedCountDistance, laws: [.symmetric, .orderInvariant, .bounded],
    source: "worst-case inversion of the folded normal; derived in the documentation")

  package static let examples = [
    Example("500, 500 against 500, 500", gives: 0) {
      try estimate(reference: [500, 500], current: [500, 500], level: 0.95).value ?? .nan
    },
    Example("100000, 0 against 0, 100000", gives: 1, within: 1e-6) {
      try estimate(reference: [100_000, 0], current: [0, 100_000], level: 0.95).value ?? .nan
    },
  ]

  /// The corrected distance and its interval.
  ///
  /// - Shape: counts, one per category, same order.
  /// - Throws: ``Undefined`` when a window has no rows or the categories differ in number.
  package static func estimate(reference: [Int], current: [Int], level: Double = 0.95)
    throws(Undefined) -> Estimate
  {
    let noise = CountNoise(try CountPair(reference: reference, current: current))
    let tail = (1 - level) / 2
    let plugIn = noise.distance
    let margin = noise.signedMargins(tail: tail)
    // One fifth of the chance to miss low for the single cell; the sum over cells has the rest, and
    // shares it with the sum of squares where many cells are rare.
    let share = (noise.rare.areMany ? 0.4 : 0.8) * tail
    let above = min(
      noise.upperQuantile(tail: share),
      noise.certainBias + noise.signedMargins(tail: share).below)
    let cell = noise.clearestCell(tail: 0.2 * tail)
    let low = max(
      0, min(1, max(plugIn - above, cell.bound, noise.rare.smallestTruth(tail: share))))
    let high = max(
      noise.largestTruth(consistentWith: plugIn - noise.rare.distance + margin.above)
        + noise.rare.largestTruth(tail: tail),
      -log(tail) / Double(min(noise.pair.referenceRows, noise.pair.currentRows)))
    // Where one cell alone proves more than all together, its own change is the better estimate.
    let value = max(0, noise.corrected, cell.change)
    let top = max(low, min(1, high))
    return Estimate(
      max(low, min(top, value)),
      interval: Interval(low: low, high: top, level: level, method: "foldedNormalInversion"))
  }
}

/// What chance does to the plug-in total variation of two windows.
struct CountNoise {
  let pair: CountPair
  /// The plug-in distance.
  let distance: Double
  /// The cells with few rows.
  let rare: RareCells
  /// Standard error of the difference of each cell that is not rare.
  private let deviations: [Double]
  /// Mean of each cell's absolute noise when nothing changed.
  private let folded: [Double]
  /// Pooled shares of the same cells.
  private let shares: [Double]
  /// The mean of what noise adds to the distance, given how clear each cell's sign is.
  let signedBias: Double
  /// The distance with chance taken out.
  let corrected: Double
  /// The share of reference rows, then of current rows, in cells whose reference share is larger; a
  /// cell with equal shares counts half.
  private let fallingShares: (reference: Double, current: Double)

  init(_ pair: CountPair) {
    self.pair = pair
    let n = Double(pair.referenceRows)
    let m = Double(pair.currentRows)
    var deviations: [Double] = []
    var folded: [Double] = []
    var shares: [Double] = []
    var distance = 0.0
    var bias = 0.0
    var falling = (reference: 0.0, current: 0.0)
    var exact = SmallCells(pair)
    var rare = RareCells(pair)
    var mixture = RareCellMixture(pair)
    var small = (distance: 0.0, bias: 0.0)
    for (reference, current) in zip(pair.reference, pair.current)
    where reference > 0 || current > 0 {
      let p = Double(reference) / n
      let q = Double(current) / m
      let pooled = (Double(reference) + Double(current)) / (n + m)
      let apart = p * (1 - p) / n + q * (1 - q) / m
      let together = pooled * (1 - pooled) * (1 / n + 1 / m)
      let sigma = max(apart, together).squareRoot()
      let noise = max(
        FoldedNormal.atZero * sigma, exact.meanAbsoluteNoise(rows: reference + current))
      let isRare = reference + current <= RareCells.mostRows
      let isSmall = reference + current <= RareCellMixture.mostRows
      if isSmall { mixture.add(reference: reference, current: current) }
      if isRare {
        rare.add(reference: reference, current: current)
      } else {
        deviations.append(apart.squareRoot())
      }
      folded.append(noise)
      shares.append(pooled)
      let difference = p - q
      distance += difference.magnitude
      if isSmall { small.distance += difference.magnitude }
      // A difference must be more than two standard errors wide before its sign is believed: then
      // the correction is right on average where nothing changed, and fades where much did.
      if sigma > 0 {
        let clear = max(0, difference.magnitude / sigma - 2)
        let excess = noise / FoldedNormal.atZero * FoldedNormal.bias(clear)
        bias += excess
        if isSmall { small.bias += excess }
      }
      let part = difference > 0 ? 1 : (difference < 0 ? 0 : 0.5)
      falling.reference += part * p
      falling.current += part * q
    }
    self.deviations = deviations
    self.folded = folded
    self.shares = shares
    self.distance = distance / 2
    signedBias = bias / 2
    self.rare = rare
    corrected =
      mixture.distance.map { (distance - small.distance - bias + small.bias) / 2 + $0 }
      ?? (distance - bias) / 2
    fallingShares = (min(1, falling.reference), min(1, falling.current))
  }

  /// ``signedBias`` with what it loses where nothing changed.
  ///
  /// Some of very many cells are always more than two standard errors apart, which takes `1 −
  /// E[bias(max(0, |Z| − 2))] / bias(0) = 0.016` of the noise: in large windows more than the
  /// margin.
  var certainBias: Double {
    let noise = folded.reduce(0, +) / 2
    return min(noise, signedBias + 0.016 * noise)
  }

  /// How far the distance may lie below and above the truth when the signs of all differences are
  /// known: it is then a difference of two proportions.
  ///
  /// - Source: Newcombe, *Interval Estimation for the Difference Between Independent Proportions*,
  ///   1998, method 10: sound where a proportion nears 0 or 1, unlike its standard error.
  func signedMargins(tail: Double) -> (below: Double, above: Double) {
    let z = -NormalDistribution.quantile(tail)
    let p = fallingShares.reference
    let q = fallingShares.current
    let first = WilsonInterval.ends(share: p, rows: Double(pair.referenceRows), z: z)
    let second = WilsonInterval.ends(share: q, rows: Double(pair.currentRows), z: z)
    func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    return (length(p - first.low, second.high - q), length(first.high - p, q - second.low))
  }

  /// The cell whose change is most certain: how much of it can be counted on, but for a chance of
  /// `tail`, and the change observed; both 0 when no cell changed for certain.
  ///
  /// Exact ends of each share, joined as Newcombe joins Wilson's: far in the tails, where a hundred
  /// cells push the question, the score interval of a rare cell is too narrow.
  func clearestCell(tail: Double) -> (bound: Double, change: Double) {
    let each = tail / Double(2 * max(1, shares.count))
    let z = -NormalDistribution.quantile(each)
    let n = pair.referenceRows
    let m = pair.currentRows
    var clearest = (bound: 0.0, change: 0.0)
    for (reference, current) in zip(pair.reference, pair.current) {
      let p = Double(reference) / Double(n)
      let q = Double(current) / Double(m)
      let deviation = (p * (1 - p) / Double(n) + q * (1 - q) / Double(m)).squareRoot()
      // No exact margin is below 0.7 of the normal one: most cells need no beta quantile.
      guard (p - q).magnitude - 0.7 * z * deviation > clearest.bound else { continue }
      let below: Double
      let above: Double
      if p > q {
        below = p - ClopperPearsonInterval.low(successes: reference, rows: n, tail: each)
        above = ClopperPearsonInterval.high(successes: current, rows: m, tail: each) - q
      } else {
        below = q - ClopperPearsonInterval.low(successes: current, rows: m, tail: each)
        above = ClopperPearsonInterval.high(successes: reference, rows: n, tail: each) - p
      }
      let bound = (p - q).magnitude - (below * below + above * above).squareRoot()
      if bound > clearest.bound { clearest = (bound, (p - q).magnitude) }
    }
    return clearest
  }

  /// The value that the noise `½ Σ |eᵢ|` exceeds with probability `tail`.
  func upperQuantile(tail: Double) -> Double {
    let mean = folded.reduce(0, +) / 2
    guard mean > 0 else { return 0 }
    let variance = foldedVariance
    guard variance > 0 else { return mean }
    // A chi with ν degrees has mean² / variance ≈ ν-dependent ratio; ν solves it, by bisection on
    // the logarithm. One degree is the folded normal of two categories.
    let target = variance / (mean * mean)
    var low = 0.5
    var high = 1e7
    for _ in 0..<60 {
      let middle = (low * high).squareRoot()
      if Self.chiRatio(middle) > target { low = middle } else { high = middle }
    }
    let degrees = (low * high).squareRoot()
    let quantile = ChiSquareDistribution(degrees: degrees).survivalQuantile(tail)
    return mean * quantile.squareRoot() / Self.chiMean(degrees)
  }

  /// The largest true distance for which a plug-in distance as small as this is not too rare.
  func largestTruth(consistentWith distance: Double) -> Double {
    let sum = deviations.reduce(0, +)
    guard sum > 0 else { return distance }
    return sum / 2 * FoldedNormal.inverse(distance / (sum / 2))
  }

  private var foldedVariance: Double {
    let ratio = FoldedNormal.covariance(1) / (FoldedNormal.atZero * FoldedNormal.atZero)
    var sum = 0.0
    for noise in folded { sum += noise * noise * ratio }
    // Beyond 200 cells the correlations are too small to change the variance.
    guard folded.count <= 200 else { return sum / 4 }
    for i in folded.indices {
      for j in folded.indices where j > i {
        let product = shares[i] * shares[j] / ((1 - shares[i]) * (1 - shares[j]))
        let correlation = -product.squareRoot()
        let covariance =
          FoldedNormal.covariance(correlation) / (FoldedNormal.atZero * FoldedNormal.atZero)
        sum += 2 * folded[i] * folded[j] * (covariance.isFinite ? covariance : 0)
      }
    }
    return max(0, sum) / 4
  }

  /// Variance over squared mean of a chi distribution.
  private static func chiRatio(_ degrees: Double) -> Double {
    let mean = chiMean(degrees)
    return max(1e-300, degrees / (mean * mean) - 1)
  }

  private static func chiMean(_ degrees: Double) -> Double {
    // The difference of log-gammas loses its digits for many degrees; the series does not.
    if degrees > 1e4 { return degrees.squareRoot() * (1 - 1 / (4 * degrees)) }
    return 2.0.squareRoot()
      * exp(LogGamma.value((degrees + 1) / 2) - LogGamma.value(degrees / 2))
  }
}

/// The mean absolute noise of a cell with few rows, exactly: given their number, its rows fall on
/// the two windows like coins weighted by the windows' sizes.
private struct SmallCells {
  /// Above so many rows the normal mean is right to one per cent.
  private static let limit = 40
  private let referenceRows: Double
  private let currentRows: Double
  private var known: [Int: Double] = [:]

  init(_ pair: CountPair) {
    referenceRows = Double(pair.referenceRows)
    currentRows = Double(pair.currentRows)
  }

  mutating func meanAbsoluteNoise(rows: Int) -> Double {
    guard rows <= Self.limit else { return 0 }
    if let mean = known[rows] { return mean }
    let share = referenceRows / (referenceRows + currentRows)
    var mass = pow(1 - share, Double(rows))
    var mean = 0.0
    for first in 0...rows {
      mean +=
        mass * (Double(first) / referenceRows - Double(rows - first) / currentRows).magnitude
      mass *= Double(rows - first) / Double(first + 1) * share / (1 - share)
    }
    known[rows] = mean
    return mean
  }
}
