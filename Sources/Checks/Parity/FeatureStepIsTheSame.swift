package import Checklist
internal import Contracts

/// Whether scoring runs the feature step that training ran: its code, parameters and category maps.
package enum FeatureStepIsTheSame: Check {
  package static let card = CheckCard(
    id: "parity.transform", aspect: .parity,
    title: "The feature step of scoring is the one of training",
    summary: """
      Compares the descriptions of the feature step that both sides keep: parameters and category maps \
      value by value, code by the hash of its files.
      """,
    reference: "SHA-256 of the files, values by their paths",
    needs: ["parity.transform"],
    settings: ["parity.transform"])

  /// Differences that a finding names.
  private static let mostNamed = 4

  package static func needs(_ project: Project) -> Needs {
    Needs(comparesTransforms: project.parity.transform != nil)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard facts.project.parity.transform != nil else {
      return missing(
        "Nothing describes the feature step on both sides.", add: ["parity.transform"])
    }
    guard let found = try facts.transform?.get() else {
      return notApplicable("The feature step was not looked at.")
    }
    guard found.parameters + found.files > 0 else {
      return evidence(
        .attention, "The descriptions of the feature step hold no parameter and no file.",
        method: "Nothing was compared.",
        remedy: "Write the parameters, category maps and `code:` of the step into both.")
    }
    var sentences: [String] = []
    if !found.changedParameters.isEmpty {
      sentences.append(
        """
        \(found.changedParameters.count) of \(found.parameters.of("parameter")) \
        \(found.changedParameters.count.verb("differs", "differ")): \
        \(words(found.changedParameters, facts.project) { "\($0) in training, \($1) in scoring" }).
        """)
    }
    if !found.changedFiles.isEmpty {
      sentences.append(
        """
        \(found.changedFiles.count) of \(found.files.of("code file")) \
        \(found.changedFiles.count.verb("is", "are")) not the same: \
        \(words(found.changedFiles, facts.project) { _, _ in "another content" }).
        """)
    }
    let isSame = sentences.isEmpty
    if isSame {
      sentences.append(
        """
        \(found.parameters.of("parameter")) and \(found.files.of("code file")) are the same on both \
        sides\(found.files == 0 ? ": no code is listed, so that only parameters were compared" : "").
        """)
    }
    return evidence(
      isSame ? .pass : .fail, sentences.joined(separator: " "),
      measurements: [
        Measurement(
          name: "parameters that differ", value: Double(found.changedParameters.count),
          unit: "parameters", threshold: 0, note: "of \(found.parameters)"),
        Measurement(
          name: "code files that differ", value: Double(found.changedFiles.count), unit: "files",
          threshold: 0, note: "of \(found.files)"),
      ],
      method: """
        Every single value of the two descriptions is compared under its path, numbers by value, lists \
        in their order; files under `code:` by SHA-256, paired by name.
        """,
      remedy: isSame
        ? nil
        : """
        Deploy the feature step that the model was trained with, or train again with the one that \
        scoring runs.
        """,
      weight: isSame ? 0.4 : 0.9)
  }

  private static func words(
    _ differences: [TransformComparison.Difference], _ project: Project,
    both: (String, String) -> String
  ) -> String {
    let named = differences.prefix(mostNamed).map { difference in
      let what =
        switch (difference.training, difference.scoring) {
        case (let one?, let other?): both(short(one), short(other))
        case (_?, nil): "only in training"
        default: "only in scoring"
        }
      guard let bare = project.withoutValues(difference.name) else {
        return "\(difference.name.visible) (\(what))"
      }
      return "\(bare.visible) (another value)"
    }
    let more =
      differences.count > mostNamed ? " and \(differences.count - mostNamed) more" : ""
    return named.joined(separator: ", ") + more
  }

  private static func short(_ value: String) -> String {
    value.isEmpty ? "nothing" : String(value.prefix(40)).visible
  }
}

extension Project {
  /// The path of a parameter down to the personal column that it is of; nil where it is of none.
  ///
  /// What stands below may be the column's categories, and its value what one of them became.
  fileprivate func withoutValues(_ path: String) -> String? {
    let parts = path.split(separator: ".")
    guard let place = parts.firstIndex(where: { columns.personal.contains(String($0)) }) else {
      return nil
    }
    return parts[...place].joined(separator: ".") + ".\(ConstraintResult.hidden)"
  }
}
