/// How much further apart rows of two windows lie than rows within each: zero only for equal
/// distributions.
///
/// `D = √(2 E|X − Y| − E|X − X′| − E|Y − Y′|) = √(2 ∫ (F(x) − G(x))² dx)`
///
/// - Unit: the square root of the column's unit.
/// - Numerics: equals SciPy's `energy_distance`. From a histogram each row stands at its bin's
///   representative value; ``EnergyTest`` says how far off that may be.
/// - Complexity: O(distinct values).
/// - Source: Székely, *E-Statistics: The Energy of Statistical Samples*, 2002.
package enum EnergyDistance: OrderedDistance {
  package static let card = Card(
    id: "energy-distance", aliases: ["energy"], key: "energyDistance", title: "Energy distance",
    summary: "How much further apart rows of two windows lie than rows within each.",
    unit: "√ of the column's unit", range: "0…∞", direction: .lowerIsBetter,
    formula: "√(2 ∫ (F(x) − G(x))² dx)",
    undefined: "a window has no rows, holds not-a-number or infinity",
    laws: [.symmetric, .zeroOnEqual, .orderInvariant, .scaleInvariant, .bounded],
    source: "Székely 2002; SciPy energy_distance")

  package static let examples = [
    Example("reference 0; current 2", gives: 2) { try measure(reference: [0], current: [2]) },
    Example("reference 0, 8; current 4, 4: two gaps of a half over 4 each", gives: 2) {
      try measure(reference: [0, 8], current: [4, 4])
    },
  ]

  package static func measure(_ reference: OrderedCounts, _ current: OrderedCounts)
    throws(Undefined) -> Double
  {
    for sample in [reference, current] {
      guard let first = sample.values.first, let last = sample.values.last,
        first.isFinite, last.isFinite
      else { throw Undefined("a value is infinite") }
    }
    let n = Double(reference.rows)
    let m = Double(current.rows)
    var square = 0.0
    var gap = 0.0
    var previous = 0.0
    OrderedCounts.walk(reference, current) { value, first, second in
      if gap != 0 { square += gap * gap * (value - previous) }
      gap = Double(first) / n - Double(second) / m
      previous = value
    }
    return (2 * square).squareRoot()
  }
}
