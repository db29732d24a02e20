/// One side has the same value whatever the other has: a default, a feature that is not computed.
enum ReplacedByConstant: SkewCause {
  static let card = SkewCauseCard(
    id: "replaced-by-constant", title: "one side has a constant instead",
    remedy:
      "Find out why the value is not computed there: a default after a failed look-up is usual.")

  /// Fewer different values may as well be re-encoded.
  private static let fewestValues = 3

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    [
      constant(sample, "online") { ($0.offline, $0.online) },
      constant(sample, "offline") { ($0.online, $0.offline) },
    ].compactMap(\.self).max { $0.places.count < $1.places.count }
  }

  private static func constant(
    _ sample: SkewSample, _ side: String, sides: (CellPair) -> (varied: Cell, constant: Cell)
  ) -> SkewExplanation? {
    var places: [Cell: [Int]] = [:]
    for (place, pair) in sample.differing.enumerated()
    where pair.offline != .missing && pair.online != .missing {
      places[sides(pair).constant, default: []].append(place)
    }
    guard
      let most = places.max(by: {
        ($0.value.count, $1.key.shown) < ($1.value.count, $0.key.shown)
      }), Set(most.value.map { sides(sample.differing[$0]).varied }).count >= fewestValues
    else { return nil }
    return SkewExplanation(
      card, "\(side) is \(most.key.shown) whatever the other side has", places: most.value)
  }
}
