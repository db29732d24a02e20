package import Checklist

/// Whether the model is better than the one that it would replace.
package enum ModelBeatsPreviousModel: BaselineCheck {
  package static let card = CheckCard(
    id: "baseline.previous", aspect: .baseline,
    title: "The model beats the model that it replaces",
    summary: "Compares with a column of the previous model's predictions on the same test rows.",
    reference: "DeLong et al. 1988; McNemar 1947; Efron and Tibshirani 1993",
    needs: ["data.test", "baseline.previous-model"],
    settings: ["baseline", "metrics"])

  package static let baselines = ["previousModel"]

  package static func reasonNotToApply(_ project: Project) -> String? {
    project.baseline.previousModel == nil
      ? "No previous model is declared; with one, name its column: baseline.previous-model." : nil
  }
}
