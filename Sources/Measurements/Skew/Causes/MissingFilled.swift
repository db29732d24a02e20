/// A value that is missing offline has one online, mostly a constant such as 0 or −1.
enum MissingFilled: SkewCause {
  static let card = SkewCauseCard(
    id: "missing-filled", title: "a missing value is filled in",
    remedy: "Fill missing values in by one step that both pipelines share.")

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    var places: [Cell: [Int]] = [:]
    var all: [Int] = []
    for (place, pair) in sample.differing.enumerated() where pair.offline == .missing {
      places[pair.online, default: []].append(place)
      all.append(place)
    }
    guard
      let most = places.max(by: {
        ($0.value.count, $1.key.shown) < ($1.value.count, $0.key.shown)
      })
    else { return nil }
    // Several constants, or a value of each row's own, are one filling-in too.
    guard most.value.count * 10 >= all.count * 9 else {
      return SkewExplanation(
        card, "what is missing offline has various values online", places: all)
    }
    return SkewExplanation(
      card, "what is missing offline is \(most.key.shown) online", places: most.value)
  }
}
