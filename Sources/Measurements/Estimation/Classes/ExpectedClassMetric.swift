package import Statistics

/// A metric of any number of classes that can be expected before the labels are known.
///
/// The expectation puts the probability of each class where the label would stand, in numerators
/// and in denominators.
package protocol ExpectedClassMetric: MulticlassMetric {
  /// The value to expect, and how it changes with a label.
  ///
  /// - Throws: ``Undefined`` when the mathematics has no value.
  static func expect(_ classes: ExpectedClasses) throws(Undefined) -> ExpectedClassValue
}

extension ExpectedCatalogue {
  /// What can be expected of a classifier of any number of classes; the order is that of reports.
  package static let classes: [any ExpectedClassMetric.Type] = [
    RocAUC.self,
    WeightedRocAUC.self,
    AveragePrecision.self,
    Accuracy.self,
    MacroPrecision.self,
    MacroRecall.self,
    MacroF1.self,
    MicroPrecision.self,
    MicroRecall.self,
    MicroF1.self,
    WeightedPrecision.self,
    WeightedRecall.self,
    WeightedF1.self,
  ]
}

/// Averages over classes, expected before their labels are known.
enum ExpectedClassAverage {
  /// The mean of a figure of each class' own shares.
  ///
  /// Classes that no row is called and none is expected to be are left out.
  ///
  /// - Parameters:
  ///   - isWeighted: whether classes count by their expected rows instead of alike.
  ///   - needsCalls: whether a class that is never called leaves the figure without a value.
  ///   - figure: as ``ConfusionInterval/average(_:isWeighted:level:_:)`` has it.
  static func ofShares(
    _ classes: ExpectedClasses, isWeighted: Bool, needsCalls: Bool = false,
    needsTruths: Bool = false,
    _ figure: (_ hits: Double, _ truths: Double, _ calls: Double) -> (
      value: Double, hits: Double, truths: Double, calls: Double
    )
  ) throws(Undefined) -> ExpectedClassValue {
    let rows = classes.rows
    guard rows > 0 else {
      throw Undefined("no row has all probabilities and a predicted class")
    }
    let known = classes.calls.indices.filter { classes.calls[$0] > 0 || classes.truths[$0] > 0 }
    if needsCalls, let place = known.first(where: { classes.calls[$0] == 0 }) {
      throw Undefined("the class at place \(place + 1) is never predicted: 0 / 0")
    }
    if needsTruths, let place = known.first(where: { classes.truths[$0] == 0 }) {
      throw Undefined("no row of the class at place \(place + 1) is expected: 0 / 0")
    }
    var value = 0.0
    var truths = [Double](repeating: 0, count: classes.calls.count)
    var hits = truths
    for place in known {
      let share = classes.truths[place] / rows
      let weight = isWeighted ? share : 1 / Double(known.count)
      let own = figure(classes.hits[place] / rows, share, classes.calls[place] / rows)
      value += weight * own.value
      hits[place] = weight * own.hits / rows
      truths[place] = (weight * own.truths + (isWeighted ? own.value : 0)) / rows
    }
    return ExpectedClassValue(
      value: value, slope: .ofClass(truths: truths, hits: hits), support: rows)
  }

  /// The mean of a metric of scores, of each class against the rest.
  static func ofScores(
    _ classes: ExpectedClasses, isWeighted: Bool,
    _ expect: (ExpectedLabels) throws(Undefined) -> ExpectedValue
  ) throws(Undefined) -> ExpectedClassValue {
    let count = Double(classes.scores.count)
    var value = 0.0
    var support = 0.0
    var slopes: [[Double]] = []
    for (place, scores) in classes.scores.enumerated() {
      let own = try expect(scores.labels)
      let weight = isWeighted ? classes.truths[place] / max(classes.rows, 1) : 1 / count
      value += weight * own.value
      support += own.support
      // A row more of the class changes its weight, too.
      let more = isWeighted ? own.value / max(classes.rows, 1) : 0
      slopes.append(scores.values.indices.map { weight * own.slope.called($0) + more })
    }
    return ExpectedClassValue(value: value, slope: .ofScore(slopes), support: support)
  }
}
