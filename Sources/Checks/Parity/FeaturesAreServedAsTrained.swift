package import Checklist
internal import Engines
internal import Measurements
internal import Statistics

/// Whether the serving pipeline computes the same features as training for the same things.
package enum FeaturesAreServedAsTrained: Check {
  package static let card = CheckCard(
    id: "parity.features", aspect: .parity,
    title: "Serving computes the features that are computed in training",
    summary: """
      Joins rows of the same things from both pipelines and compares them cell by cell: the share of \
      differing rows of each column, the first ones, and the likely cause.
      """,
    reference: "Breck et al., The ML Test Score, 2017 (Monitor 3); Wilson's interval",
    needs: ["parity.features"],
    settings: ["parity.features", "metrics.level"])

  package static func needs(_ project: Project) -> Needs {
    Needs(comparesFeatures: project.parity.features != nil)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard let declared = facts.project.parity.features else {
      return missing(
        "No rows of the serving pipeline are named to compare with those of training.",
        add: ["parity.features"])
    }
    guard let found = try facts.features?.get() else {
      return notApplicable("The features were not looked at.")
    }
    let rows = found.skew.rows
    guard rows.matched > 0 else { return unmatched(rows, declared) }
    let level = 1 - (1 - facts.project.metrics.level) / Double(max(found.skew.columns.count, 1))
    let shown = facts.shown
    let columns = try found.skew.columns
      .map { skew in
        try JudgedSkew(
          skew, limit: declared.share, level: level,
          hides: (shown.hides(skew.column.name), declared.key.contains(where: shown.hides)))
      }
      .sorted { ($1.skew.share, $0.skew.column.name) < ($0.skew.share, $1.skew.column.name) }
    let draft = verdict(columns, found, limit: declared.share)
    let status = draft.status
    return evidence(
      status, draft.text,
      measurements: columns.prefix(50).map(\.measurement) + measurements(rows),
      figures: [figure(columns)].compactMap(\.self),
      method: """
        Rows belong together by \(declared.key.listed())\
        \(declared.timestamp.map { " and \($0.visible)" } ?? ""); keys that several rows share are left \
        out. Numbers count as the same up to \(NumberText.plain(declared.absolute)) or \
        \(NumberText.plain(declared.relative)) of the larger one, instants up to a millisecond, texts to \
        the letter; not-a-number counts as missing. A column is judged by the share of rows that differ \
        against \(NumberText.percent(declared.share)), with intervals that hold for all columns together \
        (Wilson, Bonferroni). A cause is named when it explains a fifth or more of the differing rows, of \
        which up to \(NumberText.count(FeatureSkewFold.sampledPairs)) are looked at.
        """,
      remedy: remedy(status, columns), weight: status == .fail ? 0.95 : 0.5)
  }

  private static func verdict(
    _ columns: [JudgedSkew], _ found: FeatureFacts, limit: Double
  ) -> FindingDraft {
    let rows = found.skew.rows
    let failed = columns.filter { $0.judgement == .fail }
    let open = columns.filter(\.judgement.isUndecided)
    let slight = columns.filter { $0.judgement == .pass && $0.skew.differing > 0 }
    var draft = FindingDraft()
    if !failed.isEmpty {
      draft.add(
        .fail,
        failed.count == 1
          ? "\(failed[0].sentence(of: rows.matched))."
          : """
          \(failed.count) of \(columns.count.of("column")) are served otherwise: \
          \(failed.prefix(4).map { $0.sentence(of: rows.matched) }.joined(separator: "; "))\
          \(failed.count > 4 ? "; and \(failed.count - 4) more" : "").
          """)
    } else if columns.allSatisfy({ $0.skew.differing == 0 }) {
      draft.add(
        .pass,
        """
        \(columns.count.of("column")) \(columns.count.verb("is", "are")) the same in all \
        \(rows.matched.of("row")) that both pipelines have.
        """)
    }
    if !slight.isEmpty {
      draft.add(
        .pass,
        "Within the limit of \(NumberText.percent(limit)): "
          + slight.prefix(3).map { $0.sentence(of: rows.matched) }.joined(separator: "; ") + ".")
    }
    if let nearest = open.first {
      draft.add(
        .undecided,
        """
        The rows do not decide whether \(open.map(\.skew.column.name).listed()) \
        \(open.count.verb("differs", "differ")) in more than \(NumberText.percent(limit)) of the rows: \
        \(nearest.judgement.open(nearest.estimate, "matched rows") ?? "")\
        \(nearest.skew.differing > 0 ? " (\(nearest.sentence(of: rows.matched)))" : "").
        """)
    }
    let retyped = columns.filter { $0.skew.column.kinds.offline != $0.skew.column.kinds.online }
    if !retyped.isEmpty {
      draft.add(
        .attention,
        "Of another type: "
          + retyped.prefix(4).map { column in
            let kinds = column.skew.column.kinds
            return """
              \(column.skew.column.name.visible) (\(kinds.offline.rawValue) offline, \
              \(kinds.online.rawValue) online)
              """
          }.joined(separator: ", ") + ".")
    }
    if !found.absentOnline.isEmpty {
      draft.add(.fail, "The serving side lacks \(found.absentOnline.listed()).")
    }
    let trainedNowhere = found.absentOffline.filter { !found.absentOnline.contains($0) }
    if !trainedNowhere.isEmpty {
      draft.add(.attention, "The training side lacks \(trainedNowhere.listed()).")
    }
    if columns.isEmpty {
      draft.add(.attention, "There is no column to compare.")
    }
    if !found.uncomparable.isEmpty {
      draft.add(
        .pass,
        "\(found.uncomparable.listed()) \(found.uncomparable.count.verb("holds", "hold")) lists or "
          + "structures and \(found.uncomparable.count.verb("was", "were")) not compared.")
    }
    let lost = rows.online - rows.matched
    if Double(lost) > limit * Double(rows.online) {
      draft.add(
        .attention,
        "\(lost.of("online row")) of \(NumberText.count(rows.online)) could not be compared: \(reasons(rows))."
      )
    }
    return draft
  }

  /// Why online rows have no counterpart.
  private static func reasons(_ rows: MatchedRows) -> String {
    [
      (rows.onlineOnly, "with a key that no offline row has"),
      (rows.repeatedOnline, "of a key that several rows share"),
      (rows.keylessOnline, "without a key"),
    ].filter { $0.0 > 0 }.map { "\(NumberText.count($0.0)) \($0.1)" }.joined(separator: ", ")
  }

  private static func unmatched(
    _ rows: MatchedRows, _ declared: Project.Parity.Features
  ) -> Evidence {
    evidence(
      rows.offline == 0 || rows.online == 0 ? .fail : .attention,
      """
      No row can be compared: of \(rows.offline.of("offline row")) and \(rows.online.of("online row")) \
      none belong together by \(declared.key.listed())\
      \(declared.timestamp.map { " and \($0.visible)" } ?? "")\
      \(rows.repeatedKeys > 0 ? "; \(rows.repeatedKeys.of("key")) stand in several rows of a side" : "").
      """, measurements: measurements(rows), method: "Nothing was compared.",
      remedy: """
        Look whether the key is written alike on both sides, and name what makes it unique in \
        parity.features.key and parity.features.timestamp.
        """, weight: 0.7)
  }

  private static func remedy(_ status: CheckStatus, _ columns: [JudgedSkew]) -> String? {
    guard status != .pass else { return nil }
    if status == .undecided {
      return "Compare more rows, or let a larger share differ: parity.features.share."
    }
    var remedies: [String] = []
    for cause in columns.filter({ $0.judgement == .fail }).compactMap(\.skew.causes.first?.cause)
    where !remedies.contains(cause.remedy) {
      remedies.append(cause.remedy)
    }
    return remedies.isEmpty
      ? "Compute the first differing rows by hand on both sides, and mend the one that is wrong."
      : remedies.prefix(3).joined(separator: " ")
  }

  private static func measurements(_ rows: MatchedRows) -> [Measurement] {
    [
      (rows.matched, "rows compared"), (rows.offlineOnly, "offline rows without an online one"),
      (rows.onlineOnly, "online rows without an offline one"),
      (rows.repeatedKeys, "keys that several rows share"),
      (rows.keylessOffline + rows.keylessOnline, "rows without a key"),
    ].map { Measurement(name: $0.1, value: Double($0.0), unit: "rows") }
  }

  private static func figure(_ columns: [JudgedSkew]) -> Figure? {
    let shown = columns.filter { $0.skew.differing > 0 }.prefix(24)
    guard let worst = shown.first else { return nil }
    return Figure(
      title: "Rows that training and serving compute differently",
      summary:
        "Most: \(worst.skew.column.name), \(NumberText.percent(worst.skew.share)) of the rows.",
      content: .intervals(
        Figure.IntervalRows(
          axis: "differing rows (share)",
          rows: shown.map {
            Figure.IntervalRows.Row(
              label: $0.skew.column.name, value: $0.skew.share, interval: $0.estimate.interval,
              count: $0.skew.rows, isHighlighted: $0.judgement == .fail)
          }, lines: [Figure.Line(label: "limit", value: worst.limit)])))
  }
}
