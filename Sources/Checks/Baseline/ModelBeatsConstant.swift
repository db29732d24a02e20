package import Checklist
package import Learners
internal import Measurements
internal import Statistics

/// Whether the model is better than always saying the same.
package enum ModelBeatsConstant: BaselineCheck {
  package static let card = CheckCard(
    id: "baseline.constant", aspect: .baseline,
    title: "The model beats always predicting the most common value",
    summary: """
      Always predicts the most frequent class, the mean and the median of the training rows, or \
      for every query the items that are most popular with all.
      """,
    reference: "DeLong et al. 1988; McNemar 1947; Efron and Tibshirani 1993",
    needs: ["data.train", "data.test", "columns.score"],
    settings: ["baseline", "metrics"])

  package static let baselines = ["mostFrequent", "mean", "median", "mostPopular"]

  /// The share of the larger class from which on an accuracy flatters.
  private static let unbalanced = 0.6

  package static func reasonNotToApply(_ project: Project) -> String? {
    project.model.task == .forecast
      ? "A constant is no baseline of series that move: the last known value takes its place." : nil
  }

  /// A model can rank well and still be wrong more often than one that always says the same.
  package static func remark(_ comparison: BaselineComparison) -> String? {
    let constant = comparison.baselines.first { $0.card.key == "mostFrequent" }
    guard comparison.primary.key != Accuracy.card.key,
      let always = constant?.metrics.accuracy?.interval, let own = comparison.model.accuracy,
      let value = own.value, let interval = own.interval, interval.high < always.low
    else { return nil }
    let share = constant?.metrics.accuracy?.value ?? 0
    let advice =
      share >= unbalanced
      ? "classes are unbalanced, so choose the threshold by what errors cost, and do not report accuracy alone"
      : "look whether the threshold, columns.positive or the scores' direction is what you mean"
    return """
      At its threshold the model is right on \(NumberText.percent(value)) of the test rows, fewer \
      than always naming one class (\(NumberText.percent(share))): \(advice).
      """
  }
}

extension [MetricValue] {
  /// The accuracy among them.
  fileprivate var accuracy: Estimate? {
    first { $0.card.key == Accuracy.card.key }?.estimate
  }
}
