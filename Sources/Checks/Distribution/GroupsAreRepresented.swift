package import Checklist
internal import Measurements
internal import Statistics

/// Whether groups of people or things have the same share in every set, and in the population.
package enum GroupsAreRepresented: Check {
  package static let card = CheckCard(
    id: "distribution.representation", aspect: .distribution,
    title: "Every group has the share in the data that it has in production",
    summary: """
      Compares each group's share across the sets and with the declared population, and says how \
      many rows a group lacks.
      """,
    reference: "Newcombe 1998, method 10 (interval of a difference of proportions)",
    needs: ["columns.protected", "columns.segments", "population"],
    settings: ["population", "metrics.level"])

  /// The largest difference of shares that is still unimportant.
  ///
  /// 5 points of a hundred: reweighting to the other shares then moves an overall metric by at most
  /// 5 % of the distance between its best and its worst group, less than an interval usually
  /// allows.
  static let limit = 0.05

  package static func needs(_ project: Project) -> Needs {
    Needs(profiles: Set(project.data.sets.keys))
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let columns = facts.project.groupColumns
    guard !columns.isEmpty else {
      return missing(
        "No groups are declared.",
        add: ["columns.segments"])
    }
    if let missing = missingSets([.train], in: facts) { return missing }
    let shown = facts.shown
    var gaps: [ShareGap] = []
    var figures: [Figure] = []
    var unclear: [String] = []
    for column in columns {
      let shares = facts.sets.compactMap { GroupShares($0, column) }
      guard let reference = shares.first else {
        unclear.append(column)
        continue
      }
      for other in shares.dropFirst() {
        gaps += try ShareGap.gaps(
          column, of: other, against: reference, level: facts.project.metrics.level, shown)
      }
      if let population = facts.project.population[column] {
        for set in shares {
          gaps += try ShareGap.gaps(
            column, of: set, against: population, level: facts.project.metrics.level, shown)
        }
      }
      if let figure = GroupShares.figure(column, shares, shown) { figures.append(figure) }
    }
    guard !gaps.isEmpty else {
      return unclear.isEmpty
        ? notApplicable("One set alone has these groups, and no population shares are declared.")
        : evidence(
          .attention, words(unclear: unclear), method: "Nothing was compared.",
          remedy: "Name columns with few values, or merge values into groups that matter.",
          weight: 0.3)
    }
    return judge(gaps, figures, columns, unclear: unclear)
  }

  private static func words(unclear: [String]) -> String {
    """
    \(unclear.listed()) \(unclear.count.verb("divides", "divide")) the rows into more than \
    \(GroupShares.mostGroups) groups or none, and \(unclear.count.verb("was", "were")) not compared.
    """
  }

  private static func judge(
    _ gaps: [ShareGap], _ figures: [Figure], _ columns: [String], unclear: [String]
  ) -> Evidence {
    let adjusted = gaps.map { $0.adjusted(for: gaps.count) }
    let judged = adjusted.map { gap in
      (gap, gap.judgement(atMost: Self.limit))
    }
    // A group that a set lacks altogether matters however small it is.
    let wide = judged.filter { $0.1 == .fail || $0.0.isSurelyAbsent }.map(\.0)
      .sorted { ($0.size, $1.value) > ($1.size, $0.value) }
    let open = judged.filter { $0.1.isUndecided && !$0.0.isSurelyAbsent }
    let lacking = wide.compactMap(\.lacking)
    let draft = draft(
      wide, open: open.map(\.0), of: gaps.count, columns: columns, unclear: unclear)
    let status = draft.status
    return evidence(
      status, draft.text,
      measurements: adjusted.sorted { $0.size > $1.size }.map(\.measurement),
      figures: figures,
      method: """
        Differences of shares with intervals that hold for all \(gaps.count) comparisons together \
        (Bonferroni). A difference up to \(NumberText.percent(Self.limit)) counts as unimportant.
        """,
      remedy: wide.isEmpty
        ? status == .pass ? nil : "Gather more rows, or name columns with fewer groups."
        : lacking.isEmpty
          ? "Weight or resample the rows to the shares of production, or split again."
          : "Gather rows or weight them: " + lacking.prefix(3).joined(separator: "; ") + ".",
      weight: 0.6)
  }

  /// The finding: shares that surely differ, those that may, and columns that were not compared.
  private static func draft(
    _ wide: [ShareGap], open: [ShareGap], of count: Int, columns: [String], unclear: [String]
  ) -> FindingDraft {
    var draft = FindingDraft()
    if wide.isEmpty {
      draft.add(
        .pass,
        """
        Of \(count.of("share")) of groups in \(columns.listed()) that were compared, none surely \
        differs by more than \(NumberText.percent(limit)).
        """)
    } else {
      draft.add(
        .attention,
        """
        \(wide.count) of \(count.of("share")) of groups \(wide.count.verb("differs", "differ")) \
        surely by more than \(NumberText.percent(limit)) or \
        \(wide.count.verb("is", "are")) absent. \(wide.prefix(3).map(\.sentence).joined(separator: " "))
        """)
    }
    if !open.isEmpty {
      let hardest = open.compactMap { gap in gap.needed(atMost: limit).map { (gap, $0) } }
        .max { $0.1.effort < $1.1.effort }
      draft.add(
        .undecided,
        """
        Of \(open.count) of \(count.of("share")) of groups it is undecided whether \
        \(open.count.verb("it differs", "they differ")) by more than \(NumberText.percent(limit))\
        \(hardest.map { "; of the hardest, \($1.words(current: $0.set, reference: $0.other))" } ?? "").
        """)
    }
    if !unclear.isEmpty { draft.add(.attention, words(unclear: unclear)) }
    return draft
  }
}

extension Project {
  /// The columns that divide rows into groups: protected ones first.
  var groupColumns: [String] {
    columns.protected
      + (columns.segments + population.keys.sorted()).filter { !columns.protected.contains($0) }
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
