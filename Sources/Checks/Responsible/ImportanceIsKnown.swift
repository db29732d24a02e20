package import Checklist
internal import Learners
internal import Statistics

/// Whether it is known what each input of the model is worth.
package enum ImportanceIsKnown: Check {
  package static let card = CheckCard(
    id: "responsible.importance", aspect: .responsible,
    title: "It is known which inputs matter most to the predictions",
    summary: """
      Shuffles one input after the other and asks the model again: the loss of the primary metric is what \
      the input is worth to it. A protected column that matters is named.
      """,
    reference:
      "permutation importance: Breiman, Random Forests, 2001; intervals of paired differences",
    needs: ["model.onnx", "data.test"],
    settings: ModelSettings.keys + ["metrics"])

  /// Inputs that a figure shows at most.
  private static let shown = 20

  package static func needs(_ project: Project) -> Needs {
    guard project.model.predictor != nil, project.reasonNotDisturbed == nil else { return Needs() }
    return Needs(metrics: [.test], rows: [.test], model: [.importance])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let reason = facts.project.reasonNotDisturbed { return notApplicable(reason) }
    guard facts.project.model.predictor != nil else { return missingModel() }
    if let missing = missingSets([.test], in: facts) { return missing }
    guard let study = try facts.model?.get().importance?.get() else {
      return notApplicable("The model was not asked.")
    }
    let primary = try facts.metricOfAnswers()
    let text = MetricText(primary.card)
    let matter = study.inputs.filter { ($0.loss.interval?.low ?? 0) > 0 }
    let idle = study.inputs.filter { input in
      input.loss.interval.map { $0.low <= 0 } ?? false
    }
    let protected = matter.filter { facts.project.columns.protected.contains($0.column) }
    var draft = FindingDraft()
    if matter.isEmpty {
      draft.add(
        .undecided,
        "Of \(study.inputs.count.of("input")) none surely matters to \(text.name) on these rows.")
    } else {
      let told = matter.prefix(3).map { "\($0.column.visible) \(text.words($0.loss))" }
      draft.add(
        .pass,
        "Without its order \(text.name) loses most by \(told.joined(separator: ", ")).")
    }
    if !idle.isEmpty {
      draft.add(
        .pass,
        """
        \(idle.count.of("input")) may add nothing: \(idle.map(\.column).listed()).
        """)
    }
    if !protected.isEmpty {
      draft.add(
        .attention,
        "The protected \(protected.map(\.column).listed()) \(protected.count.verb("matters", "matter"))."
      )
    }
    let status = draft.status
    return evidence(
      status, draft.text,
      measurements: study.inputs.map { input in
        Measurement(
          name: "loss of \(primary.key) without \(input.column)", value: input.loss.value,
          interval: input.loss.interval, unit: primary.card.unit, note: input.loss.note)
      }, figures: [figure(study, primary)],
      method: """
        \(NumberText.count(study.rows)) labelled test rows; each input was shuffled once, by a fixed \
        seed. Intervals hold for all inputs together (Bonferroni). Inputs that tell the same share what \
        they are worth: each alone may seem to add nothing.
        """,
      remedy: status == .pass
        ? nil
        : status == .undecided
          ? "Ask the model for more rows (model.sample), or look whether it uses its inputs at all."
          : "Say why the model may use that column, or train it without.",
      weight: 0.45)
  }

  private static func figure(_ study: ImportanceStudy, _ primary: PrimaryMetric) -> Figure {
    Figure(
      title: "What each input is worth",
      summary: study.inputs.prefix(5).map {
        "\($0.column.visible): \(MetricText(primary.card).words($0.loss.value ?? .nan))"
      }.joined(separator: "; "),
      content: .intervals(
        Figure.IntervalRows(
          axis: "loss of \(primary.card.title.asClause) (\(primary.card.unit))",
          rows: study.inputs.prefix(shown).map {
            Figure.IntervalRows.Row(
              label: $0.column.visible, value: $0.loss.value, interval: $0.loss.interval,
              count: study.rows)
          }, lines: [Figure.Line(label: "nothing", value: 0)])))
  }
}
