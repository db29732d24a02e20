/// Numbers online are those offline times one factor: another unit.
enum ConstantFactor: SkewCause {
  static let card = SkewCauseCard(
    id: "constant-factor", title: "a constant factor, as between two units",
    remedy: "Use one unit on both sides, and convert where the data come in.")

  /// Three values in proportion are no chance, one or two may be.
  static let fewestValues = 3

  /// Factors that people know, and what they are between.
  private static let known: [(factor: Double, units: String)] = [
    (100, "as euros and cents, metres and centimetres, shares and percent"),
    (1_000, "as kilometres and metres, seconds and milliseconds"),
    (1_000_000, "as seconds and microseconds"), (60, "as minutes and seconds"),
    (3_600, "as hours and seconds"), (24, "as days and hours"), (86_400, "as days and seconds"),
    (1.609344, "as miles and kilometres"), (2.54, "as inches and centimetres"),
    (0.3048, "as feet and metres"), (0.45359237, "as pounds and kilograms"),
    (1.852, "as nautical miles and kilometres"), (57.29577951308232, "as radians and degrees"),
  ]

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    guard !sample.isInstant else { return nil }
    let numbers = sample.numbers.filter { $0.offline != 0 && $0.online != 0 }
    guard
      let run = NumberRun(numbers.map { $0.online / $0.offline }, width: { $0.magnitude * 1e-5 })
    else { return nil }
    let name = known.lazy.compactMap { one -> (Double, String)? in
      for factor in [one.factor, 1 / one.factor]
      where (run.value / factor - 1).magnitude < 1e-4 {
        return (factor, " (\(one.units))")
      }
      return nil
    }.first
    let factor = name?.0 ?? run.value
    guard (factor - 1).magnitude > 1e-5 else { return nil }
    let explained = numbers.filter {
      ($0.online / ($0.offline * factor) - 1).magnitude <= 1e-4
        || sample.tolerance.accepts($0.online, $0.offline * factor)
    }
    guard Set(explained.map(\.offline)).count >= fewestValues else { return nil }
    let words =
      factor > 0 && factor < 1
      ? "offline is \(NumberRun.rounded(1 / factor)) times online"
      : "online is \(NumberRun.rounded(factor)) times offline"
    return SkewExplanation(card, words + (name?.1 ?? ""), places: explained.map(\.place))
  }
}
