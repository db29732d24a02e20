package import Checklist

/// A model card in the Hugging Face format, made of verified evidence and of what people answered.
///
/// The block at the top is the metadata that the hub reads, with every metric on test as a result
/// of `model-index`; the text below has the same figures with their intervals.
package struct ModelCard: Sendable {
  private let project: Project
  private let plan: ProductionPlan
  private let aspects: [AspectResult]

  /// The card of a model.
  ///
  /// - Parameter aspects: as they stand today.
  package init(_ project: Project, plan: ProductionPlan, aspects: [AspectResult]) {
    self.project = project
    self.plan = plan
    self.aspects = aspects
  }

  /// The whole text.
  package func text() -> String {
    ([metadata, opening] + sections.map(section) + [evidence]).joined(separator: "\n")
  }

  /// Metrics on test that have a value: nothing else counts as evaluated.
  private var results: [Measurement] {
    let suffix = " on test"
    return
      (aspects.flatMap(\.checks).first { $0.check.id == "benchmark.metrics" }?.measurements ?? [])
      .filter { $0.name.hasSuffix(suffix) && $0.value?.isFinite == true }
      .map { one in
        var one = one
        one.name = String(one.name.dropLast(suffix.count))
        return one
      }
  }

  private var task: String {
    project.model.task == .regression ? "tabular-regression" : "tabular-classification"
  }

  private var metadata: String {
    var mapping = ConfigurationMapping()
    if let licence = project.data[.train]?.licence {
      mapping["license"] = .text("other")
      mapping["license_name"] = .text(licence)
    }
    mapping["tags"] = .list([.text("assay"), .text(task)])
    mapping["pipeline_tag"] = .text(task)
    if !results.isEmpty { mapping["model-index"] = .list([.mapping(index)]) }
    return "---\n" + YAMLText.block(mapping).joined(separator: "\n") + "\n---\n"
  }

  private var index: ConfigurationMapping {
    func mapping(_ entries: [(String, ConfigurationValue)]) -> ConfigurationValue {
      var mapping = ConfigurationMapping()
      for (key, value) in entries { mapping[key] = value }
      return .mapping(mapping)
    }
    let dataset = project.data[.test]?.source ?? "test"
    let metrics = results.map { one in
      mapping([
        ("type", .text(one.name)), ("value", .number(one.value ?? 0)), ("name", .text(one.name)),
      ])
    }
    let result = mapping([
      ("task", mapping([("type", .text(task)), ("name", .text(project.model.task.rawValue))])),
      ("dataset", mapping([("type", .text("assay-test")), ("name", .text(dataset))])),
      ("metrics", .list(metrics)),
    ])
    guard
      case .mapping(let index) = mapping([
        ("name", .text(project.model.name)), ("results", .list([result])),
      ])
    else { return ConfigurationMapping() }
    return index
  }

  private var opening: String {
    let description =
      project.model.description ?? "What the model is for has not been written down."
    let verdict =
      Verdict(rawValue: plan.assessment.verdict).map { StatusWords($0).word } ?? "unknown"
    return """
      # \(PlanWords.model(plan).markdownEscaped)

      \(description.markdownEscaped)

      - Predicts: \(project.columns.target.markdownEscaped) (\(project.model.task.rawValue))
      - Answers for it: \((plan.owner(.model)?.name ?? "nobody is named").markdownEscaped)
      - Assessed: \(plan.assessment.time.markdownEscaped), verdict \(verdict)

      """
  }

  /// Headings with the questions whose answers stand below them.
  private static let questions: [(heading: String, items: [String])] = [
    ("Intended use", ["integration.place", "integration.consumers", "metrics.meaning"]),
    (
      "Limits and risks",
      [
        "responsible.reliability-limits", "responsible.reliability-harm", "integration.mistakes",
        "responsible.inclusiveness-served",
      ]
    ),
    (
      "Fairness and privacy",
      [
        "responsible.fairness-groups", "responsible.fairness-measure", "responsible.privacy-data",
        "responsible.privacy-attacks",
      ]
    ),
    (
      "Explaining and overruling",
      [
        "responsible.transparency-explanation", "integration.human", "integration.reports",
        "integration.failure",
      ]
    ),
  ]

  private var sections: [(heading: String, lines: [String])] {
    let answers = aspects.flatMap(\.questions)
    let told = Self.questions.map { heading, items in
      (
        heading,
        items.compactMap { item -> String? in
          guard let one = answers.first(where: { $0.question.id == item }) else { return nil }
          let answer = one.answer?.text.markdownEscapedLines ?? "*Not answered.*"
          return "- \(one.question.text.markdownEscaped) \(answer)"
        }
      )
    }
    return [told[0], ("Data", data), ("Evaluation", evaluation)] + told.dropFirst()
      + [("Open risks", risks), ("In production", production)]
  }

  private func section(_ one: (heading: String, lines: [String])) -> String {
    "## \(one.heading)\n\n"
      + (one.lines.isEmpty ? "Nothing is known.\n" : one.lines.joined(separator: "\n") + "\n")
  }

  private var data: [String] {
    project.data.sets.sorted { $0.key < $1.key }.map { role, set in
      let facts = [
        set.collected.map { "collected \($0)" }, set.by.map { "by \($0)" },
        set.licence.map { "licence \($0)" }, set.labelled.map { "labelled \($0)" },
      ].compactMap(\.self)
      let told = facts.isEmpty ? "its origin is not written down" : facts.joined(separator: ", ")
      return "- \(role.rawValue): \(set.source.markdownEscaped) – \(told.markdownEscaped)"
    }
  }

  private var evaluation: [String] {
    guard !results.isEmpty else { return [] }
    return ["| Metric on test | Value | Interval | Goal |", "| --- | --: | --- | --: |"]
      + results.map { one in
        let text = MeasurementText(one)
        let interval = text.interval.map { "\($0) (\(text.intervalMethod ?? ""))" } ?? "–"
        return """
          | \(one.name.markdownEscaped) | \(text.value.markdownEscaped) \
          | \(interval.markdownEscaped) | \((text.threshold ?? "–").markdownEscaped) |
          """
      }
  }

  private var risks: [String] {
    guard !plan.risks.isEmpty else { return ["Everything that was checked passes."] }
    return plan.risks.map { risk in
      let decision =
        risk.decision.map { "\($0) by \(risk.by ?? "a person")" } ?? "no decision"
      return """
        - \(risk.item.markdownEscaped), \(risk.status.markdownEscaped) (\(decision.markdownEscaped)): \
        \((risk.finding ?? "").markdownEscaped)
        """
    }
  }

  private var production: [String] {
    plan.monitors.map { "- \($0.id.markdownEscaped): \($0.rule.markdownEscaped)" }
      + PlanWords.policies(plan).map { "- \($0.what): \($0.how.markdownEscaped)" }
  }

  private var evidence: String {
    """
    ## Evidence

    Every figure above was measured by `assay assess` (Assay \(plan.assessment.assay.markdownEscaped)) and \
    still stood on its data and settings when this card was made. SHA-256 of the evidence: \
    `\(plan.assessment.evidence)`.

    """
  }
}
