package import Checklist

/// Whether the model is better than a linear model on the same features.
package enum ModelBeatsLinearModel: BaselineCheck {
  package static let card = CheckCard(
    id: "baseline.linear", aspect: .baseline,
    title: "The model beats a linear model",
    summary: """
      Fits a logistic or linear regression on the same features of the training rows.
      """,
    reference: "Hosmer and Lemeshow, Applied Logistic Regression, 2000",
    needs: ["data.train", "data.test", "columns.score"],
    settings: ["baseline", "metrics"])

  package static let baselines = ["logisticRegression", "linearRegression"]

  package static let learnsFromFeatures = true

  package static func reasonNotToApply(_ project: Project) -> String? {
    switch project.model.task {
    case .binary, .multiclass, .regression: nil
    case .forecast: "Of series the line through the first and the last known value takes its place."
    case .ranking: "There is no linear baseline of rankings yet; the most popular items are one."
    }
  }
}
