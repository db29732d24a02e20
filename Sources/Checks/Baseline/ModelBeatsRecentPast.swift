package import Checklist

/// Whether the model is better than what was true in the last period.
package enum ModelBeatsRecentPast: BaselineCheck {
  package static let card = CheckCard(
    id: "baseline.past", aspect: .baseline,
    title: "The model beats the recent past",
    summary: """
      Predicts the last period's mean and median, and the median of the row's group in it; of \
      series the last known value, last season's, and the line through the first and the last.
      """,
    reference: "Hyndman and Athanasopoulos, Forecasting, 2021, section 5.2",
    needs: ["data.train", "data.test", "columns.score"],
    settings: ["baseline", "metrics"])

  package static let baselines = [
    "lastPeriodMean", "lastPeriodMedian", "groupMedian", "naive", "seasonalNaive", "drift",
  ]

  package static func reasonNotToApply(_ project: Project) -> String? {
    switch project.model.task {
    case .regression, .forecast: nil
    case .binary, .multiclass, .ranking:
      "The last period's value is a baseline for numbers, not for classes and rankings."
    }
  }
}
