import Checks
import Foundation
import Statistics

/// A data set of customers per role, and the project file that names them: nothing is wrong with
/// them until a test breaks something.
///
/// The truth depends on a product of two columns, which no linear model and no threshold sees; the
/// model knows it. Train covers January to March, test April and May, scoring June.
struct Sample: Sendable {
  enum Task: String, CaseIterable {
    case binary, multiclass, regression, forecast, ranking
  }

  let task: Task
  var sets: [String: SampleTable]
  /// Lines of assay.yaml by section, so that a test can change one.
  var columns: [String: String]
  var metrics: [String: String]
  var baseline: [String: String]
  var lineage = "{source: %, collected: 2025, by: us, licence: CC0-1.0, labelled: by us}"
  var population = "{region: {north: 0.25, south: 0.25, east: 0.25, west: 0.25}}"
  var contract = """
    version: 1
    stages: [raw, features]
    environments: [training, scoring]
    columns:
      at: {required: true, not-null: true}
      id: {length: {min: 3, stages: [raw]}}
      old:
        range: {min: -1000, max: 1000, false-alarms: {per-1000-rows: 0.4}}
        null-share: {max: 0.5, severity: warn, environments: [scoring]}
    """
  var contractLine = "contract: contract.yaml"
  var drift = [
    "expected": """
    [{kind: abrupt, columns: [income], action: retrain}, {kind: concept, action: retrain}]
    """
  ]
  var plan = [
    "owners": "[{role: model, name: Ada}, {role: on-call, name: Ops}]",
    "channels": "[{name: night, kind: pager}]", "respond-within": "30 minutes",
    "rows-per-day": "50", "every": "30 days", "labels": "{delay: 2 weeks}",
    "retraining": "{every: 90 days, least-rows: 3000, cool-down: 14 days, approver: Ada}",
  ]
  var extra = ""
  /// Further keys below `model:`.
  var model: [String: String] = [:]
  /// Files beside the data, by name.
  var files: [String: String] = [:]
  /// Recorded runs of incoming data, where the sample names a store of them.
  var observations: [ObservedStageFacts] = []

  init(_ task: Task, rows: Int = 3_000, seed: UInt64 = 1) {
    self.task = task
    var generator = SeededGenerator(seed: seed)
    sets = [
      "train": Self.table(task, rows, months: 1...3, &generator),
      "test": Self.table(task, rows, months: 4...5, &generator),
      "scoring": Self.table(task, rows, months: 6...6, &generator),
    ]
    columns = [
      "timestamp": "at", "entity": "customer", "identifier": "[id]", "segments": "[region]",
      "protected": "[gender]", "quasi-identifiers": "[region, gender]", "target": "truth",
    ]
    metrics = [
      "window": "month", "primary": "mae", "smallest-drop": "0.2",
      "definitions": Self.definitions("metric: mae"),
    ]
    baseline = ["previous-model": "old"]
    switch task {
    case .binary:
      columns["score"] = "model"
      columns["positive"] = "\"1\""
      metrics["primary"] = "rocAUC"
      metrics["definitions"] = Self.definitions("metric: rocAUC, positive: \"1\"")
      metrics["goals"] = "{rocAUC: 0.7}"
      metrics["smallest-drop"] = "0.15"
      baseline["human-accuracy"] = "0.55"
    case .regression:
      columns["prediction"] = "model"
      metrics["goals"] = "{mae: 1.2}"
      baseline["group"] = "region"
    case .multiclass, .forecast, .ranking: describeTask()
    }
  }

  /// What the metric is of, alike on both sides.
  static func definitions(
    _ more: String, scoring: String? = nil, window: String = "month"
  ) -> String {
    let common = "unit: visit, sampling: natural, window: \(window)"
    return "{training: {\(common), \(more)}, scoring: {\(scoring ?? "\(common), \(more)")}}"
  }

  /// The project file.
  var yaml: String {
    let data = sets.keys.sorted().map { role in
      "  \(role): " + lineage.replacing("%", with: "\(role).csv")
    }
    func section(_ name: String, _ values: [String: String]) -> String {
      values.isEmpty
        ? ""
        : "\(name):\n"
          + values.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }.joined()
    }
    return """
      version: 1
      \(section("model", model.merging(["name": "sample", "task": task.rawValue]) { $1 }))
      \(contractLine)
      data:
      \(data.joined(separator: "\n"))
      \(section("columns", columns))\(section("metrics", metrics))\(section("baseline", baseline))\(section("drift", drift))\(section("plan", plan))
      \(population.isEmpty ? "" : "population: \(population)")
      \(extra)
      """
  }

  private static func table(
    _ task: Task, _ rows: Int, months: ClosedRange<Int>, _ generator: inout SeededGenerator
  ) -> SampleTable {
    let names = [
      "id", "at", "customer", "region", "gender", "income", "age", "visits", "model", "old",
      "truth",
    ]
    if task == .forecast { return series(rows, firstMonth: months.lowerBound, &generator) }
    var cells = [[String]](repeating: [], count: names.count)
    let regions = ["north", "south", "east", "west"]
    for row in 0..<rows {
      let month = months.lowerBound + row * months.count / rows
      let inMonth = Double(row * months.count % rows) / Double(rows)
      let day = 1 + Int(inMonth * 28)
      let income = generator.normal()
      let age = generator.normal()
      let visits = Int(generator.uniform() * 10)
      let signal = 2 * income * age + 0.5 * income + 0.1 * Double(visits)
      let noise = generator.normal()
      let (truth, model, old): (String, Double, Double)
      switch task {
      case .binary:
        let probability = 1 / (1 + exp(-(signal - 0.5)))
        truth = generator.uniform() < probability ? "1" : "0"
        model = probability
        old = 1 / (1 + exp(-(signal + 3 * noise)))
      case .regression:
        truth = number(10 + signal + noise)
        model = 10 + signal + 0.3 * generator.normal()
        old = 10 + signal + 3 * generator.normal()
      // They have columns of their own, which are added to the signal.
      case .multiclass, .forecast, .ranking:
        (truth, model, old) = (number(signal), signal, signal + 3 * noise)
      }
      let values = [
        "\(months.lowerBound)-\(row)",
        "2025-\(pad(month))-\(pad(day)) \(pad(row % 24)):\(pad(row % 60)):00",
        "c\(months.lowerBound)-\(row / 2)",
        regions[row % 4], row % 8 < 4 ? "f" : "m",
        number(income), number(age), "\(visits)", number(model), number(old), truth,
      ]
      for place in values.indices { cells[place].append(values[place]) }
    }
    let table = SampleTable(columns: zip(names, cells).map { ($0, $1) })
    return switch task {
    case .binary, .regression, .forecast: table
    case .multiclass: classes(table, &generator)
    case .ranking: queries(table, &generator)
    }
  }

  static func number(_ value: Double) -> String { String(format: "%.6f", value) }

  static func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
