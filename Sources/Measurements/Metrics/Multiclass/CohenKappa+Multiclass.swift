package import Statistics

extension CohenKappa: MulticlassMetric {
  package static let multiclassNeeds = MulticlassNeeds.predictedClass

  /// Agreement of truth and prediction beyond chance, over any number of classes.
  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let confusion = measurement.confusion
    try confusion.requireRows()
    guard confusion.classes.count > 1 else {
      throw Undefined("truth and prediction are the same single class: chance explains everything")
    }
    return ConfusionInterval.estimate(confusion, range: -1...1, level: level, slopes)
  }

  private static func slopes(_ shares: ConfusionShares) -> ConfusionSlopes {
    let agreement = shares.hits.reduce(0, +)
    var chance = 0.0
    for (truth, call) in zip(shares.truths, shares.calls) { chance += truth * call }
    let beyond = 1 - chance
    let ofChance = (agreement - 1) / (beyond * beyond)
    return ConfusionSlopes(
      value: (agreement - chance) / beyond, hits: shares.hits.map { _ in 1 / beyond },
      truths: shares.calls.map { $0 * ofChance }, calls: shares.truths.map { $0 * ofChance })
  }

  package static func withoutSkill(_ measurement: MulticlassMeasurement) -> Double? { 0 }
}
