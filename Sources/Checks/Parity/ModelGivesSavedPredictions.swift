package import Checklist
internal import Learners
internal import Statistics

/// Whether the model that is to be deployed gives the predictions that were saved with the rows.
package enum ModelGivesSavedPredictions: Check {
  package static let card = CheckCard(
    id: "parity.predictions", aspect: .parity,
    title: "The deployed model gives the saved predictions, so that they are its own",
    summary: """
      Scores saved rows again with the model itself and compares with the predictions that stand beside \
      them: the largest difference, and the share over the tolerance.
      """,
    reference: "share over the tolerance with Wilson's interval",
    needs: ["model.onnx", "columns.score"],
    settings: ModelSettings.keys + ["model.tolerance", "metrics.level"])

  package static func needs(_ project: Project) -> Needs {
    guard project.model.predictor != nil else { return Needs() }
    return Needs(rows: [.test, .scoring], model: [.rescoring])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard let declared = facts.project.model.predictor else { return missingModel() }
    guard !facts.project.columns.outputs.isEmpty else {
      return missing(
        "No column of saved predictions is named.", add: [facts.project.outputKey])
    }
    guard let model = try facts.model?.get(), !model.rescored.isEmpty else {
      return missing("No data with saved predictions are named.", add: ["data.test"])
    }
    let isHidden = facts.project.columns.outputs.contains(where: facts.shown.hides)
    var draft = FindingDraft()
    var measurements: [Measurement] = []
    for (role, result) in model.rescored {
      let found = try result.get()
      draft.add(
        found.different > 0 ? .fail : .pass,
        sentence(found, role, model.classes, isHidden: isHidden))
      measurements.append(
        Measurement(
          name: "saved predictions of \(role.rawValue) that the model does not give",
          value: found.share.value, interval: found.share.interval, unit: "share", threshold: 0))
      // Classes have no distance.
      guard model.classes.isEmpty else { continue }
      measurements.append(
        Measurement(
          name: "largest difference on \(role.rawValue)", value: found.worst?.distance ?? 0,
          unit: "as the model's", threshold: declared.tolerance,
          note: found.worst.map {
            "row \($0.row)" + (isHidden ? "" : ": saved \($0.saved), now \($0.now)")
          }))
    }
    let status = draft.status
    return evidence(
      status, draft.text, measurements: measurements,
      method: """
        Up to \(NumberText.count(declared.sample)) rows a set, drawn by a fixed seed, were scored again. \
        Predictions count as the same up to \(NumberText.plain(declared.tolerance)), of values above 1 \
        up to that share of the value.
        """,
      remedy: status == .pass
        ? nil
        : """
        Find out which model, features or rounding the saved predictions came from: what was judged is \
        not what would be deployed. If single precision explains it, raise model.tolerance.
        """,
      weight: status == .fail ? 0.95 : 0.4)
  }

  private static func sentence(
    _ found: Rescoring, _ role: Project.DataRole, _ classes: [String], isHidden: Bool
  ) -> String {
    let rows = NumberText.count(found.rows)
    guard found.different > 0, let worst = found.worst else {
      guard classes.isEmpty else {
        return """
          The model gives the saved classes of all \(rows) \(role.rawValue) rows that were scored again.
          """
      }
      let largest = found.worst.map { NumberText.plain($0.distance, significant: 2) } ?? "0"
      return """
        The model gives the saved predictions of all \(rows) \(role.rawValue) rows that were scored \
        again; the largest difference is \(largest).
        """
    }
    let pair =
      isHidden
      ? "" : ": \(shown(worst.saved, classes)) was saved, and it says \(shown(worst.now, classes))"
    return """
      The model gives other predictions than the saved ones for \(NumberText.count(found.different)) of \
      \(rows) \(role.rawValue) rows (\(NumberText.percent(found.share.value ?? 0))), most in row \
      \(NumberText.count(worst.row))\(pair).
      """
  }

  /// A value, or the class at its place.
  private static func shown(_ number: Double, _ classes: [String]) -> String {
    guard !classes.isEmpty else { return NumberText.plain(number) }
    guard let place = Int(exactly: number), classes.indices.contains(place) else {
      return "another class"
    }
    return classes[place].visible
  }
}
