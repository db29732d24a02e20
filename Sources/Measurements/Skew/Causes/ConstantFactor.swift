/// Numbers online are those offline times one factor: another unit.
enum ConstantFactor: SkewCause {
  static let card = SkewCauseCard(
    id: "constant-factor", title: "a constant factor, as between two units",
    remedy: "Use one unit on both sides, and convert where the data come in.")

  /// Three values in proportion are no chance, one or two may be.
  static let fewestValues = 3

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    guard !sample.isInstant else { return nil }
    let numbers = sample.numbers.filter { $0.offline != 0 && $0.online != 0 }
    guard
      let run = NumberRun(numbers.map { $0.online / $0.offline }, width: { $0.magnitude * 1e-5 })
    else { return nil }
    let name = UnitFactor.all.lazy.compactMap { one -> (Double, String)? in
      for factor in [one.factor, 1 / one.factor]
      where (run.value / factor - 1).magnitude < 1e-4 {
        return (factor, " (as \(one.units))")
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
