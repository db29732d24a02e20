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
      how (at once, in turns, step by step, again and again, once), when, and what is to be done. A change \
      counts when it shows more clearly than windows of train change by themselves.
      """,
    reference: """
      Gama et al. 2014; Zhang and Siegmund 2007; Vovk et al. 2005, see docs/statistics/change-typing.md
      """,
    needs: ["data.train", "data.scoring", "columns.timestamp", "drift.window"],
    settings: ["drift"])

  package static func needs(_ project: Project) -> Needs {
    // How windows of train differ is of use beside rows to score alone.
    Needs(
      profiles: [.train, .scoring],
      series: project.data.sets[.scoring] == nil ? [] : [.train, .scoring])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let gap = gap(facts) { return gap }
    let typed: TypedChanges
    do throws(Undefined) { typed = try TypedChanges(facts) } catch { return unknown(error, facts) }
    let told = ToldChanges(typed).draft
    return evidence(
      told.status, told.text,
      measurements: typed.changes.map { measurement($0, typed, facts.project) },
      method: method(typed, facts.project),
      remedy: told.status == .pass
        ? nil
        : """
        Do what stands behind each change; register what was known in drift.known, with its days and columns.
        """,
      weight: told.status == .fail ? 0.7 : 0.4)
  }

  private static func measurement(
    _ change: TypedChanges.Change, _ typed: TypedChanges, _ project: Project
  ) -> Measurement {
    let date = change.found.finding.date.map { "from \(typed.length.text(of: Int64($0)))" }
    let clearness = change.found.timesUsual.map {
      "\(NumberText.plain($0, significant: 2)) times as clear as the clearest in train"
    }
    return Measurement(
      name: "change of \(change.column) (\(change.series)), \(change.type.rawValue)",
      value: change.found.finding.size,
      unit: change.found.isScore ? "on a scale from −1 to 1" : "share",
      threshold: project.drift.effect(of: change.column) / 2,
      note: [date, clearness].compactMap(\.self).joined(separator: "; "))
  }

  private static func method(_ typed: TypedChanges, _ project: Project) -> String {
    """
    Columns of the scoring rows were followed over windows of a \(typed.length.words) (drift.window) as the page on \
    changes over time describes. Rows of one window are alike, and so are windows near to one another: what changes \
    by itself was learned from \(typed.usual.windows.of("window")) of train. A change counts when it shows more \
    clearly, in \(typed.usual.stretchLength) windows that follow one another, than in \
    \(typed.usual.stretches.of("stretch", "stretches")) of train as long, less what is usual on a weekday; where \
    nothing changed, any column is said to have at most at \(NumberText.percent(1 - project.drift.level)). \
    \(typed.ofCalendar.isEmpty
      ? "" : "\(typed.ofCalendar.listed()) \(typed.ofCalendar.count.verb("follows", "follow")) from the time alone and \(typed.ofCalendar.count.verb("was", "were")) not followed. ")\
    A change of less than half of drift.effect is none. One that stays or goes on fails, one that is over or \
    returns asks for attention, unless drift.known has its days or drift.expected its return.
    """
  }

  /// Train does not tell how far windows differ by themselves.
  private static func unknown(_ reason: Undefined, _ facts: Facts) -> Evidence {
    let length = facts[.scoring]?.series?.length
    let fewest = length.map(UnusualChanges.fewestWindows) ?? 0
    return evidence(
      .undecided,
      """
      Whether the scoring rows changed over time cannot be told: \(reason.reason).
      """,
      method: """
        Windows differ by more than the chance of their rows, and by how much only windows of train can say. \
        Nothing was computed; `parity.inputs` compares the scoring rows as a whole.
        """,
      remedy: facts[.train]?.series == nil
        ? "Keep the times of the training rows in data.train."
        : """
        Give data.train rows of \(fewest) windows of a \(length?.words ?? "window") that follow one another, or \
        name a shorter drift.window.
        """, weight: 0.4)
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
      let windows = UnusualChanges.whole(series).count
      guard windows >= ChangeTyping.fewest else {
        return notApplicable(
          """
          The scoring rows fill \(windows.of("window")) of a \(series.length.words), and the shape of a \
          change shows in \(ChangeTyping.fewest) at least; `parity.inputs` compares them as a whole.
          """)
      }
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
