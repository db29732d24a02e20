package import Checklist
internal import Measurements
internal import Statistics

/// Whether the rows to score change over time in a way that nobody foresaw.
package enum NothingChangesUnexpectedly: Check {
  package static let card = CheckCard(
    id: "drift.now", aspect: .drift,
    title: "The rows to score are as they were over time, or changed as was foreseen",
    summary: """
      Follows every input and output of the scoring rows from window to window against train: which changed, \
      how (at once, in turns, step by step, again and again, once), when, and what is to be done.
      """,
    reference: "Gama et al. 2014; Zhang and Siegmund 2007, see docs/statistics/change-typing.md",
    needs: ["data.train", "data.scoring", "columns.timestamp", "drift.window"],
    settings: ["drift"])

  package static func needs(_ project: Project) -> Needs {
    Needs(profiles: [.train, .scoring], series: [.scoring])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let gap = gap(facts) { return gap }
    guard let typed = TypedChanges(facts) else { return notApplicable("No windows were followed.") }
    guard typed.windows.count >= ChangeTyping.fewest else {
      return notApplicable(
        """
        The scoring rows fill \(typed.windows.count.of("window")) of a \(typed.length.words), and the shape of a \
        change shows in \(ChangeTyping.fewest) at least; `parity.inputs` compares them as a whole.
        """)
    }
    let unforeseen = typed.changes.filter { !$0.wasForeseen }
    let foreseen = typed.changes.filter(\.wasForeseen)
    var status = CheckStatus.pass
    for change in unforeseen {
      switch change.type {
      case .abrupt, .gradual, .incremental: status = status.worse(.fail)
      case .recurring, .oneOff: status = status.worse(.attention)
      case .none: break
      }
    }
    var sentences: [String] = []
    if typed.changes.isEmpty {
      sentences.append(
        "Over \(typed.windows.count.of("window")) nothing changed that matters.")
    }
    sentences += unforeseen.prefix(4).map {
      "\(typed.words($0)): \(TypedChanges.action($0))."
    }
    if unforeseen.count > 4 {
      sentences.append("\((unforeseen.count - 4).of("more column")) changed.")
    }
    sentences += foreseen.prefix(4).map {
      let name = $0.known.map { "registered as \($0.name.visible)" } ?? "declared in drift.expected"
      return "\(typed.words($0)): \(name)."
    }
    if !typed.undefined.isEmpty {
      sentences.append(
        "Of \(typed.undefined.map(\.column).listed()) changes cannot be told: \(typed.undefined[0].reason)."
      )
    }
    return evidence(
      status, sentences.joined(separator: " "),
      measurements: typed.changes.map { change in
        Measurement(
          name: "change of \(change.column) (\(change.series)), \(change.type.rawValue)",
          value: change.found.finding.size, unit: "share",
          threshold: facts.project.drift.effect(of: change.column) / 2,
          note: change.found.finding.date.map { "from \(typed.length.text(of: Int64($0)))" })
      },
      method: """
        Columns of the scoring rows were followed over windows of a \(typed.length.words) (drift.window) as the \
        page on changes over time describes; the level of \(NumberText.percent(facts.project.drift.level)) is \
        shared out among the columns. A change of less than half of drift.effect is none. One that stays or \
        goes on fails, one that is over or returns asks for attention, unless drift.known has its days or \
        drift.expected its return.
        """,
      remedy: status == .pass
        ? nil
        : """
        Do what stands behind each change; register what was known in drift.known, with its days and columns.
        """,
      weight: status == .fail ? 0.7 : 0.4)
  }

  /// Rows of a usual window below which averages over it do not vary as is assumed of them.
  static let leastRows = 30

  /// What is missing; nil when windows were followed.
  static func gap(_ facts: Facts) -> Evidence? {
    let absent = [Project.DataRole.train, .scoring].filter { facts[$0] == nil }
    if !absent.isEmpty {
      return notApplicable(
        """
        Without \(absent.map(\.rawValue).joined(separator: " and ")) data no change over time can be looked for; \
        `parity.inputs` asks for them.
        """)
    }
    guard let scoring = facts[.scoring], scoring.profile.rows > 0 else {
      return notApplicable("The scoring data have no rows that could change over time.")
    }
    guard facts.project.model.task != .ranking else {
      return notApplicable(
        "Rows of a query hang together, so that windows vary by more than single rows would tell.")
    }
    if let series = scoring.series {
      let rows = series.windows.map(\.profile.rows).filter { $0 > 0 }.sorted()
      guard let usual = rows.isEmpty ? nil : rows[rows.count / 2], usual < leastRows else {
        return nil
      }
      return notApplicable(
        """
        A usual window of a \(series.length.words) has \(usual.of("row")), and \(leastRows) are needed for averages \
        that can be followed: name a longer drift.window.
        """)
    }
    guard let timestamp = facts.project.columns.timestamp else {
      return notApplicable(
        "No column says when each row is from (columns.timestamp), so that no change over time shows."
      )
    }
    return notApplicable(
      """
      The scoring data have no column “\(timestamp.visible)” (columns.timestamp), so that no change over time shows.
      """)
  }
}

extension WindowLength {
  /// `day`, `100 rows`.
  var words: String {
    switch self {
    case .day: "day"
    case .week: "week"
    case .month: "month"
    case .quarter: "quarter"
    case .year: "year"
    case .rows(let rows): rows.of("row")
    }
  }
}
