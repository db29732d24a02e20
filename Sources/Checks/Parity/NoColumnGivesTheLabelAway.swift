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
    Needs(rows: [.train], measuresPowers: true)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.train], in: facts) { return missing }
    guard let train = facts[.train], let table = try train.rows?.get() else {
      return notApplicable("No training rows were kept.")
    }
    let project = facts.project
    let features = project.features(in: train.profile)
    let unknown = Set(project.columns.unavailableAtScoring)
      .intersection(project.columns.features ?? []).sorted()
    let absent = facts[.scoring].map { scoring in features.filter { !scoring.has($0) } } ?? []
    // Instants are no features unless declared: without a declaration one is only mentioned.
    let isDeclared = project.columns.features != nil
    let future = try futureColumns(table, project)
    var powers: [ColumnPower] = []
    var hindrance: String?
    // What a series was tells what it will be: that is no leak.
    let isForecast = project.model.task == .forecast
    // A ranking may be told by whose row it is and of what alone.
    let isBare = project.model.task == .ranking && features.isEmpty
    if !isForecast, !isBare {
      do {
        powers = try facts.powers?.get().columns ?? []
        if powers.isEmpty { hindrance = "no feature has values that can be judged" }
      } catch {
        hindrance = ErrorText(error, hiding: project.columns.personal).clause
      }
    }
    let judged = isForecast || isBare ? [] : facts.knownPowers?.judged ?? []
    let levels = facts.knownPowers?.levels ?? []
    let telling = judged.filter { $0.1 == .fail }.map(\.0)
    let suspects = telling.filter { !levels.contains($0.column) }
    let groups = telling.filter { levels.contains($0.column) }
    let open = judged.filter { $0.1?.isUndecided == true }.map(\.0)
    var draft = FindingDraft()
    if !suspects.isEmpty {
      draft.add(
        .fail,
        """
        \(words(suspects)) \(suspects.count == 1 ? "alone nearly decides" : "each nearly decide") \
        the label.
        """)
    }
    if !groups.isEmpty {
      draft.add(
        .attention,
        """
        \(words(groups)) \(groups.count == 1 ? "tells" : "tell") most of the value, having few values: a group of \
        another level is no leak where it is known when predictions are due, as a shop or a state is. If the \
        rows are series over time, say model.task: forecast and columns.series.
        """)
    }
    if !unknown.isEmpty {
      draft.add(
        .fail,
        """
        \(unknown.listed()) \(unknown.count.verb("is", "are")) read by the model but declared \
        unknown at scoring time.
        """)
    }
    let isLate = isDeclared && future.contains { $0.judgement == .fail }
    if !future.isEmpty {
      let unless = isDeclared ? "" : ", which leaks if the model reads it"
      draft.add(
        isLate ? .fail : .attention,
        "Dated after the prediction\(unless): \(future.map(\.words).prefix(3).joined(separator: "; "))."
      )
    }
    if !absent.isEmpty {
      draft.add(
        .attention,
        """
        \(absent.listed()) \(absent.count.verb("is", "are")) in train and not in the scoring data: \
        known too late, perhaps.
        """)
    }
    if telling.isEmpty, !open.isEmpty {
      let why = judged.first { $0.0.column == open[0].column }
        .flatMap { $0.1?.open($0.0.power, "training rows") }
      draft.add(
        .undecided,
        """
        Whether \(words(open)) alone nearly decides the label is undecided\(why.map { ": \($0)" } ?? "").
        """)
    }
    if let hindrance {
      draft.add(
        .attention,
        "The power of single columns could not be measured: \(hindrance).")
    }
    let failed = !suspects.isEmpty || !unknown.isEmpty || isLate
    if draft.text.isEmpty, let best = powers.first {
      draft.add(
        .pass,
        """
        No feature alone nearly decides the label; the strongest is \(words([best])), and \
        \(NumberText.plain(ColumnPowers.limit)) would be suspect.
        """)
    }
    if draft.text.isEmpty, isForecast || isBare {
      draft.add(
        .pass,
        isBare
          ? "No column is a feature that could give the relevance away."
          : "No feature that can be judged is unknown when it is needed, or dated after the forecast."
      )
    }
    let status = draft.status
    return evidence(
      status, draft.text,
      measurements: powers.prefix(20).map { measurement($0, project) }
        + future.prefix(20).map(\.measurement),
      method: isForecast
        ? """
        Features are looked for that scoring lacks, that are declared unknown at scoring time, or that are \
        dated after their row. How well one alone tells the value is not judged: earlier values of a series \
        tell much of it, and may be read. \(lateness)
        """
        : """
        Each feature's values are cut into at most \(ColumnBins.limit) ranges, or their categories, \
        and the label is predicted from its mean there in other rows (5-fold), on \
        \(table.rowCount.of("training row")). A column is suspect when its whole interval is above \
        \(NumberText.plain(ColumnPowers.limit)); intervals hold for all \(powers.count.of("column")) together \
        (Bonferroni). \(lateness)
        """,
      remedy: remedy(status, hasHindrance: hindrance != nil), weight: failed ? 1 : 0.5)
  }

  /// `fee (0.998), refund (0.97)`.
  private static func words(_ powers: [ColumnPower]) -> String {
    powers.prefix(3).map {
      "\($0.column.visible) (\(NumberText.plain($0.power.value ?? 0, significant: 3)))"
    }.joined(separator: ", ")
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

  /// Columns that hold instants later than their row's own time.
  private static func futureColumns(
    _ table: RowTable, _ project: Project
  ) throws(Undefined) -> [LateColumn] {
    guard let timestamp = project.columns.timestamp,
      case .timestamp(let due)? = table[timestamp]?.values
    else { return [] }
    var late: [LateColumn] = []
    for name in project.columns.features ?? table.columns.map(\.name) {
      guard name != timestamp, name != project.columns.target,
        !project.columns.ignore.contains(name),
        !project.columns.unavailableAtScoring.contains(name),
        case .timestamp(let values)? = table[name]?.values
      else { continue }
      let known = zip(values, due).filter {
        $0 != RowColumn.missingTime && $1 != RowColumn.missingTime
      }
      let later = known.count { $0 > $1 }
      guard later > 0 else { continue }
      late.append(
        try LateColumn(name, later: later, rows: known.count, level: project.metrics.level))
    }
    return late
  }
}

/// A column that holds instants later than their row's own.
private struct LateColumn {
  let judgement: Judgement
  /// `paid in 40 % of the rows (4,000 rows)`.
  let words: String
  let measurement: Measurement

  init(_ name: String, later: Int, rows: Int, level: Double) throws(Undefined) {
    let limit = NoColumnGivesTheLabelAway.stray
    let share = try WilsonInterval.estimate(successes: later, rows: rows, level: level)
    judgement = Judgement(share, atMost: limit, rows: rows)
    words =
      "\(name.visible) in \(NumberText.percent(Double(later) / Double(rows))) of the rows (\(later.of("row")))"
    measurement = Measurement(
      name: "rows whose \(name) is later than the row", value: share.value,
      interval: share.interval, unit: "share", threshold: limit)
  }
}
