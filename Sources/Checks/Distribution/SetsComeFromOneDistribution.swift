package import Checklist
internal import Measurements
internal import Statistics

/// Whether train, validation and test have the same distribution, labels included.
package enum SetsComeFromOneDistribution: Check {
  package static let card = CheckCard(
    id: "distribution.sets", aspect: .distribution,
    title: "Train, validation and test come from one distribution, labels included",
    summary: "Compares every pair of labelled sets and all sets at once, column by column and on "
      + "the target.",
    reference: "Massart 1990; Levin, Peres and Wilmer 2017, prop. 4.2; Scholz and Stephens 1987",
    needs: ["data.train", "data.test"],
    settings: ["drift", "data", "split"])

  package static func needs(_ project: Project) -> Needs {
    Needs(profiles: [.train, .validation, .test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.train, .test], in: facts) { return missing }
    let target = facts.project.columns.target
    let labelled = facts.sets.filter { $0.role != .scoring && $0.profile.rows > 0 }
    let sets = labelled.map { $0.withLabelledTarget(target) }
    guard let first = sets.first else { return notApplicable("There is nothing to compare.") }
    // The truth of a series moves on with time, and so from set to set: that is what is forecast.
    let isForecast = facts.project.model.task == .forecast
    let columns = facts.project.features(in: first.profile) + (isForecast ? [] : [target])
    guard !columns.isEmpty else {
      return notApplicable(
        "The truth of a series moves on from set to set, and no other column is a feature.")
    }
    let unmeasured = facts.project.unmeasured(in: first.profile)
    let pairCount = sets.count * (sets.count - 1) / 2
    var pairs: [ColumnShifts] = []
    for (index, reference) in sets.enumerated() {
      for current in sets.dropFirst(index + 1) {
        pairs.append(ColumnShifts(reference, current, columns: columns, facts, pairs: pairCount))
      }
    }
    let moved = pairs.filter { pair in pair.drifted.contains { $0.name == target } }
    let together = SetsTogether(sets, columns: columns, facts)
    var draft = FindingDraft()
    for pair in pairs { draft.add(pair.status, pair.sentence) }
    // A set that lies apart from all together lies apart from one of them, whichever pair shows it.
    if let together { draft.add(together.apart.isEmpty ? .pass : .fail, together.sentence ?? "") }
    if !moved.isEmpty {
      draft.add(.fail, "The target itself shifted: \(moved.map(\.names).listed(3)).")
    }
    let unlabelled = labelled.compactMap {
      Self.unlabelled(target, in: $0, beyond: facts.project.drift.effect)
    }
    if !unlabelled.isEmpty {
      draft.add(
        .attention,
        """
        Of \(unlabelled.listed()) the label is missing: the target is compared over the others, which is \
        right only if they are like those.
        """)
    }
    if !unmeasured.isEmpty {
      draft.add(.attention, facts.project.sentence(unmeasured: unmeasured))
    }
    let status = draft.status
    let shown = facts.shown
    let worst = pairs.max { $0.drifted.count < $1.drifted.count } ?? pairs[0]
    let isLackAlone =
      status == .undecided && pairs.allSatisfy { $0.undecided.isEmpty || $0.isOpenByLackAlone }
    let remedies = worst.drifted.first.map {
      SetsRemedy(worst.reference, worst.current, $0.name, facts)
    }
    return evidence(
      status, draft.text,
      measurements: pairs.flatMap(\.measurements) + (together?.measurements ?? [])
        + (remedies?.measurements ?? []),
      figures: [worst.effectFigure, DistributionFigure.figure(target, sets: sets, shown)]
        .compactMap(\.self)
        + worst.drifted.filter { $0.name != target }.prefix(3).compactMap {
          DistributionFigure.figure($0.name, sets: sets, shown)
        },
      method: worst.method + (together == nil ? "" : SetsTogether.method)
        + (isForecast ? " The truth is not compared: a series moves on with time." : ""),
      remedy: remedy(
        status, worst.drifted.isEmpty ? together?.apart ?? [] : worst.drifted.map(\.name),
        remedies?.sentences ?? [], isUnlabelled: !unlabelled.isEmpty, isLackAlone: isLackAlone,
        facts),
      weight: isLackAlone ? 0.3 : 0.75)
  }

  /// Whether the team says so, or every test row is younger than every training row.
  private static func isSplitByTime(_ facts: Facts) -> Bool {
    if let method = facts.project.split?.method { return method == .time }
    guard let column = facts.project.columns.timestamp,
      let train = facts.sets.first(where: { $0.role == .train }),
      let test = facts.sets.first(where: { $0.role == .test })
    else { return false }
    return TimeOrder(train, test, column)?.share == 0
  }

  /// `1,234 of 2,000 test rows`; nil where so few lack a label that they could shift nothing that
  /// matters.
  private static func unlabelled(
    _ target: String, in set: SetFacts, beyond share: Double
  ) -> String? {
    let rows = set.profile.rows
    guard let missing = set.profile[target]?.missing, Double(missing) > share * Double(rows) else {
      return nil
    }
    return "\(NumberText.count(missing)) of \(NumberText.count(rows)) \(set.role.rawValue) rows"
  }

  private static func remedy(
    _ status: CheckStatus, _ drifted: [String], _ computed: [String], isUnlabelled: Bool,
    isLackAlone: Bool, _ facts: Facts
  ) -> String? {
    guard status != .pass else { return nil }
    guard !drifted.isEmpty else {
      if status == .undecided, isLackAlone {
        return """
          Divide the rows again so that both sets have every group, or gather rows of what one of them lacks.
          """
      }
      if status == .undecided {
        return "Gather more rows, or accept the uncertainty with a reason."
      }
      return isUnlabelled
        ? "Wait for the labels that are missing, or have a random part of these rows labelled."
        : "Mend the columns that cannot be compared, or name them in columns.ignore."
    }
    let columns = drifted.filter { $0 != facts.project.columns.target }
    let leaveOut =
      columns.isEmpty
      ? "" : " A column that only tells the sets apart can be left out (\(columns.listed(2)))."
    if isSplitByTime(facts) {
      return """
        The split is by time, so the shift is how the world moved between the sets: expect production \
        to move as much, and train on a longer or a later period that holds it.\(leaveOut)
        """
    }
    if facts.project.columns.timestamp != nil {
      return """
        If the split is by time, the shift is how the world moved between the sets: expect \
        production to move as much, and train on a longer or a later period that holds it. If it is \
        not: \(computed.isEmpty ? "shuffle the rows and split again." : computed.joined(separator: " "))\
        \(leaveOut)
        """
    }
    guard computed.isEmpty else { return computed.joined(separator: " ") + leaveOut }
    return """
      Shuffle the rows and split again, weight the rows, or gather more of what one set lacks.\
      \(leaveOut)
      """
  }
}

