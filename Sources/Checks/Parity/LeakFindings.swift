internal import Checklist
internal import Learners
internal import Measurements
internal import Statistics

/// What the training rows show of features that give the label away.
struct LeakFindings {
  /// How well each feature alone tells the label, the best first.
  let powers: [ColumnPower]
  /// Columns that hold instants later than their row's own time.
  let future: [LateColumn]
  /// Why the power of single columns is not known; nil where it is, or is not looked for.
  let hindrance: String?
  /// What a series was tells what it will be: that is no leak.
  let isForecast: Bool
  /// The status, and what is said.
  let draft: FindingDraft

  init(_ facts: Facts, _ train: SetFacts, _ table: RowTable) throws(Undefined) {
    let project = facts.project
    let features = project.features(in: train.profile)
    let isForecast = project.model.task == .forecast
    // A ranking may be told by whose row it is and of what alone.
    let isBare = project.model.task == .ranking && features.isEmpty
    let unknown = Set(project.columns.unavailableAtScoring)
      .intersection(project.columns.features ?? []).sorted()
    let absent = facts[.scoring].map { scoring in features.filter { !scoring.has($0) } } ?? []
    let future = try Self.futureColumns(table, project)
    let telling = TellingColumns(facts, isJudged: !isForecast && !isBare)
    // Instants are no features unless declared: without a declaration one is only mentioned.
    let isDeclared = project.columns.features != nil
    let isLate = isDeclared && future.contains { $0.judgement == .fail }
    var draft = FindingDraft()
    telling.tell(&draft)
    if !unknown.isEmpty { draft.add(.fail, Self.sentence(unknown: unknown)) }
    if !future.isEmpty {
      draft.add(isLate ? .fail : .attention, Self.sentence(future, isDeclared: isDeclared))
    }
    if !absent.isEmpty { draft.add(.attention, Self.sentence(absent: absent)) }
    telling.tellOpen(&draft)
    if draft.text.isEmpty {
      draft.add(.pass, telling.clean ?? Self.clean(isForecast: isForecast, isBare: isBare) ?? "")
    }
    self.draft = draft
    powers = telling.powers
    hindrance = telling.hindrance
    self.future = future
    self.isForecast = isForecast
  }

  private static func sentence(unknown: [String]) -> String {
    """
    \(unknown.listed()) \(unknown.count.verb("is", "are")) read by the model but declared \
    unknown at scoring time.
    """
  }

  private static func sentence(_ future: [LateColumn], isDeclared: Bool) -> String {
    let unless = isDeclared ? "" : ", which leaks if the model reads it"
    return
      "Dated after the prediction\(unless): \(future.map(\.words).prefix(3).joined(separator: "; "))."
  }

  private static func sentence(absent: [String]) -> String {
    """
    \(absent.listed()) \(absent.count.verb("is", "are")) in train and not in the scoring data: \
    known too late, perhaps.
    """
  }

  /// What is said where powers are not judged and nothing else was found.
  private static func clean(isForecast: Bool, isBare: Bool) -> String? {
    if isBare { return "No column is a feature that could give the relevance away." }
    guard isForecast else { return nil }
    return
      "No feature that can be judged is unknown when it is needed, or dated after the forecast."
  }

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

/// What single columns tell of the label.
private struct TellingColumns {
  private(set) var powers: [ColumnPower] = []
  private(set) var hindrance: String?
  /// Those that surely tell too much.
  let suspects: [ColumnPower]
  /// Groups of another level that surely tell much.
  let groups: [ColumnPower]
  /// Those that may or may not tell too much.
  let open: [ColumnPower]
  private let judged: [(power: ColumnPower, judgement: Judgement?)]

  init(_ facts: Facts, isJudged: Bool) {
    judged = isJudged ? facts.knownPowers?.judged ?? [] : []
    let levels = facts.knownPowers?.levels ?? []
    let telling = judged.filter { $0.1 == .fail }.map(\.0)
    suspects = telling.filter { !levels.contains($0.column) }
    groups = telling.filter { levels.contains($0.column) }
    open = judged.filter { $0.1?.isUndecided == true }.map(\.0)
    guard isJudged else { return }
    do {
      powers = try facts.powers?.get().columns ?? []
      if powers.isEmpty { hindrance = "no feature has values that can be judged" }
    } catch {
      hindrance = ErrorText(error, hiding: facts.project.columns.personal).clause
    }
  }

  /// Says what is sure of suspects and of groups.
  func tell(_ draft: inout FindingDraft) {
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
  }

  /// Says what is undecided, where none is surely telling, and what could not be measured.
  func tellOpen(_ draft: inout FindingDraft) {
    if suspects.isEmpty, groups.isEmpty, let first = open.first {
      let why = judged.first { $0.power.column == first.column }
        .flatMap { $0.judgement?.open($0.power.power, "training rows") }
      draft.add(
        .undecided,
        """
        Whether \(words(open)) alone nearly decides the label is undecided\(why.map { ": \($0)" } ?? "").
        """)
    }
    if let hindrance {
      draft.add(.attention, "The power of single columns could not be measured: \(hindrance).")
    }
  }

  /// What is said where nothing was found.
  var clean: String? {
    powers.first.map { best in
      """
      No feature alone nearly decides the label; the strongest is \(words([best])), and \
      \(NumberText.plain(ColumnPowers.limit)) would be suspect.
      """
    }
  }

  /// `fee (0.998), refund (0.97)`.
  private func words(_ powers: [ColumnPower]) -> String {
    powers.prefix(3).map {
      "\($0.column.visible) (\(NumberText.plain($0.power.value ?? 0, significant: 3)))"
    }.joined(separator: ", ")
  }
}

/// A column that holds instants later than their row's own.
struct LateColumn {
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
