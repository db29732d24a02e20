import Testing

@testable import Checklist

@Suite("Project files that are read")
struct ProjectTests {
  private static let full = """
    version: 1
    model: {name: Ä model, version: 1.10, description: d, owner: o, task: binary, url: "http://h:1/p", protocol: json, template: '{"r": {{rows}}}', answer: a.0, token-variable: TOKEN, timeout: 2 minutes, output: "p[late]", batch: 7, sample: 70, tolerance: 1e-3, files: [m.pkl], trusted-modules: [our.features]}
    data:
      train: {source: "duckdb:select * from 'a.parquet'", collected: 2013, by: us, licence: CC0-1.0, labelled: auto}
      validation: v/*.csv
      test: ./t.parquet
      scoring: /abs/s.parquet
    columns:
      target: no
      positive: 1
      prediction: pred
      score: p
      timestamp: ts
      entity: plane
      identifier: id
      features: [a, "b\\nc"]
      ignore: [z]
      segments: [carrier]
      protected: [age]
      personal: [mail]
      quasi-identifiers: [age]
      sensitive: [ill]
      unavailable-at-scoring: [arrival]
    metrics: {primary: rocAUC, threshold: 0.4, window: 5000, level: 0.9, goals: {rocAUC: 0.75}, smallest-drop: 1e-2, power: 0.9, definitions: {training: {metric: rocAUC, definition: d, averaging: binary, positive: 1, threshold: 0.4, weights: w, unit: row, sampling: resampled, prevalence: 0.5, months: [1, 12], window: month}, scoring: {metric: rocAUC, definition: d, averaging: binary, positive: 1, threshold: 0.4, weights: w, unit: row, sampling: resampled, prevalence: 0.5, months: [1, 12], window: month}}}
    baseline: {margin: 0.01, period: week, previous-model: old, human-accuracy: 0.9, sample: 1000}
    drift: {effect: 0.2, level: 0.99, family: familywise, joint: {auc: 0.7}, columns: {a.b: {effect: 0.3}}, expected: [{kind: recurring, columns: [a.b], when: winter, period: 52 weeks, action: wait}], window: week, known: [{name: sale, from: 2026-06-01, until: 2026-06-30, columns: [a.b], action: wait}], feeds: [{name: w, data: w.csv, columns: [wind], timestamp: at, delay: 2 days, rows: 50}]}
    limits: {bench: b.json, batch: 8, concurrency: 2, quantile: p95, quality: {goal: 0.8, limit: 0.7}, latency: {goal: 2, limit: 5}, throughput: {goal: 9, limit: 3}, memory: {goal: 1, limit: 2}, cpu: {goal: 1, limit: 2}, gpu: {goal: 0.1, limit: 0.2}, cost: {goal: 1, limit: 2}, candidates: [{name: small, column: p_small, bench: s.json}]}
    truth: {labels: {data: l.csv, key: id, label: late, time: at, predicted-at: ts}, delay: 36 hours, coverage: 0.8, proxy: clicked, proxy-agreement: 0.5, annotations: {data: a.csv, item: i, annotator: w, label: l, truth: f}, agreement: 0.7, estimate: {window: week, tolerance: 0.05}}
    integration: {costs: {false-positive: 10, false-negative: 200, true-positive: -5, true-negative: 1, limit: 4, tolerance: 0.2, currency: EUR}, fallback: {value: 0.2, within: 1 second}, logged: {data: p.parquet, model: m, version: v, inputs: i}, feedback: {data: f.csv, key: i, joined: 0.9, send: [./report, "{key}"], within: 30 seconds}, output: {min: 0, max: 1, values: [1, 0], positives: {min: 0.1, max: 0.4}}}
    fairness: {selection-ratio: 0.9, odds-difference: 0.2, smallest-group: 50}
    privacy: {k: 3, l: 4, membership: 0.6}
    split: {method: time, seed: -7, fractions: {train: 0.7, test: 0.3}, manifest: s.json, description: by date}
    parity: {features: {offline: a.parquet, online: "b/*.csv", key: [id], timestamp: at, columns: [fare], absolute: 0.01, relative: 1e-4, share: 0.02}, transform: {training: t.yaml, scoring: s.json}}
    population: {age: {"18": 0.5, 65+: 0.4}}
    plan: {owners: [{role: on-call, name: Ops, contact: o@e.org}], channels: [{name: night, kind: pager, target: ml}], budget: {false-alarms: 2, days: 30}, every: 1 hour, rows-per-day: 900, respond-within: 30 minutes, quarantine: held/, labels: {delay: 14 days, coverage: 0.9}, retraining: {threshold: 0.6, every: 90 days, least-rows: 10000, cool-down: 14 days, approver: Ada, command: make train}, fallback: {kind: rule, target: r, within: 2 seconds}, review: {predictions: near 0.5, by: desk, within: 1 hour}, canary: {command: [./canary, "{key}"], alarms: a.jsonl, column: text, within: 2 minutes, every: 7 days}}
    answers:
      parity.feature-differences: None.
      drift.history: {text: "Snow: closed.", by: Ada, evidence: "https://example.org"}
      drift.detection:
      drift.warnings: "  "
    decisions:
      - {aspect: truth, kind: waive, by: Ada, reason: r, until: 2027-03-31}
      - {check: parity.inputs, kind: accept, by: Bob, reason: r}
    report: {directory: out}
    contract: {file: c.yaml, stages: {scoring: raw}}
    engines: {lake-1: {driver: snowflake, entrypoint: Start, uri: "snow://ann@acme/db", dialect: standard, options: {a.b: 1}, variables: {password: LAKE_PASSWORD}, files: {key: lake.p8}}, books: {driver: /opt/adbc/mysql.toml}}
    quality: {observations: {store: obs.sqlite, dataset: orders, downtime-budget: 8 hours}}
    pipeline: [{stage: raw, data: r.csv}, {stage: features, data: ./f.csv, contract: f.yaml, from: raw, rows: fewer}]
    """

