/// The smallest true change that a comparison of two windows finds with the stated power, and the rows
/// that a given change needs.
///
/// A one-sided question at level 1 − α with power 1 − β: the change must be `z(1−α) + z(1−β)` standard
/// errors wide. "Did it get worse?" is one-sided; for "did it change?" pass `1 − α/2` as the level.
///
/// - Source: Fleiss, Levin, Paik, *Statistical Methods for Rates and Proportions*, 2003, chapter 4; AUC
///   variance by Hanley, McNeil 1982.
package enum DetectableDifference: CatalogueMember {
  package static let card = Card(
    id: "detectable-difference", aliases: ["power", "minimum-detectable-effect"],
    key: "detectableDifference", title: "Smallest detectable change",
    summary: "The smallest true change that windows of this size show with the stated power.",
    unit: "the metric's unit", range: "0…∞", direction: .lowerIsBetter,
    formula: "(z(level) + z(power)) · √(v₁/n + v₂/m)",
    defaults: [
      .init("level", "0.95", reason: "one false alarm in twenty windows"),
      .init("power", "0.8", reason: "convention: four of five true drops are found"),
    ],
    undefined: "a window has no rows; level or power outside 0…1", laws: [.bounded],
    source: "Fleiss, Levin, Paik 2003, chapter 4; Hanley, McNeil 1982")

  package static let examples = [
    Example("a mean of deviation 1, 100 rows each, 0.95, 0.8", gives: 0.351_64, within: 1e-5) {
      try mean(standardDeviation: 1, referenceRows: 100, currentRows: 100)
    }
  ]

  /// The smallest detectable change of a mean.
  ///
  /// - Throws: ``Undefined`` when a window has no rows, the deviation is not finite, or level or power
  ///   is outside 0…1.
  package static func mean(
    standardDeviation: Double, referenceRows: Int, currentRows: Int, level: Double = 0.95,
    power: Double = 0.8
  ) throws(Undefined) -> Double {
    let width = try width(level, power)
    try check(referenceRows, currentRows)
    guard standardDeviation.isFinite, standardDeviation >= 0 else {
      throw Undefined("the standard deviation \(standardDeviation) is not usable")
    }
    return width * standardDeviation
      * (1 / Double(referenceRows) + 1 / Double(currentRows)).squareRoot()
  }

  /// The smallest detectable drop of a proportion, such as accuracy; nil when even a drop to zero would
  /// not show.
  ///
  /// - Throws: ``Undefined`` when the proportion, level or power is outside 0…1 or a window has no rows.
  package static func proportionDrop(
    from proportion: Double, referenceRows: Int, currentRows: Int, level: Double = 0.95,
    power: Double = 0.8
  ) throws(Undefined) -> Double? {
    guard (0...1).contains(proportion) else {
      throw Undefined("the proportion \(proportion) is outside 0…1")
    }
    return try drop(
      from: proportion, to: 0, level, power, referenceRows, currentRows,
      varianceOfOneRow: { $0 * (1 - $0) })
  }

  /// The smallest detectable drop of an AUC towards ½; nil when even ½ would not show.
  ///
  /// - Parameters:
  ///   - area: the AUC of the reference, ½…1.
  ///   - positiveShare: share of positive rows in both windows.
  ///   - referenceRows: rows of the reference.
  ///   - currentRows: rows of the window.
  ///   - level: one-sided level.
  ///   - power: chance of finding the drop.
  /// - Throws: ``Undefined`` when the AUC is outside ½…1, a share or level outside 0…1, or a class
  ///   would have no rows.
  package static func areaDrop(
    from area: Double, positiveShare: Double, referenceRows: Int, currentRows: Int,
    level: Double = 0.95, power: Double = 0.8
  ) throws(Undefined) -> Double? {
    guard (0.5...1).contains(area) else { throw Undefined("the AUC \(area) is outside 0.5…1") }
    guard positiveShare > 0, positiveShare < 1,
      Double(min(referenceRows, currentRows)) * min(positiveShare, 1 - positiveShare) >= 1
    else { throw Undefined("a window of this size would have rows of one class only") }
    return try drop(
      from: area, to: 0.5, level, power, referenceRows, currentRows,
      varianceOfOneRow: { areaVariance($0, positiveShare) })
  }

  /// The rows that each window needs to show a change of a mean.
  ///
  /// - Throws: ``Undefined`` when the change is zero, a number is not finite, or level or power is
  ///   outside 0…1.
  package static func rowsForMean(
    standardDeviation: Double, change: Double, level: Double = 0.95, power: Double = 0.8
  ) throws(Undefined) -> Int {
    let ratio = try width(level, power) * standardDeviation / change.magnitude
    return try whole(2 * ratio * ratio)
  }

  /// The rows that each window needs to show a drop of a proportion.
  ///
  /// - Throws: ``Undefined`` when a proportion, level or power is outside 0…1 or there is no drop.
  package static func rowsForProportion(
    from first: Double, to second: Double, level: Double = 0.95, power: Double = 0.8
  ) throws(Undefined) -> Int {
    guard (0...1).contains(first), (0...1).contains(second) else {
      throw Undefined("the proportions \(first) and \(second) are not both in 0…1")
    }
    let ratio = try width(level, power) / (first - second)
    return try whole(ratio * ratio * (first * (1 - first) + second * (1 - second)))
  }

  /// The variance of an AUC times the rows, by Hanley and McNeil's exponential model.
  static func areaVariance(_ area: Double, _ positiveShare: Double) -> Double {
    let twoPositives = area / (2 - area)
    let twoNegatives = 2 * area * area / (1 + area)
    return (twoPositives - area * area) / positiveShare
      + (twoNegatives - area * area) / (1 - positiveShare)
  }

  /// Finds by bisection the drop that is as wide as its standard errors ask for.
  private static func drop(
    from value: Double, to least: Double, _ level: Double, _ power: Double, _ n: Int, _ m: Int,
    varianceOfOneRow: (Double) -> Double
  ) throws(Undefined) -> Double? {
    let width = try width(level, power)
    try check(n, m)
    let reference = max(0, varianceOfOneRow(value)) / Double(n)
    func shows(_ drop: Double) -> Bool {
      let current = max(0, varianceOfOneRow(value - drop)) / Double(m)
      return drop >= width * (reference + current).squareRoot()
    }
    guard shows(value - least), value > least else { return nil }
    var low = 0.0
    var high = value - least
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if shows(middle) { high = middle } else { low = middle }
    }
    return high
  }

  private static func width(_ level: Double, _ power: Double) throws(Undefined) -> Double {
    guard level > 0, level < 1, power > 0, power < 1 else {
      throw Undefined("the level \(level) and the power \(power) are not both inside 0…1")
    }
    return max(0, NormalDistribution.quantile(level) + NormalDistribution.quantile(power))
  }

  private static func check(_ n: Int, _ m: Int) throws(Undefined) {
    guard n > 0, m > 0 else { throw Undefined("a window has no rows") }
  }

  private static func whole(_ rows: Double) throws(Undefined) -> Int {
    guard rows.isFinite, rows < 1e15 else { throw Undefined("no number of rows shows this change") }
    return max(1, Int(rows.rounded(.up)))
  }
}
