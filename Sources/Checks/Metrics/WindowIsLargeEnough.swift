package import Checklist
internal import Measurements
internal import Statistics

/// Whether a production window has rows enough for the drop that must not go unnoticed.
package enum WindowIsLargeEnough: Check {
  package static let card = CheckCard(
    id: "metrics.chance", aspect: .metrics,
    title: "A production window is large enough to show the drop that matters",
    summary: """
      From the spread of the primary metric on test: how wide its interval is in one production \
      window, which drop is noticed with the stated power, and how many rows a smaller one needs.
      """,
    reference: "Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988",
    needs: ["data.test", "data.scoring", "metrics.smallest-drop"],
    settings: ["metrics"])

  package static func needs(_ project: Project) -> Needs {
    Needs(profiles: [.scoring], metrics: [.test], windows: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let report = try facts[.test]?.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    if case .failure(let refusal) = facts[.test]?.windows,
      facts.project.windowLength?.isCalendar == true
    {
      return refusedWindows(refusal)
    }
    guard let (rows, origin) = try windowRows(facts) else {
      return missing(
        "How many rows one production window has is not known.",
        add: ["metrics.window"])
    }
    let primary = try facts.primary()
    let whole = try report.whole(primary).entry
    let chance = try MetricChance(whole.estimate, rows: whole.rows)
    let power = facts.project.metrics.power
    let drop = chance.smallestDrop(window: rows, power: power)
    let text = MetricText(primary.card)
    let change = primary.change
    let isEnough = drop <= primary.tolerance
    let needed = chance.rowsNeeded(drop: primary.tolerance, power: power)
    var draft = FindingDraft()
    draft.add(
      .pass,
      """
      By chance alone \(text.name) varies by ±\(text.words(chance.halfWidth(window: rows))) \
      in a window of \(rows.of("row")). There a \(change) of \(text.words(drop)) is noticed with a \
      probability of \(NumberText.percent(power))\
      \(isEnough ? "; \(text.limit(primary.tolerance)) would do." : ".")
      """)
    if !isEnough {
      let advice =
        needed.map {
          """
          The \(change) of \(text.limit(primary.tolerance)) that matters needs windows of about \
          \($0.of("row")).
          """
        } ?? """
          The test set is too small to notice a \(change) of \(text.limit(primary.tolerance)) in any \
          window.
          """
      draft.add(.attention, advice)
    }
    return evidence(
      draft.status, draft.text,
      measurements: [
        Measurement(
          name: "smallest \(change) noticed in a window", value: drop, unit: primary.card.unit,
          threshold: primary.tolerance),
        Measurement(
          name: "half-width of the interval in a window", value: chance.halfWidth(window: rows),
          unit: primary.card.unit),
        Measurement(name: "rows of a window", value: Double(rows), unit: "rows", note: origin),
        Measurement(
          name: "rows needed for the \(change) that matters", value: needed.map(Double.init),
          unit: "rows", note: needed == nil ? "more test rows are needed first" : nil),
      ],
      method: """
        Rows of a window: \(origin). One row's share in the metric's variance is taken from its \
        interval on \(NumberText.count(whole.rows)) test rows; a window is compared with the test \
        set, one-sided at level \(NumberText.percent(facts.project.metrics.level)). The \(change) that \
        matters is \(primary.toleranceOrigin).
        """,
      remedy: isEnough
        ? nil
        : "Judge longer windows, or accept that only larger changes are seen: metrics.window, "
          + "metrics.smallest-drop.",
      weight: 0.55)
  }

  /// Rows of a production window: the median window of the test period, else the scoring set.
  static func windowRows(_ facts: Facts) throws -> (rows: Int, origin: String)? {
    if case .rows(let rows) = facts.project.metrics.window {
      return (rows, "declared as metrics.window")
    }
    let key = PrimaryMetric.key(facts.project)
    let sizes = try facts[.test]?.windows?.get().groups.compactMap { $0.entry(key)?.rows }.sorted()
    if let sizes, sizes.count > 1 {
      return (sizes[sizes.count / 2], "the median window of the test period")
    }
    if let scoring = facts[.scoring], scoring.profile.rows > 0 {
      return (scoring.profile.rows, "the scoring set is taken as one window")
    }
    return nil
  }
}
