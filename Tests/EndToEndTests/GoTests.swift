import Foundation
import Testing

/// A model for which everything is declared, answered and good: GO without conditions, and verified
/// at once.
@Suite("A model that may go")
struct GoTests {
  private static let model =
    Assay.root.appending(path: "Tests/Fixtures/models/product.onnx").standardized.path
  private static let modelFile =
    Assay.root.appending(path: "Tests/Fixtures/model-files/plain.onnx").standardized.path

  /// Customers of some months of 2025; the truth depends on a product of two columns, which only
  /// product.onnx knows.
  private static func rows(_ count: Int, months: ClosedRange<Int>, seed: UInt64) -> [String] {
    var generator = Mixer(state: seed)
    let regions = ["north", "south", "east", "west"]
    return (0..<count).map { row in
      let place = row * months.count
      let month = months.lowerBound + place / count
      let day = 1 + place % count * 28 / count
      let (income, age) = (generator.normal(), generator.normal())
      let visits = Int(generator.uniform() * 10)
      let signal = 2 * income * age + 0.5 * income + 0.1 * Double(visits) - 0.5
      let score = 1 / (1 + exp(-signal))
      let old = 1 / (1 + exp(-(signal + 3 * generator.normal())))
      let truth = generator.uniform() < score ? 1 : 0
      let time = String(format: "2025-%02d-%02d %02d:%02d:00", month, day, row % 24, row % 60)
      let numbers = [income, age].map { String(format: "%.6f", $0) }.joined(separator: ",")
      let scores = [score, old].map { String(format: "%.6f", $0) }.joined(separator: ",")
      return """
        \(month)-\(row),\(time),c\(month)-\(row / 2),\(regions[row % 4]),\(row % 8 < 4 ? "f" : "m"),\
        \(numbers),\(visits),\(scores),\(truth),\(row % 20 == 0 ? 1 - truth : truth)
        """
    }
  }

  private static let heading =
    "id,at,customer,region,gender,income,age,visits,model,old,truth,clicked"

  private static let declaration = """
    contract: contract.yaml
    data:
      train: {source: splits/train.csv, collected: 2025, by: us, licence: CC0-1.0, labelled: by us}
      test: {source: splits/test.csv, collected: 2025, by: us, licence: CC0-1.0, labelled: by us}
      scoring: {source: scoring.csv, collected: 2025, by: us, licence: CC0-1.0, labelled: by us}
    columns:
      timestamp: at
      entity: customer
      identifier: [id]
      segments: [region]
      protected: [gender]
      quasi-identifiers: [region, gender]
      target: truth
      score: model
      positive: "1"
      features: [income, age, visits]
    metrics:
      primary: rocAUC
      goals: {rocAUC: 0.7, accuracy: 0.65}
      smallest-drop: 0.15
      window: month
      definitions:
        training: {metric: rocAUC, positive: "1", unit: visit, sampling: natural, window: month}
        scoring: {metric: rocAUC, positive: "1", unit: visit, sampling: natural, window: month}
    baseline: {previous-model: old, human-accuracy: 0.55}
    population: {region: {north: 0.25, south: 0.25, east: 0.25, west: 0.25}}
    limits:
      bench: bench.json
      quality: {limit: 0.6}
      latency: {limit: 20000}
      cost: {limit: 100}
    integration:
      costs: {false-positive: 1, false-negative: 1}
      output: {min: 0, max: 1, positives: {min: 0.3, max: 0.7}}
      fallback: {value: 0.3, within: 20 seconds}
      logged: {data: log.csv, model: model, version: version, inputs: inputs}
      feedback: {data: back.csv, key: request}
    truth:
      labels: {data: labels.csv, key: id}
      annotations: {data: given.csv, item: item, annotator: who, label: label}
      proxy: clicked
      estimate: {window: "83", tolerance: 0.1}
    parity:
      features:
        {offline: splits/train.csv, online: splits/train.csv, key: [id], columns: [income, age, visits]}
      transform: {training: train.yaml, scoring: score.yaml}
    pipeline:
      - {stage: raw, data: raw.csv, contract: stage.yaml}
      - {stage: step, data: step.csv, contract: stage.yaml, from: [raw], rows: same}
    quality: {observations: runs.sqlite}
    split: {manifest: splits/manifest.json}
    drift:
      expected:
        - {kind: abrupt, columns: [income], action: retrain}
        - {kind: concept, action: retrain}
    plan:
      owners: [{role: model, name: Ada}, {role: on-call, name: Ops}]
      channels: [{name: night, kind: pager}]
      respond-within: 30 minutes
      rows-per-day: 50
      every: 30 days
      labels: {delay: 2 weeks}
      retraining: {every: 90 days, least-rows: 3000, cool-down: 14 days, approver: Ada}
      canary:
        {command: [sh, canary.sh, "{key}"], alarms: alarms.csv, column: text, within: 30 seconds, every: 7 days}

    """

