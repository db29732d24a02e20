/// Numbers online are those offline and one number more: another origin.
enum ConstantOffset: SkewCause {
  static let card = SkewCauseCard(
    id: "constant-offset", title: "a constant difference",
    remedy: "Count from one origin on both sides: a base year, an absolute zero, a first index.")

  static func explain(_ sample: SkewSample) -> SkewExplanation? {
    guard !sample.isInstant else { return nil }
    let numbers = sample.numbers
    guard !numbers.isEmpty else { return nil }
    let sizes = numbers.map { max($0.offline.magnitude, $0.online.magnitude) }.sorted()
    let width = max(sample.tolerance.absolute, sizes[sizes.count / 2] * 1e-6)
    guard let run = NumberRun(numbers.map { $0.online - $0.offline }, width: { _ in width }),
      run.value.magnitude > width
    else { return nil }
    let explained = numbers.filter { ($0.online - $0.offline - run.value).magnitude <= width }
    guard Set(explained.map(\.offline)).count >= ConstantFactor.fewestValues else { return nil }
    let isKelvin = (run.value.magnitude - 273.15).magnitude < 0.01
    return SkewExplanation(
      card,
      """
      online is offline \(run.value < 0 ? "less" : "plus") \(NumberRun.rounded(run.value.magnitude))\
      \(isKelvin ? " (as degrees Celsius and kelvin)" : "")
      """, places: explained.map(\.place))
  }
}
