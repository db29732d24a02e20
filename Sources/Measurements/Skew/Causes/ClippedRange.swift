/// One side cuts values off at a bound that the other does not have.
enum ClippedRange: SkewCause {
  static let card = SkewCauseCard(
    id: "clipped-range", title: "values are cut off at a bound on one side",
    remedy: "Cut off at the same bounds on both sides, those that were chosen on train.")

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    let numbers = sample.numbers
    let same = sample.equal.compactMap(\.offline.number)
    let candidates = [
      clipped(numbers, same, "online") { ($0.offline, $0.online) },
      clipped(numbers, same, "offline") { ($0.online, $0.offline) },
    ]
    return candidates.compactMap(\.self).max { $0.places.count < $1.places.count }
  }

  /// - Parameter sides: the value as it was, and as it is where it is cut off.
  private static func clipped(
    _ numbers: [(place: Int, offline: Double, online: Double)], _ same: [Double], _ side: String,
    sides: ((place: Int, offline: Double, online: Double)) -> (whole: Double, cut: Double)
  ) -> SkewExplanation? {
    guard let bound = NumberRun(numbers.map { sides($0).cut }, width: { _ in 0 })?.value else {
      return nil
    }
    let above = numbers.filter { sides($0).cut == bound && sides($0).whole > bound }
    let below = numbers.filter { sides($0).cut == bound && sides($0).whole < bound }
    let isUpper = above.count >= below.count
    // Were all values replaced by the bound, none inside of it would be the same on both sides.
    guard same.contains(where: { isUpper ? $0 < bound : $0 > bound }),
      !same.contains(where: { isUpper ? $0 > bound : $0 < bound })
    else { return nil }
    let explained = isUpper ? above : below
    guard Set(explained.map { sides($0).whole }).count > 1 else { return nil }
    return SkewExplanation(
      card,
      "values \(isUpper ? "above" : "below") \(NumberRun.shown(bound)) are cut off there \(side)",
      places: explained.map(\.place))
  }
}