  private static func write(_ folder: Folder) throws {
    let known = rows(3_000, months: 1...3, seed: 1) + rows(3_000, months: 4...5, seed: 12)
    let scoring = rows(3_000, months: 6...6, seed: 7)
    func table(_ heading: String, _ lines: [String]) -> String {
      ([heading] + lines).joined(separator: "\n") + "\n"
    }
    let logged: [String] = (0..<100).map { "r\($0),sample,2,in/\($0)" }
    let first: [String] = (0..<400).map { "\($0),ann,\($0 % 2)" }
    let second: [String] = (0..<400).map { "\($0),bob,\($0 % 50 == 0 ? 1 - $0 % 2 : $0 % 2)" }
    let files: [String: String] = [
      "known.csv": table(heading, known), "scoring.csv": table(heading, scoring),
      "contract.yaml": """
      version: 1
      columns:
        at: {required: true, not-null: true}
        old: {range: {min: 0, max: 1}}

      """,
      "log.csv": table("request,model,version,inputs", logged),
      "back.csv": table("request", (0..<100).map { "r\($0)" }),
      "labels.csv": table("id,truth", (0..<3_000).map { "6-\($0),\($0 % 2)" }),
      "given.csv": table("item,who,label", first + second),
      "raw.csv": table("fare", ["1", "2", "3"]), "step.csv": table("fare", ["1", "2", "3"]),
      "stage.yaml": "version: 1\ncolumns: {fare: {not-null: true}}\n",
      "train.yaml": "mean: 1\n", "score.yaml": "mean: 1\n",
      "alarms.csv": table("at,text", ["2025-06-01,an old alarm"]),
      "canary.sh": "echo \"2025-07-01,null share of $1\" >> alarms.csv\n",
    ]
    for (name, text) in files { try folder.write(text, to: name) }
  }

  /// Every question with an answer, as assay.yaml holds them.
  private static func answers(_ folder: Folder) throws -> String {
    let checklist = try Assay.run(["checklist", "--json"], in: folder.url).document()
    let aspects = try #require(checklist["aspects"] as? [[String: Any]])
    let ids = aspects.flatMap { $0["questions"] as? [[String: Any]] ?? [] }
      .compactMap { $0["id"] as? String }
    #expect(!ids.isEmpty)
    return "answers:\n"
      + ids.map { "  \($0): {text: Told to the team in June., by: Ada}\n" }.joined()
  }

  @Test(
    "is GO when every check passes and every question is answered, and verify finds nothing stale")
  func go() throws {
    let folder = try Folder()
    try Self.write(folder)
    for words in [
      [
        "split", "known.csv", "--method", "time", "--timestamp", "at", "--fractions", "0.5,0.5",
        "--out", "splits",
      ],
      [
        "observe", "record", "scoring.csv", "--dataset", "visits", "--expected-every", "day",
        "--store", "runs.sqlite",
      ],
    ] {
      let run = try Assay.run(words, in: folder.url)
      #expect(run.status == 0, "\(run.output)\(run.errors)")
    }
    let bench = try Assay.run(
      [
        "bench", "--onnx", Self.model, "--data", "scoring.csv", "--duration",
        "0.5", "--warm-up", "0", "--price-per-hour", "0.4", "--json",
      ], in: folder.url)
    #expect(bench.status == 0, "\(bench.errors)")
    try folder.write(bench.output, to: "bench.json")
    let model = """
      version: 1
      model:
        name: sample
        task: binary
        version: "2"
        onnx: \(Self.model)
        tolerance: 1e-4
        sample: 300
        files: [\(Self.modelFile)]

      """
    try folder.write(
      model + Self.declaration + Self.answers(folder), to: "assay.yaml")

    let run = try Assay.run(
      ["assess", "--require", "go", "--json", "--out", "assay-report"], in: folder.url)
    let document = try run.document()
    let aspects = try #require(document["aspects"] as? [[String: Any]])
    let open = aspects.flatMap { $0["checks"] as? [[String: Any]] ?? [] }.filter {
      $0["status"] as? String != "pass" && $0["status"] as? String != "notApplicable"
    }.map { "\($0["id"] ?? "") \($0["status"] ?? ""): \($0["finding"] ?? "")" }
    #expect(open.isEmpty, "\(open.joined(separator: "\n"))")
    #expect(aspects.allSatisfy { $0["status"] as? String == "pass" })
    #expect(document["verdict"] as? String == "GO")
    #expect(run.status == 0, "\(run.errors)")

    let verified = try Assay.run(["verify"], in: folder.url)
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    let report = try Assay.run(["verify", "--json"], in: folder.url).document()
    let states = (report["items"] as? [[String: Any]] ?? []).compactMap { $0["state"] as? String }
    #expect(!states.isEmpty && !states.contains("stale"), "\(states)")
  }
}
