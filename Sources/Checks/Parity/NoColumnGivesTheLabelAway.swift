package import Checklist
internal import Learners
internal import Measurements
internal import Statistics

/// Whether a column is too good to be true, unknown when predictions are due, or from the future.
package enum NoColumnGivesTheLabelAway: Check {
  package static let card = CheckCard(
    id: "parity.leakage", aspect: .parity,
    title: "No feature gives the label away",
    summary: """
      Looks for features that alone nearly decide the label, that production does not have when it \
      scores, or that are dated after the prediction.
      """,
    reference: "Kaufman et al., Leakage in Data Mining, 2012; DeLong et al. 1988",
    needs: ["data.train", "columns.target"],
    settings: ["metrics.level"])

  /// The share of rows up to which instants after the prediction are taken for stray ones.
  ///
  /// Clocks differ, a row is corrected; a feature that is known too late is so in most rows.
  static let stray = 0.001

  package static func needs(_ project: Project) -> Needs {
    Needs(profiles: [.scoring], rows: [.train], measuresPowers: true)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.train], in: facts) { return missing }
    guard let train = facts[.train], let table = try train.rows?.get() else {
      return notApplicable("No training rows were kept.")
    }
    let project = facts.project
    let leaks = try LeakFindings(facts, train, table)
    return evidence(
      leaks.draft.status, leaks.draft.text,
      measurements: leaks.powers.prefix(20).map { measurement($0, project) }
        + leaks.future.prefix(20).map(\.measurement),
      method: leaks.isForecast
        ? """
        Features are looked for that scoring lacks, that are declared unknown at scoring time, or that are \
        dated after their row. How well one alone tells the value is not judged: earlier values of a series \
        tell much of it, and may be read. \(lateness)
        """
        : """
        Each feature's values are cut into at most \(ColumnBins.limit) ranges, or their categories, \
        and the label is predicted from its mean there in other rows (5-fold), on \
        \(table.rowCount.of("training row")). A column is suspect when its whole interval is above \
        \(NumberText.plain(ColumnPowers.limit)); intervals hold for all \
        \(leaks.powers.count.of("column")) together (Bonferroni). \(lateness)
        """,
      remedy: remedy(leaks.draft.status, hasHindrance: leaks.hindrance != nil),
      weight: leaks.draft.status == .fail ? 1 : 0.5)
  }

  private static func measurement(_ power: ColumnPower, _ project: Project) -> Measurement {
    let isArea = project.model.task.hasClasses
    return Measurement(
      name:
        "\(isArea ? "area under the ROC curve" : "variance explained") by \(power.column) alone",
      value: power.power.value, interval: power.power.interval,
      unit: isArea ? "probability" : "share", threshold: ColumnPowers.limit, note: power.power.note)
  }

  private static func remedy(_ status: CheckStatus, hasHindrance: Bool) -> String? {
    switch status {
    case .pass: nil
    case .undecided: "Look at the column, or judge on more training rows."
    case .attention where hasHindrance: "Mend the cause and assess again."
    default:
      """
      Ask of each column when its value becomes known: if that is after the prediction, take it out \
      of the features, then train and judge the model again.
      """
    }
  }

  private static let lateness = """
    A declared feature fails when its instants are surely later than their rows' in more than \
    \(NumberText.percent(stray)) of those that have both (Wilson); fewer ask for attention.
    """
}
