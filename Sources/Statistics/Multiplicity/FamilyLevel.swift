/// The level that each interval of a family needs for a promise about the whole family.
///
/// - Source: Bonferroni: Dunn 1961. False coverage: Benjamini, Yekutieli, *False Discovery
///   Rate–Adjusted Multiple Confidence Intervals for Selected Parameters*, 2005.
package enum FamilyLevel: CatalogueMember {
  package static let card = Card(
    id: "family-level", aliases: [], key: "familyLevel", title: "Level of a family of intervals",
    summary: "The level of each interval that keeps a promise about all of them.",
    unit: "probability", range: "0…1", direction: .neutral,
    formula: "1 − α/k; 1 − Rα/k",
    undefined: "the family is empty; the level is outside 0…1", laws: [.bounded],
    source: "Dunn 1961; Benjamini, Yekutieli 2005")

  package static let examples = [
    Example("5 intervals at 0.95, Bonferroni", gives: 0.99) { try bonferroni(0.95, members: 5) },
    Example("20 intervals at 0.95 of which 4 are reported, false coverage", gives: 0.99) {
      try falseCoverage(0.95, members: 20, selected: 4)
    },
  ]

  /// All intervals hold together with at least `level`, however they depend on each other.
  ///
  /// - Throws: ``Undefined`` when the family is empty or the level outside 0…1.
  package static func bonferroni(_ level: Double, members: Int) throws(Undefined) -> Double {
    try check(level, members)
    return 1 - (1 - level) / Double(members)
  }

  /// Of the intervals that are reported because something was found in them, the expected share
  /// that miss stays below `1 − level`.
  ///
  /// - Throws: ``Undefined`` when the family is empty, more are selected than there are, or the
  ///   level is outside 0…1.
  package static func falseCoverage(_ level: Double, members: Int, selected: Int)
    throws(Undefined) -> Double
  {
    try check(level, members)
    guard (0...members).contains(selected) else {
      throw Undefined("\(selected) of \(members) intervals cannot be selected")
    }
    return 1 - (1 - level) * Double(max(1, selected)) / Double(members)
  }

  private static func check(_ level: Double, _ members: Int) throws(Undefined) {
    guard members > 0 else { throw Undefined("the family has no members") }
    guard level > 0, level < 1 else { throw Undefined("the level \(level) is outside 0…1") }
  }
}
