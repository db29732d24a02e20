import Engines
import Foundation
import Measurements
import Statistics

/// A sample of two classes for which everything is declared that checks look at: every check judges
/// it.
extension Sample {
  /// The sample, its sets divided by time and its saved predictions made by sample.py.
  static func complete(_ change: (inout Sample) -> Void = { _ in }) throws -> Sample {
    var sample = Sample(.binary)
    change(&sample)
    for role in Array(sample.sets.keys) {
      sample.copy(role, "model", to: "twin")
      sample.copy(role, "old", to: "former")
      sample.copy(role, "truth", to: "clicked")
      sample.sets[role]?.change("clicked") { row, value in
        row % 20 == 0 ? (value == "1" ? "0" : "1") : value
      }
    }
    sample.metrics["goals"] = "{rocAUC: 0.7, accuracy: 0.65}"
    sample.columns["features"] = "[income, age, visits, gender]"
    sample.askModel()
    sample.model["version"] = "\"2\""
    sample.model["files"] = "[\(ResponsibleTests.modelFiles)/plain.onnx]"
    sample.plan["canary"] = canary(raising: "echo 2025-07-01,null share of $0 >> alarms.csv")
    sample.drift["feeds"] = "[{name: weather, data: feed.csv, rows: 100}]"
    sample.observations = [ObservationCheckTests.stage()]
    sample.addFiles()
    sample.extra = """
      limits:
        bench: bench.json
        quality: {limit: 0.6}
        latency: {limit: 100}
        throughput: {limit: 500}
        memory: {limit: 300}
        cpu: {limit: 2}
        gpu: {limit: 0.9}
        cost: {limit: 0.03}
        candidates: [{name: former, column: former, bench: former.json}]
      integration:
        costs: {false-positive: 1, false-negative: 1}
        output: {min: 0, max: 1, positives: {min: 0.3, max: 0.7}}
        fallback: {value: 0.3, within: 8 seconds}
        logged: {data: log.csv, model: model, version: version, inputs: inputs}
        feedback: {data: back.csv, key: request}
      truth:
        labels: {data: labels.csv, key: id}
        annotations: {data: given.csv, item: item, annotator: who, label: label}
        proxy: clicked
        estimate: {window: "83", tolerance: 0.1}
      parity:
        features: {offline: train.csv, online: train.csv, key: [id], columns: [income, age, visits]}
        transform: {training: train.yaml, scoring: score.yaml}
      pipeline:
        - {stage: raw, data: raw.csv, contract: stage.yaml}
        - {stage: step, data: step.csv, contract: stage.yaml, from: [raw], rows: same}
      quality: {observations: o.sqlite}
      split: {manifest: manifest.json}
      """
    try sample.divide()
    return sample
  }

  /// The files that it names.
  private mutating func addFiles() {
    func table(_ heading: String, _ lines: [String]) -> String {
      ([heading] + lines).joined(separator: "\n") + "\n"
    }
    let ids = sets["scoring"]?["id"] ?? []
    let logged: [String] = (0..<100).map { "r\($0),sample,2,in/\($0)" }
    files["log.csv"] = table("request,model,version,inputs", logged)
    files["back.csv"] = table("request", (0..<100).map { "r\($0)" })
    files["labels.csv"] = table("id,truth", ids.map { "\($0),1" })
    files["given.csv"] = Self.annotations(wrong: 0.02)
    files["alarms.csv"] = table("at,text", ["2025-06-01,an old alarm"])
    files["feed.csv"] = table("rain", (0..<300).map { "\($0 % 7)" })
    files["bench.json"] = BenchText(graphics: 0.5).text
    files["former.json"] = BenchText(graphics: 0.5).text
    files["twin.json"] = BenchText(p99: 5, low: 4, high: 6, cost: 0.001).text
    for stage in ["raw.csv", "step.csv"] { files[stage] = table("fare", ["1", "2", "3"]) }
    files["stage.yaml"] = "version: 1\ncolumns: {fare: {not-null: true}}"
    for side in ["train.yaml", "score.yaml"] { files[side] = "mean: 1" }
  }

  /// Has sample.py asked, with some options.
  mutating func askModel(_ options: String...) {
    let words = ["python3", IntegrationCheckTests.script] + options
    model["command"] = "[\(words.map { "\"\($0)\"" }.joined(separator: ", "))]"
    model["tolerance"] = "1e-4"
    model["sample"] = "400"
  }

  /// A fault that is put in by a line of the shell, which gets the marker as its first word.
  static func canary(raising line: String) -> String {
    """
    {command: [sh, -c, "\(line)", "{key}"], alarms: alarms.csv, column: text, within: 2 seconds, every: 7 days}
    """
  }

  /// Judgements of three annotators on 2,000 items, each wrong at a rate.
  static func annotations(wrong: Double) -> String {
    var generator = SeededGenerator(seed: 4)
    var text = "item,who,label\n"
    for item in 0..<2_000 {
      for who in ["ann", "bob", "cyd"] {
        let label = generator.uniform() < wrong ? 1 - item % 2 : item % 2
        text += "\(item),\(who),\(label)\n"
      }
    }
    return text
  }

  /// Writes train and test anew as the split of all their rows by time, with its manifest.
  private mutating func divide() throws {
    guard let train = sets["train"], let test = sets["test"] else { return }
    let folder = FileManager.default.temporaryDirectory.appending(path: "assay-whole-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let all = train.csv + test.csv.drop { $0 != "\n" }.dropFirst()
    let data = folder.appending(path: "all.csv").path
    try Data(all.utf8).write(to: URL(filePath: data))
    let engine = try Assessed.engine.get()
    let recipe = try SplitRecipe(
      method: .time, seed: 1, fractions: [0.5, 0.5], timestamp: "at")
    let source = try DataSource(argument: data)
    let run = try SplitRun(source, recipe, engine: engine) { plan in
      try plan.run(try engine.scan(source))
    }
    let names = ["train.csv", "test.csv"]
    let parts = names.map { folder.appending(path: $0).path }
    let hashes = try run.write(to: parts, format: .csv)
    let manifest = SplitManifest(
      recipe, run.assignment,
      input: SplitManifest.Input(
        source: "all.csv", rows: run.assignment.marks.count, columns: run.fieldCount,
        contentHash: FileFingerprint.combined([try FileFingerprint(of: data)]),
        schemaHash: run.schemaHash, rowFingerprint: run.assignment.fingerprint),
      files: zip(names, hashes).map { (name: $0, contentHash: $1) }, command: "assay split",
      assayVersion: "test")
    files["all.csv"] = all
    files["manifest.json"] = try manifest.text
    for (role, part) in zip(["train", "test"], parts) {
      sets[role] = SampleTable(csv: try String(contentsOfFile: part, encoding: .utf8))
    }
  }
}
