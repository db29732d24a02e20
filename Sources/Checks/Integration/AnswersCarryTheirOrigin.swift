package import Checklist
internal import Measurements

/// Whether every logged prediction says which model made it, in which version and from which
/// inputs.
package enum AnswersCarryTheirOrigin: Check {
  package static let card = CheckCard(
    id: "integration.transparency", aspect: .integration,
    title:
      "Each logged prediction has the model that made it, its version, and where its inputs are",
    summary: """
      Reads the log of predictions: the columns of model, version and reference to the inputs are filled in \
      every row, and the version that is assessed is among those that answered.
      """,
    reference: "counts of missing values",
    needs: ["integration.logged"], settings: ["integration.logged", "model.version"])

  package static func needs(_ project: Project) -> Needs {
    project.integration.logged == nil ? Needs() : Needs(trace: [.logged])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard let declared = facts.project.integration.logged else {
      return missing("No log of predictions is named.", add: ["integration.logged"])
    }
    guard let log = try facts.trace?.logged?.get() else {
      return notApplicable("No log was read.")
    }
    guard log.rows > 0 else {
      return evidence(
        .fail, "The log of predictions has no rows.", method: "Nothing was counted.",
        remedy: "Log what the model answers, also in trials before it ships.")
    }
    var status = CheckStatus.pass
    var faults: [String] = []
    var measurements: [Measurement] = []
    for (key, column) in declared.columns {
      guard let profile = log[column] else { continue }
      let empty = Self.empty(profile)
      measurements.append(
        Measurement(
          name: "predictions without \(key), in \(column)", value: Double(empty), unit: "rows",
          threshold: 0, note: "of \(NumberText.count(log.rows))"))
      guard empty > 0 else { continue }
      status = .fail
      faults.append(
        "\(empty.of("prediction")) \(empty.verb("lacks", "lack")) \(key) (\(column.visible))")
    }
    if status == .pass, let version = facts.project.model.version,
      let versions = log[declared.version].flatMap(Self.names), !versions.contains(version)
    {
      status = .attention
      faults.append(
        """
        version \(version.visible), which is assessed, made none of them (\(versions.sorted().listed()))
        """)
    }
    let names = declared.columns.map(\.key).joined(separator: ", ")
    return evidence(
      status,
      faults.isEmpty
        ? "All \(NumberText.count(log.rows)) logged predictions carry \(names)."
        : "Of \(log.rows.of("logged prediction")): \(faults.joined(separator: "; ")).",
      measurements: measurements,
      method: "Missing values and empty texts of all rows of the log were counted.",
      remedy: status == .pass
        ? nil
        : """
        Write model, version and a reference to the inputs with every answer where it is made, and try the version \
        that is to ship.
        """,
      weight: status == .fail ? 0.7 : 0.4)
  }

  /// Rows without a value; an empty text is none.
  private static func empty(_ profile: ColumnProfile) -> Int {
    profile.missing + (counted(profile)?.first { $0.value.isEmpty }?.count ?? 0)
  }

  private static func names(_ profile: ColumnProfile) -> [String]? {
    counted(profile)?.map(\.value)
  }

  private static func counted(_ profile: ColumnProfile) -> [CategoryCount]? {
    if case .categories(let categories) = profile.content { categories.top(10_000) } else { nil }
  }
}
