/// Numbers online are those offline times a factor and one number more: °F and °C, or another
/// scaling.
enum LinearChange: SkewCause {
  static let card = SkewCauseCard(
    id: "linear-change", title: "another unit or another scaling",
    remedy:
      "Use one unit, and scale with the parameters that were fitted on train: never with those of a batch."
  )

  /// Three points on a line may be chance when there are many to choose from.
  private static let fewestValues = 4

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    guard !sample.isInstant else { return nil }
    let numbers = sample.numbers.sorted { ($0.offline, $0.place) < ($1.offline, $1.place) }
    guard numbers.count >= fewestValues else { return nil }
    // Far apart, so that what was rounded does not tilt the line between two points.
    let half = numbers.count / 2
    let slopes = (0..<(numbers.count - half)).compactMap { place -> Double? in
      let (low, high) = (numbers[place], numbers[place + half])
      guard high.offline > low.offline else { return nil }
      return (high.online - low.online) / (high.offline - low.offline)
    }
    guard let slope = NumberRun(slopes, width: { $0.magnitude * 1e-4 })?.value, slope != 0 else {
      return nil
    }
    let sizes = numbers.map { max(($0.offline * slope).magnitude, $0.online.magnitude) }.sorted()
    let width = max(sample.tolerance.absolute, sizes[half] * 1e-4)
    guard
      let origin = NumberRun(
        numbers.map { $0.online - slope * $0.offline }, width: { _ in width })?.value
    else { return nil }
    let explained = numbers.filter {
      ($0.online - slope * $0.offline - origin).magnitude <= width
    }
    guard Set(explained.map(\.offline)).count >= fewestValues else { return nil }
    return SkewExplanation(
      card, words(slope, origin), places: explained.map(\.place).sorted())
  }

  private static func words(_ slope: Double, _ origin: Double) -> String {
    if (slope / 1.8 - 1).magnitude < 1e-3, (origin - 32).magnitude < 0.1 {
      return "offline are degrees Celsius and online degrees Fahrenheit"
    }
    if (slope * 1.8 - 1).magnitude < 1e-3, (origin + 32 / 1.8).magnitude < 0.1 {
      return "offline are degrees Fahrenheit and online degrees Celsius"
    }
    return """
      online is \(NumberRun.rounded(slope)) times offline \(origin < 0 ? "less" : "plus") \
      \(NumberRun.rounded(origin.magnitude))
      """
  }
}
