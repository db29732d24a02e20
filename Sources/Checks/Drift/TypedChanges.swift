internal import ADBC
internal import Checklist
internal import Measurements
internal import Statistics

/// The changes of the scoring rows over time, each beside what was known of it beforehand.
struct TypedChanges {
  /// One column's change.
  struct Change {
    let column: String
    let found: ColumnChange.Finding
    /// What was followed, as it may be shown: a value of a personal column may not.
    let series: String
    /// The registered change whose days and columns it has; nil for none.
    let known: Project.KnownChange?
    /// Whether its kind is declared for its column in `drift.expected`.
    let isExpected: Bool

    var type: ChangeType { found.finding.type }
    /// Whether the team knew that it would come.
    var wasForeseen: Bool { known != nil || isExpected }
    /// Whether values were lost or new ones came that the reference does not have: an error of the
    /// data rather than a change of the world.
    var isDataError: Bool { found.series == "missing" }
  }

  /// What changed, the clearest first.
  let changes: [Change]
  /// Columns whose changes cannot be told, with the reason.
  let undefined: [(column: String, reason: String)]
  /// The windows that were followed.
  let windows: [ProfileWindow]
  let length: WindowLength
  /// Columns that the time alone determines, which are not followed.
  let ofCalendar: [String]
  /// Of how many windows of train, and of how many windows a stretch of the fewest usual ones of a
  /// kind.
  let usual: (windows: Int, stretches: Int, stretchLength: Int)

  /// Follows the model's inputs, and its outputs where they do not follow a calendar by themselves.
  ///
  /// - Throws: ``Undefined`` when train has no windows, or too few to say how far windows differ by
  ///   themselves.
  init(_ facts: Facts) throws(Undefined) {
    guard let train = facts[.train], let past = train.series,
      let scoring = facts[.scoring], let series = scoring.series
    else { throw Undefined("no windows were followed") }
    let project = facts.project
    // A forecast goes with the seasons of what it foretells.
    let outputs = project.model.task == .forecast ? [] : project.columns.outputs
    let names = Set((project.features(in: train.profile) + outputs).filter(scoring.has))
    let found = try UnusualChanges(
      reference: train.profile, current: series, usual: past, options: project.driftOptions,
      columns: names)
    let shown = facts.shown
    var changes: [Change] = []
    var undefined: [(String, String)] = []
    for (column, change) in found.columns.sorted(by: { $0.key < $1.key }) {
      switch change {
      case .unchanged: break
      case .undefined(let reason): undefined.append((column, reason.reason))
      case .changed(let finding):
        changes.append(
          Change(
            column: column, found: finding, series: shown.series(finding.series, of: column),
            known: project.drift.known.first {
              Self.tells($0, column, finding.finding, series.length)
            },
            isExpected: project.drift.expected.contains {
              Self.isKind($0.kind, finding.finding.type)
                && ($0.columns.isEmpty || $0.columns.contains(column))
            }))
      }
    }
    self.changes = changes.sorted {
      ($1.found.finding.lead, $0.column) < ($0.found.finding.lead, $1.column)
    }
    self.undefined = undefined
    windows = found.windows
    length = series.length
    ofCalendar = found.ofCalendar
    usual = (found.usualWindows, found.usualStretches, found.stretchLength)
  }

  /// The first and last day of the windows; nil for windows of rows.
  var days: ClosedRange<CalendarDate>? {
    guard length.isCalendar, let first = windows.first, let last = windows.last,
      let low = Self.day(first.start), let high = Self.day(last.end - 1), low <= high
    else { return nil }
    return low...high
  }

  /// Whether a change is what was registered: its column, and a start that may lie within its days.
  private static func tells(
    _ known: Project.KnownChange, _ column: String, _ finding: ChangeTyping.Finding,
    _ length: WindowLength
  ) -> Bool {
    guard length.isCalendar, known.columns.isEmpty || known.columns.contains(column),
      let from = known.from, let date = finding.date
    else { return false }
    let low = Int64(finding.interval?.low ?? date)
    let high = Int64(finding.interval?.high ?? date)
    guard let first = day(low), let last = day(length.end(ofWindowStarting: high) - 1) else {
      return false
    }
    return first <= (known.until ?? from) && last >= from
  }

  /// The kinds of `drift.expected` that say how a change comes; the others say what of the data
  /// changes.
  private static func isKind(_ kind: Project.ExpectedDrift.Kind, _ type: ChangeType) -> Bool {
    switch type {
    case .recurring: kind == .recurring
    case .none, .abrupt, .gradual, .incremental, .oneOff: false
    }
  }

  private static func day(_ microseconds: Int64) -> CalendarDate? {
    CalendarDate(CalendarText.date(microseconds: microseconds))
  }

  /// `income (location) changed abruptly on 2026-06-12 (2026-06-11 to 2026-06-13) by 0.31`.
  func words(_ change: Change) -> String {
    let finding = change.found.finding
    let what =
      switch change.type {
      case .abrupt: "changed from one window to the next"
      case .gradual: "changed in turns"
      case .incremental: "moves step by step"
      case .recurring: "comes and goes"
      case .oneOff: "stood apart once"
      case .none: "did not change"
      }
    var text = "\(change.column.visible) (\(change.series.visible)) \(what)"
    if let date = finding.date {
      text += ", \(length.text(of: Int64(date)))"
      if let interval = finding.interval, interval.low < interval.high {
        text +=
          " (\(length.text(of: Int64(interval.low))) to \(length.text(of: Int64(interval.high))))"
      }
    }
    let clearness =
      change.found.timesUsual.map {
        "\(NumberText.plain($0, significant: 2)) times as clear as any in train, "
      } ?? ""
    return text
      + """
      , by \(NumberText.plain(finding.size.magnitude)) (\(clearness)\(NumberText.percent(finding.confidence)) sure of \
      the type)
      """
  }

  /// What to do, by the type of a change.
  static func action(_ change: Change) -> String {
    if let action = change.known?.action { return "\(action.rawValue), as registered" }
    if change.isDataError { return "quarantine: values were lost, which is an error of the data" }
    return switch change.type {
    case .abrupt:
      "look for the release or the error of that day: roll back or quarantine, else retrain"
    case .gradual, .incremental: "retrain on rows that have it, and soon again while it moves"
    case .recurring: "wait, and declare it in drift.expected"
    case .oneOff: "quarantine its rows if they are wrong, else wait: it is over"
    case .none: "nothing"
    }
  }
}
