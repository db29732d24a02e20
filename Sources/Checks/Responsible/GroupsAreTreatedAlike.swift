package import Checklist
internal import Measurements
internal import Statistics

/// Whether the model treats the groups of the protected columns, and their combinations, alike.
package enum GroupsAreTreatedAlike: Check {
  package static let card = CheckCard(
    id: "responsible.fairness", aspect: .responsible,
    title: "Groups of people are treated alike",
    summary: """
      Compares the groups of each protected column and of every combination of them on test: selection \
      rates (four-fifths rule) and true and false positive rates of a classifier, of several classes each \
      against the rest; errors of a regression.
      """,
    reference: """
      Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D; Hardt, Price and Srebro 2016; \
      intervals of the worst pair as `fairness` has them
      """,
    needs: ["data.test", "columns.protected"],
    settings: ["fairness", "metrics"])

  package static func needs(_ project: Project) -> Needs {
    guard !project.columns.protected.isEmpty else { return Needs() }
    return Needs(metrics: [.test], fairness: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard !FairnessMeasure.judged(facts.project).isEmpty else {
      return notApplicable("Of this task no measure of equal treatment is judged.")
    }
    if let without = withoutPeople(facts) { return without }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let test = facts[.test], let fairness = test.fairness else {
      return notApplicable("Groups were not counted.")
    }
    var unclear = facts.project.columns.protected.filter { !test.has($0) }.map {
      "Test has no column \($0.visible)."
    }
    var gaps: [GroupGap] = []
    for (name, outcome) in fairness.rates {
      switch outcome {
      case .success(let attributes): gaps += attributes.flatMap { GroupGap.all($0, facts) }
      case .failure(let refusal): unclear.append(sentence(refusal, name))
      }
    }
    for (name, outcome) in fairness.values {
      switch outcome {
      case .success(let attributes): gaps += attributes.flatMap { GroupGap.all($0, facts) }
      case .failure(let refusal): unclear.append(sentence(refusal, name))
      }
    }
    // What refuses a column refuses its combinations in the same words.
    unclear = unclear.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    let known = gaps.filter { $0.estimate.value != nil }
    guard !known.isEmpty else {
      return evidence(
        unclear.isEmpty ? .undecided : .attention,
        ([
          """
          No two groups of \(facts.project.columns.protected.listed()) have \
          \(facts.project.fairness.smallestGroup.of("labelled test row")) and a rate to compare.
          """
        ] + unclear).joined(separator: " "),
        method: "Groups below fairness.smallest-group rows are not compared.",
        remedy: "Gather more test rows of each group, or merge small ones.", weight: 0.6)
    }
    return judge(known, unclear, fairness, facts)
  }

  private static func sentence(_ refusal: FairnessRefusal, _ columns: String) -> String {
    switch refusal {
    case .metrics(let refusal): "\(ErrorText(refusal).clause.capitalizedFirst)."
    case .tooManyValues(let column, let limit):
      """
      \(column.visible) has more than \(limit) values, which are no groups of people, and was not \
      compared.
      """
    case .tooManyCombinations(let limit):
      "\(columns.visible) has more than \(limit) combinations, which were not compared."
    case .unknownReference: "\(refusal.message.capitalizedFirst)."
    }
  }

  private static func judge(
    _ gaps: [GroupGap], _ unclear: [String], _ fairness: FairnessFacts, _ facts: Facts
  ) -> Evidence {
    let project = facts.project
    let judged = gaps.map { ($0, $0.measure.judgement($0.estimate, project, rows: $0.rows)) }
    let wide = judged.filter { $0.1 == .fail }.map(\.0).sorted { $0.badness > $1.badness }
    let open = judged.filter(\.1.isUndecided).sorted { $0.0.badness > $1.0.badness }
    var status = CheckStatus.pass
    if !open.isEmpty { status = .undecided }
    if !unclear.isEmpty || !wide.isEmpty { status = .attention }
    if wide.contains(where: { $0.measure.isDeclared(project) }) { status = .fail }
    var sentences: [String] = []
    if wide.isEmpty {
      sentences.append(
        """
        Of \(gaps.count.of("comparison")) between groups of \(project.columns.protected.listed()) none \
        surely goes beyond what is acceptable.
        """)
      if open.isEmpty, let widest = gaps.max(by: { $0.strain(project) < $1.strain(project) }) {
        sentences.append(
          "Nearest to its limit is \(widest.subject), with \(widest.told) \(limit(widest, project))\(widest.ends)."
        )
      }
    } else {
      sentences += wide.prefix(3).map { $0.sentence(project) }
      if wide.count > 3 { sentences.append("\((wide.count - 3).of("more comparison")) do so too.") }
    }
    if let (gap, judgement) = open.first {
      let words = judgement.open(gap.estimate, "test rows").map { "; \($0)" } ?? ""
      sentences.append(
        """
        \(open.count) \(open.count.verb("is", "are")) undecided, the worst of them \(gap.subject), with \
        \(gap.told) \(limit(gap, project))\(gap.ends)\(words).
        """)
    }
    let small = Set(gaps.flatMap(\.leftOut)).sorted()
    if !small.isEmpty {
      sentences.append("Too small to compare: \(small.listed(3)).")
    }
    return evidence(
      status, (sentences + unclear).joined(separator: " "),
      measurements: gaps.map { $0.measurement(project) },
      figures: [(wide.first ?? open.first?.0 ?? gaps.first)?.figure].compactMap(\.self),
      method: method(gaps, fairness, project),
      remedy: remedy(status, wide, project), weight: status == .fail ? 0.9 : 0.7)
  }

  /// `against a limit of 0.8`.
  private static func limit(_ gap: GroupGap, _ project: Project) -> String {
    "against a limit of \(gap.measure.words(gap.measure.limit(project)))"
  }

  private static func method(
    _ gaps: [GroupGap], _ fairness: FairnessFacts, _ project: Project
  ) -> String {
    let measures = FairnessMeasure.judged(project).map { measure in
      let origin = measure.isDeclared(project) ? "declared as" : "the default of"
      return """
        \(measure.words), \(measure.isDifference ? "at most" : "at least") \
        \(measure.words(measure.limit(project))) (\(origin) \(measure.path))
        """
    }
    let combined =
      fairness.isCombined
      ? "Combinations of the protected columns are groups too. "
      : project.columns.protected.count > FairnessOptions.combinedColumns
        ? """
        Combinations were not compared: there are more than \(FairnessOptions.combinedColumns) \
        protected columns. 
        """ : ""
    return """
      Judged: \(measures.joined(separator: "; ")). \(combined)Intervals hold for all pairs of groups, and \
      for all \(gaps.count.of("comparison")) together (corrected for these, Bonferroni, and so wider than those of \
      `assay fairness`). Groups below \
      \(NumberText.count(project.fairness.smallestGroup)) labelled rows enter no comparison. A limit that \
      the team declares fails when it is surely broken, a default asks for attention.
      """
  }

  private static func remedy(
    _ status: CheckStatus, _ wide: [GroupGap], _ project: Project
  ) -> String? {
    if status == .pass { return nil }
    guard let worst = wide.first else {
      return status == .undecided
        ? "Gather more test rows of the groups, or accept the uncertainty with a reason."
        : "Mend or merge the columns that could not be compared."
    }
    let declare =
      worst.measure.isDeclared(project)
      ? ""
      : """
       Say in \(worst.measure.path) which difference is acceptable here; where the groups truly differ, \
      the measure that fits may be another one.
      """
    return """
      Look at how \(worst.name) comes to differ (`assay fairness` shows every rate), give the model more \
      rows of the group that fares worse, or choose thresholds that treat them alike.\(declare)
      """
  }
}

extension Check {
  /// Evidence of a check on people where nothing says who they are; nil where columns are
  /// protected.
  static func withoutPeople(_ facts: Facts) -> Evidence? {
    guard facts.project.columns.protected.isEmpty else { return nil }
    guard facts.project.places["columns.protected"] == nil else {
      return notApplicable("columns.protected is empty: the rows are not about people.")
    }
    return missing(
      """
      No protected columns are declared. If the rows are not about people, say so with \
      `protected: []` under `columns:`.
      """, add: ["columns.protected"])
  }
}
