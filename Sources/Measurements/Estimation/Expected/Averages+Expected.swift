package import Statistics

extension Accuracy: ExpectedClassMetric {
  /// The mean probability of the predicted classes.
  package static func expect(_ classes: ExpectedClasses) throws(Undefined) -> ExpectedClassValue {
    let rows = classes.rows
    guard rows > 0 else {
      throw Undefined("no row has all probabilities and a predicted class")
    }
    let zeros = [Double](repeating: 0, count: classes.hits.count)
    return ExpectedClassValue(
      value: classes.hits.reduce(0, +) / rows,
      slope: .ofClass(truths: zeros, hits: zeros.map { _ in 1 / rows }), support: rows)
  }
}

/// A metric of several classes that is the accuracy under another name.
package protocol ExpectedAsAccuracy: ExpectedClassMetric {}

extension ExpectedAsAccuracy {
  /// The accuracy.
  package static func expect(_ classes: ExpectedClasses) throws(Undefined) -> ExpectedClassValue {
    try Accuracy.expect(classes)
  }
}

extension MicroPrecision: ExpectedAsAccuracy {}
extension MicroRecall: ExpectedAsAccuracy {}
extension MicroF1: ExpectedAsAccuracy {}
extension WeightedRecall: ExpectedAsAccuracy {}

extension MacroPrecision: ExpectedClassMetric {
  /// The mean over classes of `E[hitsₖ] / calledₖ`.
  package static func expect(_ classes: ExpectedClasses) throws(Undefined) -> ExpectedClassValue {
    try ExpectedClassAverage.ofShares(
      classes, isWeighted: false, needsCalls: true, ConfusionInterval.precision)
  }
}

extension WeightedPrecision: ExpectedClassMetric {
  /// The same, classes counted by their expected rows.
  package static func expect(_ classes: ExpectedClasses) throws(Undefined) -> ExpectedClassValue {
    try ExpectedClassAverage.ofShares(
      classes, isWeighted: true, needsCalls: true, ConfusionInterval.precision)
  }
}

extension MacroRecall: ExpectedClassMetric {
  /// The mean over classes of `E[hitsₖ] / E[rowsₖ]`.
  package static func expect(_ classes: ExpectedClasses) throws(Undefined) -> ExpectedClassValue {
    try ExpectedClassAverage.ofShares(classes, isWeighted: false, needsTruths: true) {
      hits, truths, _ in
      (hits / truths, 1 / truths, -hits / (truths * truths), 0)
    }
  }
}

extension MacroF1: ExpectedClassMetric {
  /// The mean over classes of `2 E[hitsₖ] / (calledₖ + E[rowsₖ])`.
  package static func expect(_ classes: ExpectedClasses) throws(Undefined) -> ExpectedClassValue {
    try ExpectedClassAverage.ofShares(classes, isWeighted: false, ConfusionInterval.f1)
  }
}

extension WeightedF1: ExpectedClassMetric {
  /// The same, classes counted by their expected rows.
  package static func expect(_ classes: ExpectedClasses) throws(Undefined) -> ExpectedClassValue {
    try ExpectedClassAverage.ofShares(classes, isWeighted: true, ConfusionInterval.f1)
  }
}

extension RocAUC: ExpectedClassMetric {
  /// The mean over classes of the area of each against the rest.
  package static func expect(_ classes: ExpectedClasses) throws(Undefined) -> ExpectedClassValue {
    try ExpectedClassAverage.ofScores(classes, isWeighted: false) {
      (labels) throws(Undefined) in try expect(labels)
    }
  }
}

extension WeightedRocAUC: ExpectedClassMetric {
  /// The same, classes counted by their expected rows.
  package static func expect(_ classes: ExpectedClasses) throws(Undefined) -> ExpectedClassValue {
    try ExpectedClassAverage.ofScores(classes, isWeighted: true) {
      (labels) throws(Undefined) in try RocAUC.expect(labels)
    }
  }
}

extension AveragePrecision: ExpectedClassMetric {
  /// The mean over classes of the average precision of each against the rest.
  package static func expect(_ classes: ExpectedClasses) throws(Undefined) -> ExpectedClassValue {
    try ExpectedClassAverage.ofScores(classes, isWeighted: false) {
      (labels) throws(Undefined) in try expect(labels)
    }
  }
}
