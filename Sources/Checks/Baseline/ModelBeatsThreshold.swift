package import Checklist

/// Whether the model is better than a threshold on the one best column.
package enum ModelBeatsThreshold: BaselineCheck {
  package static let card = CheckCard(
    id: "baseline.threshold", aspect: .baseline,
    title: "The model beats a threshold on one column",
    summary: """
      Chooses on train the single column and cut that predict best, and applies them to test.
      """,
    reference: "Holte, Very simple classification rules, 1993",
    needs: ["data.train", "data.test", "columns.score"],
    settings: ["baseline", "metrics"])

  package static let baselines = ["threshold"]

  package static let learnsFromFeatures = true

  package static func reasonNotToApply(_ project: Project) -> String? {
    switch project.model.task {
    case .binary, .multiclass: nil
    case .regression:
      "A threshold predicts classes; group medians and the last period take its place for numbers."
    case .forecast: "A threshold predicts classes; the last known value takes its place for series."
    case .ranking:
      "A threshold predicts classes; the most popular items take its place for rankings."
    }
  }
}
