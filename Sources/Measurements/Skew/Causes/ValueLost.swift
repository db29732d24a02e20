/// A value that is there offline is missing online, or a constant where offline says that it is
/// missing.
enum ValueLost: SkewCause {
  static let card = SkewCauseCard(
    id: "value-lost", title: "a value is missing in serving",
    remedy:
      "Look whether the serving side looks the value up in time, and what it does when it finds none."
  )

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    let places = sample.differing.indices.filter { sample.differing[$0].online == .missing }
    guard !places.isEmpty else { return nil }
    let values = Set(places.map { sample.differing[$0].offline })
    let what = values.count == 1 ? values.first?.shown ?? "" : "what has a value offline"
    return SkewExplanation(
      card, values.count == 1 ? "offline \(what) is missing online" : "\(what) is missing online",
      places: places)
  }
}
