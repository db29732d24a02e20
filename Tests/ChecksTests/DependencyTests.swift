import Checklist
import Checks
import Testing

/// `verify` trusts what a check says it depends on: a change elsewhere must leave its evidence
/// alone.
@Suite("What evidence depends on")
struct DependencyTests {
  /// A change of one thing: a data set's role, or a setting's path.
  struct Change: Sendable, CustomTestStringConvertible {
    let data: String?
    let setting: String?
    let apply: @Sendable (inout Sample) -> Void

    var testDescription: String { data ?? setting ?? "nothing" }

    static func data(_ role: String) -> Change {
      Change(data: role, setting: nil) { sample in
        sample.sets[role]?.change("income") { row, value in
          row % 2 == 0 ? Sample.number((Double(value) ?? 0) + 2) : value
        }
        sample.sets[role]?.change("model") { row, value in row % 3 == 0 ? "0.5" : value }
        sample.sets[role]?.change("region") { row, value in row % 5 == 0 ? "north" : value }
      }
    }

    static func setting(
      _ path: String, _ apply: @escaping @Sendable (inout Sample) -> Void
    ) -> Change {
      Change(data: nil, setting: path, apply: apply)
    }
  }

  static let changes: [Change] = [
    .data("train"), .data("test"), .data("scoring"),
    .setting("metrics.primary") { $0.metrics["primary"] = "accuracy" },
    .setting("metrics.goals") { $0.metrics["goals"] = "{rocAUC: 0.99, accuracy: 0.99}" },
    .setting("metrics.smallest-drop") { $0.metrics["smallest-drop"] = "0.01" },
    .setting("metrics.window") { $0.metrics["window"] = "week" },
    .setting("metrics.level") { $0.metrics["level"] = "0.99" },
    .setting("metrics.threshold") { $0.metrics["threshold"] = "0.9" },
    .setting("baseline.margin") { $0.baseline["margin"] = "0.4" },
    .setting("baseline.human-accuracy") { $0.baseline["human-accuracy"] = "0.99" },
    .setting("drift.effect") { $0.drift["effect"] = "0.001" },
    .setting("drift.family") { $0.drift["family"] = "familywise" },
    .setting("population") {
      $0.population = "{region: {north: 0.7, south: 0.1, east: 0.1, west: 0.1}}"
    },
    .setting("contract") { $0.contractLine = "" },
    .setting("data") { $0.lineage = "{source: %}" },
    .setting("drift.expected") { $0.drift["expected"] = "[{kind: gradual, action: wait}]" },
    .setting("plan.budget") { $0.plan["budget"] = "{false-alarms: 0.01}" },
    .setting("plan.rows-per-day") { $0.plan["rows-per-day"] = "5" },
    .setting("plan.labels") { $0.plan["labels"] = "{coverage: 0.1}" },
    .setting("plan.every") { $0.plan["every"] = "1 day" },
    .setting("plan.retraining") { $0.plan["retraining"] = "{every: 90 days}" },
    .setting("integration.costs") {
      $0.extra = "integration: {costs: {false-positive: 1, false-negative: 2}}"
    },
    .setting("integration.output") { $0.extra = "integration: {output: {min: 0, max: 1}}" },
    .setting("truth.labels") {
      $0.extra = "truth: {labels: {data: absent.csv, key: id}}"
    },
    .setting("integration.fallback") { $0.extra = "integration: {fallback: {value: 0.5}}" },
    .setting("pipeline") {
      $0.files["stage.yaml"] = "version: 1\ndataset: {row-count: {min: 1}}"
      $0.extra = "pipeline: [{stage: raw, data: train.csv, contract: stage.yaml}]"
    },
    .setting("quality.observations") {
      $0.extra = "quality: {observations: o.sqlite}"
    },
    .setting("split.method") { $0.extra = "split: {method: time}" },
    .setting("split.manifest") { $0.extra = "split: {manifest: absent.json}" },
    .setting("model") { $0.askModel() },
    .setting("plan.canary") { $0.plan["canary"] = Sample.canary(raising: "true") },
    .setting("limits") { sample in
      sample.files["bench.json"] = BenchText().text
      sample.extra = "limits: {bench: bench.json, latency: {limit: 30}, cost: {limit: 1}}"
    },
    .setting("truth.annotations") { sample in
      sample.files["given.csv"] = Sample.annotations(wrong: 0.1)
      sample.extra =
        "truth: {annotations: {data: given.csv, item: item, annotator: who, label: label}}"
    },
    .setting("parity.features") { sample in
      sample.extra =
        "parity: {features: {offline: train.csv, online: test.csv, key: [customer], columns: [age]}}"
    },
  ]

  private static let untouched = Result { try Assessed(sample) }
  private static var sample: Sample { Sample(.binary, rows: 1_200, seed: 5) }

  @Test("Errors of a forecast that are scaled by training depend on it")
  func scaled() throws {
    var sample = Sample(.forecast, rows: 1_200, seed: 5)
    sample.metrics["primary"] = "mase"
    let before = try Assessed(sample)
    let project = try Project.load(
      sample.yaml, file: "assay.yaml", vocabulary: Assessed.vocabulary)
    sample.sets["train"]?.change("truth") { row, value in
      Sample.number((Double(value) ?? 0) * (row % 24 < 12 ? 1.5 : 1))
    }
    let after = try Assessed(sample)
    let dependencies = CheckRegistry.dependencies(project)
    var changed: [String] = []
    for (old, new) in zip(before.evidence, after.evidence) where old != new {
      changed.append(old.check.id)
      #expect(
        dependencies[old.check.id]?.data.contains("train") == true,
        "\(old.check.id) changes with train:\n\(new.finding)")
    }
    #expect(changed.contains("metrics.window") && changed.contains("metrics.subgroups"))
  }

  @Test("Only checks that say so change with a data set or a setting", arguments: changes)
  func onlyDeclared(change: Change) throws {
    let before = try Self.untouched.get()
    var sample = Self.sample
    change.apply(&sample)
    let after = try Assessed(sample)
    let project = try Project.load(
      Self.sample.yaml, file: "assay.yaml", vocabulary: Assessed.vocabulary)
    let dependencies = CheckRegistry.dependencies(project)
    var changed: [String] = []
    for (old, new) in zip(before.evidence, after.evidence) where old != new {
      changed.append(old.check.id)
      let declared = try #require(dependencies[old.check.id])
      let isDeclared =
        change.data.map(declared.data.contains)
        ?? declared.settings.contains { key in
          change.setting.map {
            $0 == key || $0.hasPrefix(key + ".") || key.hasPrefix($0 + ".")
          } ?? false
        }
      #expect(isDeclared, "\(old.check.id) changes with \(change.testDescription):\n\(new.finding)")
    }
    #expect(!changed.isEmpty, "nothing reads \(change.testDescription)")
  }
}