/// Three or more sets at once: how far the most different one lies from all of them together.
private struct SetsTogether {
  private let sets: [SetFacts]
  private let comparison: SetsComparison

  /// Nil for two sets, whose pair says it all.
  init?(_ sets: [SetFacts], columns: [String], _ facts: Facts) {
    guard sets.count > 2 else { return nil }
    var options = DriftOptions()
    options.threshold = facts.project.drift.effect
    options.thresholds = facts.project.drift.columns
    options.level = facts.project.drift.level
    self.sets = sets
    comparison = SetsComparison(
      sets.map(\.profile), options: options, columns: Set(columns))
  }

  static let method =
    " All sets at once: the largest gap of a set to the pooled distribution, at a level that allows "
    + "for all sets and columns (Bonferroni); an interval above the limit fails. The p-values of the "
    + "k-sample Anderson–Darling test (numbers) and of chi-square (categories) stand beside it and "
    + "decide nothing."

  private var compared: [(column: String, found: SetsComparison.Comparison)] {
    comparison.columns.compactMap { column in
      guard case .compared(let found) = column.outcome else { return nil }
      return (column.name, found)
    }
  }

  /// The columns in which a set surely lies apart from all together.
  var apart: [String] {
    compared.filter { $0.found.effect.decision == .drifted }.map(\.column)
  }

  var sentence: String? {
    guard
      let worst = compared.max(by: {
        ($0.found.effect.estimate.value ?? 0, $1.column)
          < ($1.found.effect.estimate.value ?? 0, $0.column)
      }), let value = worst.found.effect.estimate.value
    else { return nil }
    let apart = apart.count
    let words =
      apart == 0
      ? "no column surely sets one of them apart"
      : "\(apart.of("column")) \(apart.verb("sets", "set")) one of them apart"
    return """
      All \(sets.count) sets at once: \(words); most, \(sets[worst.found.mostDifferent].role.rawValue) \
      by \(worst.column.visible), \(NumberText.percent(value)) from all together.
      """
  }

  var measurements: [Measurement] {
    compared.map { column, found in
      Measurement(
        name: "largest gap of \(column) to all sets together", value: found.effect.estimate.value,
        interval: found.effect.estimate.interval, unit: "share",
        threshold: found.effect.threshold,
        note: [found.effect.estimate.note, Self.test(found)].compactMap(\.self)
          .joined(separator: "; "))
    }
  }

  /// The test of all sets in words; nil where there is none.
  private static func test(_ found: SetsComparison.Comparison) -> String? {
    let tests = [("Anderson–Darling", found.andersonDarling), ("chi-square", found.chiSquare)]
    return tests.compactMap { name, outcome in
      outcome.map { "\(name) over all sets: p \(NumberText.plain($0.pValue, significant: 2))" }
    }.first
  }
}