  @Test("Every key arrives in its place")
  func everyKey() throws {
    let project = try Example.project(Self.full)
    #expect(project.model.name == "Ä model")
    #expect(project.model.version == "1.10")
    #expect(project.model.task == .binary)
    #expect(project.data[.train]?.licence == "CC0-1.0")
    #expect(project.data[.train]?.collected == "2013")
    #expect(project.columns.target == "no")
    #expect(project.columns.positive == "1")
    #expect(project.columns.identifier == ["id"])
    #expect(project.columns.features == ["a", "b\nc"])
    #expect(project.columns.unavailableAtScoring == ["arrival"])
    #expect(
      project.columns.reserved
        == ["no", "pred", "p", "ts", "plane", "id", "z", "arrival"])
    #expect(project.metrics.window == .rows(5000))
    #expect(project.metrics.goals == ["rocAUC": 0.75])
    #expect(project.metrics.smallestDrop == 0.01)
    #expect(project.baseline.period == .week)
    #expect(project.baseline.humanAccuracy == 0.9)
    #expect(project.baseline.sample == 1000)
    #expect(project.drift.family == .familyWise)
    #expect(project.drift.jointAUC == 0.7)
    #expect(project.drift.effect(of: "a.b") == 0.3)
    #expect(project.drift.effect(of: "other") == 0.2)
    let predictor = try #require(project.model.predictor)
    #expect(predictor.place == .endpoint("http://h:1/p", speaks: "json"))
    #expect(predictor.template == "{\"r\": {{rows}}}" && predictor.answer == "a.0")
    #expect(predictor.seconds == 120 && predictor.batch == 7 && predictor.sample == 70)
    #expect(predictor.output == "p[late]" && predictor.tokenVariable == "TOKEN")
    let throughput = try #require(project.limits.bounds[.throughput])
    #expect(throughput.goal == 9 && throughput.limit == 3)
    #expect(project.limits.bounds.count == 7 && project.limits.quantile == "p95")
    #expect(project.limits.candidates.map(\.column) == ["p_small"])
    #expect(project.truth.labels?.predictedAt == "ts" && project.truth.delay == 2)
    #expect(project.truth.annotations?.truth == "f" && project.truth.proxy == "clicked")
    #expect(
      project.integration.costs?.kind
        == .calls(falsePositive: 10, falseNegative: 200, truePositive: -5, trueNegative: 1))
    #expect(project.integration.costs?.limit == 4 && project.integration.costs?.tolerance == 0.2)
    #expect(project.integration.output?.values == ["1", "0"])
    #expect(project.integration.output?.mostPositives == 0.4)
    #expect(project.split?.fractions == [.train: 0.7, .test: 0.3])
    #expect(project.split?.seed == -7)
    #expect(project.contract?.file == "c.yaml")
    #expect(project.contract?.stages == [.scoring: "raw"])
    #expect(project.quality.observations?.store == "obs.sqlite")
    #expect(project.quality.observations?.dataset == "orders")
    #expect(project.quality.observations?.budget?.seconds == 28_800)
    #expect(project.pipeline.map(\.name) == ["raw", "features"])
    let stage = try #require(project.pipeline.last)
    #expect(stage.from == ["raw"] && stage.rows == .fewer && stage.contract == "f.yaml")
    #expect(stage.source(from: "/p") == "/p/f.csv")
    let expected = try #require(project.drift.expected.first)
    #expect(expected.kind == .recurring && expected.columns == ["a.b"] && expected.action == .wait)
    #expect(expected.period?.seconds == 52 * 604_800 && expected.when == "winter")
    let plan = project.plan
    #expect(plan.owners.map(\.role) == [.onCall] && plan.owners[0].contact == "o@e.org")
    #expect(plan.channels.map(\.kind) == [.pager] && plan.quarantine == "held/")
    #expect(plan.budget == ProductionPlan.Budget(falseAlarms: 2, days: 30))
    #expect(plan.every?.seconds == 3_600 && plan.rowsPerDay == 900)
    #expect(plan.respondWithin?.seconds == 1_800 && plan.labels.coverage == 0.9)
    #expect(plan.retraining.leastRows == 10_000 && plan.retraining.threshold == 0.6)
    #expect(plan.fallback.kind == .rule && plan.review.by == "desk")
    #expect(project.population == ["age": ["18": 0.5, "65+": 0.4]])
    #expect(project.answers.keys.sorted() == ["drift.history", "parity.feature-differences"])
    #expect(project.answers["drift.history"]?.by == "Ada")
    #expect(project.decisions.map(\.item) == [.aspect(.truth), .check("parity.inputs")])
    #expect(project.decisions[0].until == CalendarDate("2027-03-31"))
    #expect(project.reportDirectory == "out")
    #expect(project.engines.map(\.name) == ["lake-1", "books"])
    let lake = try #require(project.engines.first)
    #expect(lake.driver == "snowflake" && lake.entrypoint == "Start" && lake.dialect == .standard)
    #expect(lake.uri == "snow://ann@acme/db" && lake.options == ["a.b": "1"])
    #expect(lake.variables == ["password": "LAKE_PASSWORD"] && lake.files == ["key": "lake.p8"])
    #expect(project.engines.last?.dialect == .backticks)
  }

  @Test(
    "An engine that no data set could name, an option given twice and a password are refused",
    arguments: [
      ("spark: {driver: x}", "has a meaning of its own"), ("A: {driver: x}", "before a colon"),
      ("7: {driver: x}", "before a colon"), ("a b: {driver: x}", "before a colon"),
      ("db: {driver: x, options: {p: 1}, files: {p: f}}", "“p” is given twice"),
      ("db: {driver: x, uri: x, variables: {uri: V}}", "“uri” is given twice"),
      ("db: {driver: x, uri: 'p://ann:pw@h/d'}", "holds a password"),
      ("db: {driver: x, uri: 'p://h/d?PASSWORD=pw'}", "holds a password"),
      ("db: {uri: x}", "lacks “driver”"), ("db: {driver: x, dialect: oracle}", "dialect"),
    ])
  func refusesEngines(engine: String, words: String) {
    let error = #expect(throws: ProjectErrors.self) {
      try Example.project(Example.file("engines:\n  \(engine)\n"))
    }
    #expect(error.map { "\($0)" }?.contains(words) == true, "\(String(describing: error))")
  }

  @Test("The file with every key misses none that is described, and each says how to add it")
  func complete() throws {
    let project = try Example.project(Self.full)
    // Other tasks have keys of their own; its model is an endpoint and neither a file nor a
    // command.
    #expect(
      Set(Project.paths).subtracting(project.places.keys)
        == [
          "baseline.group", "columns.probabilities", "columns.classes", "columns.series",
          "columns.item", "metrics.season", "metrics.horizon", "metrics.places", "model.onnx",
          "model.command", "model.form", "integration.costs.over", "integration.costs.under",
          "integration.fallback.onnx", "integration.fallback.command", "fairness.error-ratio",
        ])
    for path in Project.paths { #expect(Project.instruction(for: path) != nil) }
    #expect(
      Project.instruction(for: "columns.timestamp")
        == "add `timestamp: scheduled_departure` under `columns:` in assay.yaml")
    #expect(Project.instruction(for: "columns.nothing") == nil)
  }

  @Test("What is left out has its default")
  func defaults() throws {
    let project = try Example.project(Example.file("metrics:\nanswers: ~\nsplit:\n"))
    #expect(project.metrics.level == 0.95)
    #expect(project.metrics.power == 0.8)
    #expect(project.metrics.smallestDrop == 0.02)
    #expect(project.baseline.sample == 200_000)
    #expect(project.baseline.period == .month)
    #expect(project.drift.effect == 0.1)
    #expect(project.drift.family == .falseDiscovery)
    #expect(project.drift.jointAUC == 0.6)
    #expect(project.reportDirectory == "assay-report")
    #expect(project.split == nil)
    #expect(project.plan.budget.days == 90 && project.plan.budget.falseAlarms == 1)
    #expect(project.plan.every?.text == "1 day" && project.plan.owners.isEmpty)
    #expect(project.drift.expected.isEmpty)
    #expect(project.columns.features == nil)
  }

  @Test(
    "A relative path follows the file, anything anchored stays",
    arguments: [
      ("a.csv", "/p/a.csv"), ("./a.csv", "/p/a.csv"), ("../d/*.csv", "/p/../d/*.csv"),
      ("/d/a.csv", "/d/a.csv"), ("~/a.csv", "~/a.csv"), ("s3://b/a", "s3://b/a"),
      ("duckdb:select 1", "duckdb:select 1"), ("./a:b.csv", "/p/a:b.csv"),
      ("C:x.csv", "/p/C:x.csv"),
    ])
  func paths(source: String, expected: String) throws {
    let text = Example.file().replacing("test.csv", with: "\"\(source)\"")
    let set = try #require(try Example.project(text).data[.test])
    #expect(set.source(from: "/p") == expected)
    #expect(set.source(from: "") == source)
  }

  @Test("A later finding points to the line of the value")
  func laterRefusals() throws {
    let project = try Example.project(Self.full)
    let error = project.refusal(of: "columns.target", "no such column")
    #expect(error.description == "assay.yaml:9:11: no such column")
    #expect(project.refusal(of: "columns.features[1]", "x").line == 16)
    #expect(project.refusal(of: "columns.nothing", "x").line == 9)
    #expect(project.refusal(of: "nothing", "x").line == 1)
  }

  @Test("The schema, the reference and the committed files agree with the keys")
  func derived() throws {
    try Snapshot.expect(
      ProjectSchema.json(vocabulary: Example.vocabulary),
      equals: "Tests/Fixtures/project/assay.schema.json")
    try Snapshot.expect(ConfigurationReference.markdown, equals: "docs/configuration.md")
    try Snapshot.expect(Self.full + "\n", equals: "Tests/Fixtures/project/valid/every-key.yaml")
  }
}
