/// Every value offline has one other value online, and no two have the same: another coding.
enum CategoryRecoding: SkewCause {
  static let card = SkewCauseCard(
    id: "category-recoding", title: "categories have other names or codes",
    remedy: "Ship the category map with the model, and read it on both sides.")

  /// Each value must have been seen so often for its map to be one.
  private static let fewestRows = 2
  /// Of the rows of a re-encoded value so many may have kept it.
  private static let mostKept = 0.05
  /// Values that are named.
  private static let mostShown = 3

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    guard !sample.isInstant else { return nil }
    var places: [Cell: [Cell: [Int]]] = [:]
    for (place, pair) in sample.differing.enumerated()
    where pair.offline != .missing && pair.online != .missing {
      places[pair.offline, default: [:]][pair.online, default: []].append(place)
    }
    let kept = Dictionary(sample.equal.map { ($0.offline, 1) }, uniquingKeysWith: +)
    var taken: [Cell: Cell] = [:]
    var map: [(from: Cell, to: Cell, places: [Int])] = []
    for (from, targets) in places.sorted(by: { $0.key.shown < $1.key.shown }) {
      guard
        let most = targets.max(by: {
          ($0.value.count, $1.key.shown) < ($1.value.count, $0.key.shown)
        }), most.value.count >= fewestRows,
        Double(kept[from] ?? 0) <= mostKept * Double(most.value.count)
      else { continue }
      // Two that become one were merged, and what was merged is no other coding.
      guard taken[most.key] == nil else { return nil }
      taken[most.key] = from
      map.append((from, most.key, most.value))
    }
    guard !map.isEmpty else { return nil }
    let shown = map.prefix(mostShown).map { "\($0.from.shown) is \($0.to.shown)" }
    let more = map.count > mostShown ? ", and \(map.count - mostShown) more" : ""
    return SkewExplanation(
      card, "values have other names online: \(shown.joined(separator: ", "))\(more)",
      places: map.flatMap(\.places).sorted())
  }
}
