package import Checklist

/// Whether the model is better than drawing classes by their frequency.
package enum ModelBeatsRandomGuess: BaselineCheck {
  package static let card = CheckCard(
    id: "baseline.random", aspect: .baseline,
    title: "The model beats a random guess",
    summary: """
      Draws classes by their frequency in training, or ranks in any order, and compares the primary \
      metric on the same test rows.
      """,
    reference: "DeLong et al. 1988; McNemar 1947",
    needs: ["data.train", "data.test", "columns.score"],
    settings: ["baseline", "metrics"])

  package static let baselines = ["random"]

  package static func reasonNotToApply(_ project: Project) -> String? {
    switch project.model.task {
    case .binary, .multiclass, .ranking: nil
    case .regression:
      "There is no random guess of a number: the mean and the median take its place."
    case .forecast: "There is no random guess of a number: the last known value takes its place."
    }
  }
}
