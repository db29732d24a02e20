package import Checklist
internal import Measurements
internal import Statistics

/// Whether the metric still holds when groups are mixed as in production.
package enum MetricHoldsInProductionMix: Check {
  package static let card = CheckCard(
    id: "metrics.mix", aspect: .metrics,
    title: "The metric holds with production's mix of groups",
    summary: """
      Computes the metric to expect over all rows of production from each group's metric on test and \
      the shares of the groups in scoring, else those declared as population.
      """,
    reference: "Cochran, Sampling Techniques, 1977, ch. 5",
    needs: ["data.test", "data.scoring", "columns.segments"],
    settings: ["metrics", "population"])

  /// The share of production in groups that test does not have, from which on nothing holds of it
  /// all.
  private static let unmeasuredShare = 0.05

  package static func needs(_ project: Project) -> Needs {
    project.model.task == .ranking
      ? Needs() : Needs(profiles: [.scoring], metrics: [.test], segments: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let project = facts.project
    guard project.model.task != .ranking else {
      return notApplicable(
        "A ranking's figure is a mean over queries, and how many of each kind come is not counted yet."
      )
    }
    if let missing = missingSets([.test], in: facts) { return missing }
    guard !project.groupColumns.isEmpty else {
      return missing("No groups that matter are declared.", add: ["columns.segments"])
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let test = facts[.test], let report = try test.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    let primary = try facts.primary()
    let whole = try report.whole(primary).entry
    let shown = facts.shown
    var mixed: [Mixed] = []
    var left: [String] = []
    for (column, segment) in test.segments where project.groupColumns.contains(column) {
      // A column that cannot be grouped is the finding of metrics.subgroups.
      guard case .success(let groups) = segment else { continue }
      guard let shares = GroupedProduction(column, groups, facts) else {
        left.append(column.visible)
        continue
      }
      do throws(Undefined) {
        let mix = try MixReport(groups, shares.production, level: project.metrics.level)
        guard let estimate = mix[primary.key], estimate.value != nil else {
          throw Undefined(mix[primary.key]?.note ?? "it was not measured")
        }
        mixed.append(
          Mixed(
            column: column.visible, origin: shares.origin, mix: mix,
            name: { shown.text($0, of: column) },
            figure: TranslatedFigure(
              primary, test: whole.estimate, production: estimate, project)))
      } catch {
        left.append("\(column.visible) (\(error.reason))")
      }
    }
    guard !mixed.isEmpty else {
      guard facts[.scoring] != nil || !project.population.isEmpty else {
        return missing("Nothing says how groups are mixed in production.", add: ["data.scoring"])
      }
      return notApplicable(
        "\(MetricText(primary.card).name.capitalizedFirst) cannot be put together from groups of \(left.listed())."
      )
    }
    return evidence(mixed, left, primary)
  }

  private struct Mixed {
    let column: String
    /// Where the shares come from: `the scoring data`.
    let origin: String
    let mix: MixReport
    /// A value of the column as it may be shown.
    let name: (String) -> String
    let figure: TranslatedFigure

    var isUnmeasured: Bool { mix.absentShare > MetricHoldsInProductionMix.unmeasuredShare }
    var status: CheckStatus {
      figure.status.worse(isUnmeasured ? .attention : .pass)
    }
  }

  private static func evidence(
    _ mixed: [Mixed], _ left: [String], _ primary: PrimaryMetric
  ) -> Evidence {
    let status = mixed.map(\.status).reduce(CheckStatus.pass) { $0.worse($1) }
    let worst = mixed.sorted { ($0.figure.loss ?? 0) > ($1.figure.loss ?? 0) }
    var sentences = worst.filter { $0.figure.status != .pass }.prefix(3).map { one in
      "With the mix of \(one.column) of \(one.origin), \(one.figure.words)\(moved(one))."
    }
    sentences += mixed.filter(\.isUnmeasured).map { one in
      """
      \(NumberText.percent(one.mix.absentShare)) of production has values of \(one.column) that test does not \
      have (\(one.mix.absent.map { one.name($0.key) }.listed(3))): nothing tells how the model does there.
      """
    }
    if sentences.isEmpty, let first = worst.first {
      sentences = [
        """
        With production's mix of \(mixed.map(\.column).listed()) the metric stays as it is on test: with \
        that of \(first.column), \(first.figure.words).
        """
      ]
    }
    return evidence(
      status, sentences.joined(separator: " "),
      measurements: worst.flatMap { one in
        [one.figure.measurements("with production's mix of \(one.column)")[0]]
          + one.mix.parts.prefix(12).map {
            Measurement(
              name: "share of \(one.column) = \(one.name($0.key)) in production", value: $0.share,
              unit: "share", note: $0.measuredShare.map { "\(NumberText.percent($0)) of test" })
          }
      } + Array(worst.prefix(1).map { $0.figure.measurements("")[1] }),
      method: """
        Each group keeps its metric on test; only its share changes. Means over rows are averaged, metrics \
        of calls follow from the averaged confusion cells, the area under the ROC curve from all pairs of \
        rows of one group and of two; counted shares add their own uncertainty. Groups that test lacks are \
        left out, the others' shares raised alike.\
        \(left.isEmpty ? "" : " Not mixed: \(left.listed()).") A loss of more than \
        \(NumberText.plain(primary.tolerance)), \(primary.toleranceOrigin), asks for attention; a goal that \
        production surely misses and test does not fails.
        """,
      remedy: status == .pass
        ? nil
        : """
        Report the figure with production's mix and set the goal (metrics.goals) for that figure; gather \
        test rows of groups that are new, and give the model more rows of the groups that grow.
        """,
      weight: status == .fail ? 0.85 : 0.55)
  }

  /// Which group grew or shrank most, a clause.
  private static func moved(_ one: Mixed) -> String {
    let gap = one.mix.parts.max {
      ($0.share - ($0.measuredShare ?? 0)).magnitude
        < ($1.share - ($1.measuredShare ?? 0)).magnitude
    }
    return gap.map {
      """
      ; \(one.name($0.key)) is \(NumberText.percent($0.share)) of production and \
      \(NumberText.percent($0.measuredShare ?? 0)) of test
      """
    } ?? ""
  }
}

/// How a column's groups are mixed in production, by the names that a report gives them.
private struct GroupedProduction {
  let production: ProductionShares
  let origin: String

  /// The shares of the scoring data, else those declared; nil without either.
  init?(_ column: String, _ groups: MetricsReport, _ facts: Facts) {
    let names = Dictionary(
      groups.groups.map { (Self.canonical($0.values.first?.value ?? "missing"), $0.key) },
      uniquingKeysWith: { first, _ in first })
    func keys<Value>(_ values: [String: Value], _ add: (Value, Value) -> Value) -> [String: Value] {
      Dictionary(
        values.map { (names[Self.canonical($0.key)] ?? $0.key, $0.value) }, uniquingKeysWith: add)
    }
    if let scoring = facts[.scoring], let counted = GroupShares(scoring, column),
      let shares = ProductionShares(counts: keys(counted.counts, +))
    {
      (production, origin) = (shares, "the scoring data")
      return
    }
    guard let declared = facts.project.population[column],
      let shares = ProductionShares(declared: keys(declared, +))
    else { return nil }
    (production, origin) = (shares, "the declared population")
  }

  /// Numbers as whole ones where they are, so that `1` and `1.0` are one group.
  private static func canonical(_ name: String) -> String {
    Double(name).flatMap { Int64(exactly: $0) }.map(String.init) ?? name
  }
}
