package import Checklist

/// Whether the model is better than always saying the same.
package enum ModelBeatsConstant: BaselineCheck {
  package static let card = CheckCard(
    id: "baseline.constant", aspect: .baseline,
    title: "The model beats always predicting the most common value",
    summary: """
      Always predicts the most frequent class, or the mean and the median of the training \
      rows.
      """,
    reference: "DeLong et al. 1988; McNemar 1947; Efron and Tibshirani 1993",
    needs: ["data.train", "data.test", "columns.score"])

  package static let baselines = ["mostFrequent", "mean", "median"]

  package static func reasonNotToApply(_ project: Project) -> String? {
    nil
  }
}
