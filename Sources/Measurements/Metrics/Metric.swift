package import Statistics

/// A metric of a binary classifier: counts in, a value with its interval out.
package protocol BinaryMetric: CatalogueMember {
  /// What must be known of each row.
  static var needs: BinaryNeeds { get }

  /// The value with its interval at a level, for example 0.95.
  ///
  /// An interval that the rows cannot give is absent, with the reason in the note.
  ///
  /// - Throws: ``Undefined`` when the mathematics has no value.
  static func measure(_ measurement: BinaryMeasurement, level: Double) throws(Undefined) -> Estimate

  /// What a model reaches that knows only how frequent the classes are; nil where there is no such
  /// value, or no row to tell it from.
  static func withoutSkill(_ measurement: BinaryMeasurement) -> Double?
}

extension BinaryMetric {
  package static func withoutSkill(_ measurement: BinaryMeasurement) -> Double? { nil }
}

/// What a binary metric reads of each row beside the label.
package enum BinaryNeeds: Sendable, Hashable {
  /// The predicted class.
  case predictedClass
  /// A score whose order means something.
  case score
  /// A score that is a probability.
  case probability
}

/// A metric of a classifier of any number of classes: counts in, a value with its interval out.
package protocol MulticlassMetric: CatalogueMember {
  /// What must be known of each row.
  static var multiclassNeeds: MulticlassNeeds { get }

  /// The value with its interval at a level, for example 0.95.
  ///
  /// An interval that the rows cannot give is absent, with the reason in the note.
  ///
  /// - Throws: ``Undefined`` when the mathematics has no value.
  static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate

  /// What a model reaches that knows only how frequent the classes are; nil where there is no such
  /// value, or no row to tell it from.
  static func withoutSkill(_ measurement: MulticlassMeasurement) -> Double?
}

extension MulticlassMetric {
  package static func withoutSkill(_ measurement: MulticlassMeasurement) -> Double? { nil }
}

/// What a multiclass metric reads of each row beside the label.
package enum MulticlassNeeds: Sendable, Hashable {
  /// The predicted class.
  case predictedClass
  /// The probability of every declared class.
  case probabilities
}

/// A metric of a forecast: sums by time in, a value with its interval out.
package protocol ForecastMetric: CatalogueMember {
  /// What must be known of each row.
  static var forecastNeeds: ForecastNeeds { get }

  /// The value with its interval at a level, for example 0.95.
  ///
  /// An interval that the rows cannot give is absent, with the reason in the note.
  ///
  /// - Throws: ``Undefined`` when the mathematics has no value.
  static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate
}

/// What a forecast metric reads of each row beside the target.
package enum ForecastNeeds: Sendable, Hashable {
  /// The predicted value.
  case prediction
  /// The predicted value and the scale of the row's series.
  case scale
  /// Predicted quantiles, or a predicted value that is a declared one.
  case quantile
  /// Both ends of a prediction interval.
  case interval
}

/// A metric of a ranking: a figure of each query, whose mean over queries is the value.
package protocol RankingMetric: CatalogueMember {
  /// A query's figure, 0…1; asked only of queries with a relevant row.
  static func figure(of query: RankedQuery) -> Double
}

/// A metric of a regression: sums in, a value with its interval out.
package protocol RegressionMetric: CatalogueMember {
  /// What must be known of each row.
  static var needs: RegressionNeeds { get }

  /// The value with its interval at a level, for example 0.95.
  ///
  /// An interval that the rows cannot give is absent, with the reason in the note.
  ///
  /// - Throws: ``Undefined`` when the mathematics has no value.
  static func measure(
    _ measurement: RegressionMeasurement, level: Double
  ) throws(Undefined) -> Estimate

  /// What a model reaches that knows only the target's mean; nil where there is no such value, or
  /// the sums do not hold it.
  static func withoutSkill(_ measurement: RegressionMeasurement) -> Double?
}

extension RegressionMetric {
  package static func withoutSkill(_ measurement: RegressionMeasurement) -> Double? { nil }
}

/// What a regression metric reads of each row beside the target.
package enum RegressionNeeds: Sendable, Hashable {
  /// The predicted value.
  case prediction
  /// The predicted value, being a declared quantile.
  case quantile
  /// Both ends of a prediction interval.
  case interval
}
