package import Checklist

/// Whether the model is as good as people are, where that is a fair aim.
package enum ModelBeatsPeople: BaselineCheck {
  package static let card = CheckCard(
    id: "baseline.people", aspect: .baseline,
    title: "The model is at least as good as people",
    summary: "Compares accuracy with the declared accuracy of people; never required.",
    reference: "Newcombe 1998, method 10",
    needs: ["data.test", "baseline.human-accuracy"],
    settings: ["baseline", "metrics"])

  package static let baselines = ["human"]

  package static func reasonNotToApply(_ project: Project) -> String? {
    project.baseline.humanAccuracy == nil
      ? """
      No human accuracy is declared; where it is known and a fair aim, name it: \
      baseline.human-accuracy.
      """ : nil
  }
}
