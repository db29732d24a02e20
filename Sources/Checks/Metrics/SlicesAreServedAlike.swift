package import Checklist
internal import Measurements
internal import Statistics

/// Whether the model is about as good on slices of rows that nobody thought of declaring.
package enum SlicesAreServedAlike: Check {
  package static let card = CheckCard(
    id: "metrics.slices", aspect: .metrics,
    title: "The model is about as good on slices that nobody declared",
    summary: """
      Searches half of the test rows for slices of up to three conditions on which the model errs more \
      than on rows that it answers alike, and holds what it finds against the other half.
      """,
    reference: """
      Chung et al. 2019, Slice Finder; Sagadeeva and Boehm 2021, SliceLine; Benjamini and Hochberg 1995
      """,
    needs: ["data.test"],
    settings: ["metrics", "baseline.sample"])

  /// Errors more in a hundred rows that are told as a weakness of a classifier.
  static let moreErrors = 0.05
  /// The excess of the error's magnitude that is told as a weakness of numbers, in parts of the
  /// mean error.
  static let moreOfError = 0.5
  /// Quantiles of the model's answers within which rows are answered alike.
  static let bins = 20

  package static func needs(_ project: Project) -> Needs {
    isSearched(project.model.task)
      ? Needs(metrics: [.test], rows: [.train, .test], measuresPowers: true) : Needs()
  }

  private static func isSearched(_ task: Project.Task) -> Bool {
    task == .binary || task == .multiclass || task == .regression
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let project = facts.project
    guard isSearched(project.model.task) else {
      return notApplicable(
        """
        Errors of a \(project.model.task.rawValue) hang together from row to row, so that one half of the rows \
        cannot confirm what the other shows; declared groups are compared by metrics.subgroups.
        """)
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let test = facts[.test], try test.metrics?.get() != nil, let rows = try test.rows?.get()
    else { return notApplicable("No rows of test were kept.") }
    var options = project.metricOptions(test.names)
    guard givesScores(options) else {
      return notApplicable(
        """
        The model gives no \(project.model.task == .binary ? "score" : "probabilities") that would say where it is \
        unsure, and there every model errs more; `assay metrics --slices` searches by errors alone.
        """)
    }
    options.level = project.metrics.level
    var answers = try RowAnswers(rows, options)
    if let entity = project.columns.entity, let column = answers.table[entity] {
      answers = answers.onePerEntity(column, seed: seed)
    }
    var search = SliceOptions()
    search.seed = seed
    search.columns = columns(facts, test).filter { answers.table[$0] != nil }
    search.loss = .column("excess")
    var study = try SliceStudy(options, search)
    let report = study.report(answers.table, losses: answers.excess(bins: bins))
    // A declared group by itself is the subject of metrics.subgroups.
    let slices = report.slices.filter { slice in
      slice.conditions.count > 1 || !project.groupColumns.contains(slice.conditions[0].column)
    }
    return evidence(report, slices, answers, project)
  }

  private static func givesScores(_ options: MetricOptions) -> Bool {
    switch options.task {
    case .binary: options.score != nil
    case .multiclass: !options.multiclass.probabilities.isEmpty
    case .regression, .forecast, .ranking: true
    }
  }

  private static let seed: UInt64 = 1

  /// What is sliced by: the model's features and the declared groups, but no column whose values
  /// reports are not to show.
  private static func columns(_ facts: Facts, _ test: SetFacts) -> [String] {
    let (project, shown) = (facts.project, facts.shown)
    var columns = project.features(in: test.profile)
    columns += project.groupColumns.filter { !columns.contains($0) }
    // By a column that gives the label away every error is a slice.
    let leaks = facts.knownPowers?.leaks ?? []
    // What was weak between two moments does not come again; when a label came is no property of a
    // row.
    let times = [
      project.columns.timestamp, project.truth.labels?.time, project.truth.labels?.predictedAt,
    ]
    return columns.filter { column in
      test.has(column) && !shown.hides(column) && !leaks.contains(column)
        && !times.contains(column) && test.profile[column]?.type != .timestamp
    }
  }

  private static func evidence(
    _ report: SliceReport, _ slices: [SliceReport.Slice], _ answers: RowAnswers, _ project: Project
  ) -> Evidence {
    let isClasses = project.model.task != .regression
    let overall = answers.losses.reduce(0, +) / Double(max(answers.losses.count, 1))
    let limit = isClasses ? moreErrors : moreOfError * overall
    if let note = report.note {
      guard answers.table.rowCount < fewestRows else {
        return notApplicable("Nothing was searched: \(note).")
      }
      return evidence(
        .undecided,
        """
        \(answers.table.rowCount.of("test row")) \(answers.table.rowCount.verb("is", "are")) too few to find a slice \
        in one half and confirm it in the other.
        """,
        method: "Slices are searched from \(NumberText.count(fewestRows)) rows on.",
        remedy: "Judge on more test rows.", weight: 0.3)
    }
    let weak = slices.filter { ($0.difference.interval?.low ?? -.infinity) >= limit }
    let text = Words(isClasses: isClasses, project)
    return evidence(
      weak.isEmpty ? .pass : .attention,
      finding(report, slices, weak, text, limit: limit),
      measurements: slices.map { slice in
        Measurement(
          name: "excess where \(text.slice(slice))", value: slice.difference.value ?? slice.loss,
          interval: slice.difference.interval, unit: text.unit, threshold: limit,
          note: "\(NumberText.count(slice.rows)) rows")
      },
      figures: slices.isEmpty ? [] : [figure(slices, weak, text, limit: limit)],
      method: """
        The loss of a row – \(text.loss) – less what a line through the losses of rows in the same of \(bins) \
        quantiles of answers gives: where a model is unsure and its answer shows it, every model errs more. Slices are \
        searched in one half of \(answers.table.rowCount.of("row")) and tested on the other, with a false \
        discovery rate of \(NumberText.percent(report.falseDiscoveryRate)). A slice is weak when its excess \
        surely reaches \(text.amount(limit)).
        """,
      remedy: weak.isEmpty
        ? nil
        : """
        Look at rows of these slices: give the model features or rows that tell them apart, and declare \
        columns.segments for what is to be watched in production.
        """,
      weight: 0.5)
  }

  /// Rows from which each half holds two slices of the fewest rows.
  private static let fewestRows = 4 * SliceOptions.fewestRows

  private static func finding(
    _ report: SliceReport, _ slices: [SliceReport.Slice], _ weak: [SliceReport.Slice],
    _ text: Words,
    limit: Double
  ) -> String {
    let looked = """
      Slices of fewer than \(NumberText.count(report.smallestRows)) rows in each half were not looked at.
      """
    guard let first = weak.first, let excess = first.difference.value else {
      let small = slices.count
      return """
        No slice of up to \(report.conditions) conditions on \(report.columns.count.of("column")) surely errs \
        \(text.more(limit)) than rows that the model answers alike\
        \(small > 0 ? "; of \(small) that \(small.verb("errs", "err")) more, none surely by as much" : ""). \(looked)
        """
    }
    let others = weak.dropFirst().prefix(2).map(text.slice)
    let further = weak.count - 1 - others.count
    return """
      Where \(text.slice(first)) (\(NumberText.percent(first.share)) of the rows) the model errs \
      \(text.more(excess)) than on rows that it answers alike\
      \(others.isEmpty ? "" : "; so it does where \(others.joined(separator: ", and where "))")\
      \(further > 0 ? ", and in \(further) more" : ""). \(looked)
      """
  }

  private static func figure(
    _ slices: [SliceReport.Slice], _ weak: [SliceReport.Slice], _ text: Words, limit: Double
  ) -> Figure {
    let names = Set(weak.map(text.slice))
    return Figure(
      title: "Excess loss of the slices found",
      summary:
        "\(weak.count) of \(slices.count) surely \(weak.count.verb("reaches", "reach")) the limit.",
      content: .intervals(
        Figure.IntervalRows(
          axis: "excess loss (\(text.unit))",
          rows: slices.compactMap { slice in
            slice.difference.value.map {
              Figure.IntervalRows.Row(
                label: text.slice(slice), value: $0, interval: slice.difference.interval,
                count: slice.rows, isHighlighted: names.contains(text.slice(slice)))
            }
          },
          lines: [Figure.Line(label: "weak from here", value: limit)])))
  }

  /// How losses and slices are worded.
  private struct Words {
    let isClasses: Bool
    private let target: String

    init(isClasses: Bool, _ project: Project) {
      self.isClasses = isClasses
      target = project.columns.target.visible
    }

    var unit: String { isClasses ? "share" : target }
    var loss: String { isClasses ? "1 for a wrong class, else 0" : "the error's magnitude" }

    func amount(_ value: Double) -> String {
      isClasses ? "\(NumberText.plain(value * 100)) errors in 100 rows" : NumberText.plain(value)
    }

    /// `by 12 errors in 100 rows more`.
    func more(_ value: Double) -> String { "by \(amount(value)) more" }

    func slice(_ slice: SliceReport.Slice) -> String {
      slice.conditions.map { condition in condition.phrase { NumberText.plain($0) }.visible }
        .joined(separator: " and ")
    }
  }
}
