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
    needs: ["columns.protected", "columns.segments", "population"])

  /// The largest difference of shares that is still unimportant: 5 points of a hundred.
  static let limit = 0.05

  package static func needs(_ project: Project) -> Needs {
    Needs(profiles: Set(project.data.sets.keys))
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let columns = facts.project.groupColumns
    guard !columns.isEmpty else {
      return missing(
        "No groups are declared.",
        add: ["columns.protected: [COLUMN, …]", "population: {COLUMN: {VALUE: share}}"])
    }
    if let missing = missingSets([.train], in: facts) { return missing }
    var gaps: [ShareGap] = []
    var figures: [Figure] = []
    for column in columns {
      let shares = facts.sets.compactMap { GroupShares($0, column) }
      guard let reference = shares.first else { continue }
      for other in shares.dropFirst() {
        gaps += try ShareGap.gaps(
          column, of: other, against: reference, level: facts.project.metrics.level)
      }
      if let population = facts.project.population[column] {
        for set in shares {
          gaps += try ShareGap.gaps(
            column, of: set, against: population, level: facts.project.metrics.level)
        }
      }
      if let figure = GroupShares.figure(column, shares) { figures.append(figure) }
    }
    guard !gaps.isEmpty else {
      return notApplicable(
        "\(columns.joined(separator: ", ")) hold no groups that two sets could share.")
    }
    return judge(gaps, figures, columns)
  }

  private static func judge(
    _ gaps: [ShareGap], _ figures: [Figure], _ columns: [String]
  ) -> Evidence {
    let adjusted = gaps.map { $0.adjusted(for: gaps.count) }
    let judged = adjusted.map { gap in
      (gap, Judgement(gap.size, gap.sizeInterval, atMost: Self.limit, rows: gap.rows))
    }
    let wide = judged.filter { $0.1 == .fail }.map(\.0).sorted { $0.size > $1.size }
    let open = judged.filter { if case .undecided = $0.1 { true } else { false } }
    let status: CheckStatus = !wide.isEmpty ? .attention : open.isEmpty ? .pass : .undecided
    let named = wide.prefix(3).map(\.sentence).joined(separator: " ")
    let lacking = wide.compactMap(\.lacking)
    return evidence(
      status,
      wide.isEmpty
        ? """
        \(gaps.count) shares of groups in \(columns.joined(separator: ", ")) were compared; none \
        surely differs by more than \(NumberText.percent(Self.limit)).\
        \(open.isEmpty ? "" : " \(open.count) are undecided.")
        """
        : """
        \(wide.count) of \(gaps.count) shares differ surely by more than \
        \(NumberText.percent(Self.limit)). \(named)
        """,
      measurements: adjusted.sorted { $0.size > $1.size }.map(\.measurement),
      figures: figures,
      method: """
        Differences of shares with intervals that hold for all \(gaps.count) comparisons together \
        (Bonferroni). A difference up to \(NumberText.percent(Self.limit)) counts as unimportant.
        """,
      remedy: wide.isEmpty
        ? nil
        : lacking.isEmpty
          ? "Weight or resample the rows to the shares of production, or split again."
          : "Gather rows or weight them: " + lacking.prefix(3).joined(separator: "; ") + ".",
      weight: 0.6)
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
