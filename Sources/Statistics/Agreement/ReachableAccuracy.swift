/// The accuracy that a model without any error would have against one annotator's labels, from how
/// often two annotators agree.
///
/// If annotators err alike and independently, and errors fall evenly on the other classes, two of
/// them agree with probability `P = a² + (1 − a)² / (K − 1)`; solved for a. It is the ceiling of
/// any accuracy that is measured against such labels: what the labels get wrong, the best model
/// gets "wrong" too.
///
/// - Shape: the share of pairs that agree, and the number of classes, at least two.
/// - Unit: share, 1/K…1. Labels are wrong at a rate of 1 less it.
/// - Undefined: annotators agree less often than by guessing; one class.
/// - Numerics: monotone in P, so the ends of its interval are carried over. Annotators who err
///   together agree more than that, so the ceiling is then lower than this.
/// - Source: Dawid, Skene, *Maximum Likelihood Estimation of Observer Error-Rates Using the EM
///   Algorithm*, 1979, with one error rate for all annotators.
package enum ReachableAccuracy: CatalogueMember {
  package static let card = Card(
    id: "reachable-accuracy", aliases: ["accuracy-ceiling", "label-ceiling"],
    key: "reachableAccuracy", title: "Reachable accuracy",
    summary: "What a model without any error would score against labels as noisy as these.",
    unit: "share", range: "0…1", direction: .neutral,
    formula: "a with a² + (1 − a)² / (K − 1) = share of pairs of annotators that agree",
    undefined: "annotators agree less often than by guessing; one class",
    source: "Dawid, Skene, Applied Statistics 28, 1979")

  package static let examples = [
    Example("two classes, 82 % of pairs agree: 0.9² + 0.1²", gives: 0.9) {
      try measure(agreement: Estimate(0.82), classes: 2).value ?? .nan
    },
    Example("three classes, 66 % agree: 0.8² + 0.2² / 2", gives: 0.8) {
      try measure(agreement: Estimate(0.66), classes: 3).value ?? .nan
    },
  ]

  /// The ceiling with the interval that follows from that of the agreement.
  ///
  /// - Throws: ``Undefined`` as the card says, or when the agreement has no value.
  package static func measure(
    agreement: Estimate, classes: Int
  ) throws(Undefined) -> Estimate {
    guard classes > 1 else { throw Undefined("all labels are of one class") }
    guard let share = agreement.value else {
      throw Undefined(agreement.note ?? "nothing tells how often annotators agree")
    }
    let value = try solved(share, classes)
    var estimate = Estimate(value)
    if let interval = agreement.interval {
      let floor = 1 / Double(classes)
      estimate.interval = Interval(
        low: min(value, try solved(max(floor, interval.low), classes)),
        high: max(value, try solved(max(floor, interval.high), classes)), level: interval.level,
        method: interval.method)
    }
    return estimate
  }

  private static func solved(_ share: Double, _ classes: Int) throws(Undefined) -> Double {
    let others = Double(classes - 1)
    let root = (1 + 1 / others) * share - 1 / others
    // Rounding alone may leave a share at chance a little below it.
    guard root > -1e-12 else {
      throw Undefined("annotators agree less often than by guessing")
    }
    return min(1, (1 / others + max(0, root).squareRoot()) / (1 + 1 / others))
  }
}
