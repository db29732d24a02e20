package import Measurements
internal import Statistics

/// How a simple learner's metric moves when the same rows are split again and again.
///
/// Each time the rows are dealt to parts at random (of two classes, evenly); the learner is fitted
/// on all parts but one and measured on that one. How far the means of the splits are apart is what
/// one split alone leaves to chance; how far the parts are apart, what few test rows do.
///
/// - Source: Kohavi, *A Study of Cross-Validation and Bootstrap for Accuracy Estimation and Model
///   Selection*, 1995; Bengio, Grandvalet 2004 (no unbiased variance of one split's mean exists).
package struct RepeatedSplits: Sendable, Hashable {
  /// The metric of each part, split by split.
  package let values: [[Double]]

  /// Makes them.
  ///
  /// - Precondition: at least one split, each with a part.
  package init(_ values: [[Double]]) {
    precondition(
      !values.isEmpty && values.allSatisfy { !$0.isEmpty }, "a split without parts says nothing")
    self.values = values
  }

  /// The mean of each split's parts.
  package var means: [Double] { values.map { $0.reduce(0, +) / Double($0.count) } }
  /// The mean over all splits.
  package var mean: Double { means.reduce(0, +) / Double(values.count) }
  /// From the smallest to the largest mean of a split.
  package var range: Double { (means.max() ?? 0) - (means.min() ?? 0) }

  /// The standard deviation of the parts around their split's mean; 0 with one part.
  package var deviation: Double {
    var squares = 0.0
    var count = 0
    for (split, mean) in zip(values, means) {
      for value in split { squares += (value - mean) * (value - mean) }
      count += split.count - 1
    }
    return count > 0 ? (squares / Double(count)).squareRoot() : 0
  }
}

extension BaselineStudy {
  /// Parts of a split, and splits.
  private static let parts = 5
  private static let splits = 5

  /// The linear learner of two classes on splits of the training rows.
  ///
  /// - Throws: `Undefined` when a part lacks a class or the metric is none of the learner's,
  ///   ``RowsError`` when a column is absent or unfit.
  package func repeatedClasses(_ train: RowTable) throws -> RepeatedSplits {
    let known = try BinaryRows(train, target: target, positive: positive)
    let card = try MetricCatalogue.card(
      named: primary ?? MetricCatalogue.primaryKey(.binary, hasScores: true))
    guard let metric = MetricCatalogue.binary.first(where: { $0.card.key == card.key }) else {
      throw Undefined("\(card.title) is no metric of a binary task")
    }
    var inputs = inputs
    inputs.threshold = threshold
    return try repeated(classes: known.isPositive) { learned, held in
      let part = BinaryRows(
        table: known.table.selecting(learned), isPositive: learned.map { known.isPositive[$0] })
      let answer = try LogisticRegressionBaseline.answer(
        train: part, test: known.table.selecting(held), inputs: inputs)
      return try metric.measure(
        BinaryPredictions(
          isPositive: held.map { known.isPositive[$0] }, scores: answer.scores,
          calls: answer.calls
        ).measurement, level: level)
    }
  }

  /// The linear regression on splits of the training rows.
  ///
  /// - Throws: as ``repeatedClasses(_:)`` does.
  package func repeatedValues(_ train: RowTable) throws -> RepeatedSplits {
    let known = try ValueRows(train, target: target)
    let metric = try primaryOfValues()
    guard metric.needs == .prediction else {
      throw Undefined("\(metric.card.title) needs more than one prediction a row")
    }
    return try repeated(classes: known.values.map { _ in true }) { learned, held in
      let part = ValueRows(
        table: known.table.selecting(learned), values: learned.map { known.values[$0] })
      let answer = try LinearRegressionBaseline.answer(
        train: part, test: known.table.selecting(held), inputs: inputs)
      return try metric.measure(
        RegressionMeasurement(
          targets: held.map { known.values[$0] }, predictions: answer.values), level: level)
    }
  }

  private func repeated(
    classes: [Bool], _ measure: (_ learned: [Int], _ held: [Int]) throws -> Estimate
  ) throws -> RepeatedSplits {
    guard classes.count >= 2 * Self.parts else {
      throw Undefined("\(classes.count) rows are too few to be split into \(Self.parts) parts")
    }
    return RepeatedSplits(
      try (0..<Self.splits).map { split in
        let folds = Folds(classes: classes, count: Self.parts, seed: seed &+ UInt64(split))
        return try (0..<Self.parts).map { part in
          let estimate = try measure(folds.rows(outside: part), folds.rows(in: part))
          guard let value = estimate.value else {
            throw Undefined(estimate.note ?? "a part of the rows has no value of the metric")
          }
          return value
        }
      })
  }
}
