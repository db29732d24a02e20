extension TestScoreItem {
  /// The four sections with their seven tests each, in the rubric's order.
  package static let sections: [(name: String, items: [TestScoreItem])] = [
    ("Data", data), ("Model", model), ("Infrastructure", infrastructure),
    ("Monitoring", monitoring),
  ]

  private static let data = [
    TestScoreItem(
      "What the features should look like is written down as a schema and tested.",
      checks: [.check("quality.contract")], questions: ["quality.tests"]),
    TestScoreItem(
      "Every feature earns its place.",
      checks: [.check("responsible.importance")], questions: ["responsible.transparency-inputs"]),
    TestScoreItem(
      "No feature costs more than it gives.",
      checks: [.check("limits.cost")], questions: ["limits.measurements"]),
    TestScoreItem(
      "Features keep the rules on what may be used.",
      questions: ["distribution.origin", "responsible.impact-suitable-data"]),
    TestScoreItem(
      "Privacy is controlled along the whole data pipeline.",
      checks: [.check("responsible.privacy")], questions: ["responsible.privacy-data"]),
    TestScoreItem("A new feature can be added quickly."),
    TestScoreItem(
      "The code that makes the input features is tested.",
      checks: [.check("parity.features"), .check("parity.transform")],
      questions: ["parity.feature-differences"]),
  ]

  private static let model = [
    TestScoreItem(
      "The model's specification was reviewed and is kept under version control.",
      questions: ["responsible.accountability-review"]),
    TestScoreItem(
      "The metrics measured offline move with what counts in production.",
      checks: [.check("truth.proxy")], questions: ["metrics.meaning"]),
    TestScoreItem(
      "The model's settings were tuned.",
      checks: [.check("benchmark.candidates")], questions: ["benchmark.candidates"]),
    TestScoreItem(
      "It is known what an old model costs.",
      checks: [.check("metrics.window")], questions: ["metrics.period"]),
    TestScoreItem(
      "A simpler model is not as good.",
      checks: [.everyCheck(of: .baseline)], questions: ["baseline.comparison"]),
    TestScoreItem(
      "The model is good enough on every slice of the data that matters.",
      checks: [.check("metrics.subgroups")], questions: ["metrics.groups"]),
    TestScoreItem(
      "The model was tested for whom it leaves out or treats unequally.",
      checks: [
        .check("distribution.representation"), .check("responsible.fairness"),
        .check("responsible.inclusiveness"),
      ],
      questions: ["responsible.fairness-measure", "responsible.inclusiveness-served"]),
  ]

  private static let infrastructure = [
    TestScoreItem(
      "Training can be repeated with the same result.",
      checks: [.check("benchmark.split")], questions: ["benchmark.reproduction"]),
    TestScoreItem("The code that specifies the model has unit tests."),
    TestScoreItem(
      "The whole pipeline is tested from end to end.",
      checks: [.check("integration.mode")], questions: ["integration.serving"]),
    TestScoreItem(
      "The model's quality is validated before it serves.",
      checks: [.check("benchmark.metrics")], questions: ["benchmark.chosen-metrics"]),
    TestScoreItem(
      "The way to a single prediction can be followed step by step.",
      checks: [.check("parity.predictions")], questions: ["responsible.transparency-explanation"]),
    TestScoreItem("A new model serves a small share of requests before it serves them all."),
    TestScoreItem(
      "An earlier model can be brought back quickly and safely.",
      checks: [.check("integration.fallback")], questions: ["integration.failure"]),
  ]

  private static let monitoring = [
    TestScoreItem(
      "Changes in what the model depends on are announced.",
      checks: [.check("quality.observability")], questions: ["quality.watching"]),
    TestScoreItem(
      "What must hold of the data is watched in training and in serving.",
      checks: [.check("quality.contract")], questions: ["quality.tests", "drift.warnings"]),
    TestScoreItem(
      "Training and serving compute the same feature values.",
      checks: [.check("parity.features")], questions: ["parity.feature-differences"]),
    TestScoreItem(
      "No model serves for longer than it stays good.",
      checks: [.check("performance.retraining")], questions: ["performance.retraining"]),
    TestScoreItem(
      "The model's numbers stay finite and sound.",
      checks: [.check("performance.output")], questions: ["performance.output-anomalies"]),
    TestScoreItem(
      "Speed and memory do not get worse, in training or in serving.",
      checks: [
        .check("limits.latency"), .check("limits.throughput"), .check("limits.memory"),
      ],
      questions: ["limits.measurements"]),
    TestScoreItem(
      "The quality of predictions on live data does not get worse.",
      checks: [.check("performance.realised")], questions: ["performance.monitoring"]),
  ]
}
