/// The value online is the one that the entity had a moment before: serving reads an old one.
enum StaleValue: SkewCause {
  static let card = SkewCauseCard(
    id: "stale-value", title: "the entity's previous value",
    remedy:
      "Refresh the online store before it is read, or let training see values as late as serving does."
  )

  /// Of two values half the wrong ones are the previous one by chance, so that most must be.
  private static let smallestShare = 0.8

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    let known = sample.differing.indices.filter { sample.differing[$0].previous != nil }
    let places = known.filter { place in
      let pair = sample.differing[place]
      return pair.previous.map { sample.tolerance.accepts($0, pair.online) } ?? false
    }
    guard Double(places.count) >= smallestShare * Double(max(known.count, 1)), !places.isEmpty
    else { return nil }
    return SkewExplanation(
      card, "online has the value that the entity had one moment before", places: places)
  }
}
