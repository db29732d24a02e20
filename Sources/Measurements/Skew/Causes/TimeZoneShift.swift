/// Instants differ by whole or half hours, or hours of the day are turned: another time zone.
enum TimeZoneShift: SkewCause {
  static let card = SkewCauseCard(
    id: "time-zone-shift", title: "another time zone",
    remedy: "Keep instants in UTC on both sides, and compute local hours with the same zone.")

  private static let halfHour = 1_800e6
  /// No zone is further from UTC.
  private static let widest = 14 * 3_600e6

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    sample.isInstant ? instants(sample) : hours(sample)
  }

  /// Summer time makes two shifts of one zone.
  private static func instants(_ sample: SkewSample) -> SkewExplanation? {
    var places: [Double: [Int]] = [:]
    for one in sample.numbers {
      let difference = one.online - one.offline
      let steps = (difference / halfHour).rounded()
      guard steps != 0, difference.magnitude <= widest,
        (difference - steps * halfHour).magnitude <= sample.tolerance.absolute
      else { continue }
      places[steps / 2, default: []].append(one.place)
    }
    let ordered = places.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    guard let first = ordered.first else { return nil }
    let second = ordered.dropFirst().first { ($0.key - first.key).magnitude == 1 }
    let shifts = [first.key, second?.key].compactMap(\.self).map(signed)
    return SkewExplanation(
      card, "online is \(shifts.joined(separator: " or ")) hours from offline",
      places: first.value + (second?.value ?? []))
  }

  /// Hours of the day, 0 to 23, of which some were turned past midnight.
  private static func hours(_ sample: SkewSample) -> SkewExplanation? {
    let numbers = sample.numbers
    guard !numbers.isEmpty,
      numbers.allSatisfy({ isHour($0.offline) && isHour($0.online) }),
      sample.equal.allSatisfy({ $0.offline.number.map(isHour) ?? true })
    else { return nil }
    var places: [Int: [Int]] = [:]
    for one in numbers {
      let turn = (Int(one.online) - Int(one.offline) + 24) % 24
      places[turn, default: []].append(one.place)
    }
    guard let most = places.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }),
      Set(most.value.map { sample.differing[$0].offline }).count >= ConstantFactor.fewestValues,
      Set(
        most.value.map { place in
          let pair = sample.differing[place]
          return (pair.online.number ?? 0) > (pair.offline.number ?? 0)
        }
      ).count == 2
    else { return nil }
    return SkewExplanation(
      card,
      """
      hours of the day are turned by \(signed(Double(most.key > 12 ? most.key - 24 : most.key))) \
      hours online
      """, places: most.value)
  }

  private static func isHour(_ number: Double) -> Bool {
    number >= 0 && number < 24 && number == number.rounded()
  }

  private static func signed(_ hours: Double) -> String {
    (hours < 0 ? "−" : "+") + NumberRun.shown(hours.magnitude)
  }
}
