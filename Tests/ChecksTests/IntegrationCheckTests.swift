import Checklist
import Foundation
import Statistics
import Testing

@Suite("What predictions cost and what they must be")
struct IntegrationCheckTests {
  private func evidence(
    _ id: String, _ integration: String, task: Sample.Task = .binary, rows: Int = 3_000,
    _ change: (inout Sample) -> Void = { _ in }
  ) throws -> Evidence {
    var sample = Sample(task, rows: rows)
    sample.extra = "integration: {\(integration)}"
    change(&sample)
    return try #require(try Assessed(sample, aspects: [.integration])[id])
  }

  @Test("equal costs leave the threshold of a model of true probabilities where it is")
  func cheap() throws {
    let found = try evidence(
      "integration.cost", "costs: {false-positive: 1, false-negative: 1, currency: EUR}")
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("EUR"), "\(found.finding)")
    #expect(found.remedy == nil)
    #expect(found.measurements.count { $0.name.contains("half") } == 4)
  }

  @Test("dear misses make a threshold of a half too high, and a cheaper one is named")
  func dearMisses() throws {
    let found = try evidence(
      "integration.cost", "costs: {false-positive: 1, false-negative: 2, tolerance: 0.02}")
    #expect(found.status == .attention, "\(found.finding)")
    let best = try #require(found.measurements.first { $0.name == "cheapest threshold" })
    let interval = try #require(best.interval)
    #expect((interval.low...interval.high).contains(1 / 3), "\(interval)")
    #expect(found.remedy?.contains("metrics.threshold") == true)
  }

  @Test("a threshold that suits the costs passes")
  func suited() throws {
    let found = try evidence("integration.cost", "costs: {false-positive: 1, false-negative: 2}") {
      $0.metrics["threshold"] = "0.333"
    }
    #expect(found.status == .pass, "\(found.finding)")
  }

  @Test("a model whose calls cost more than calling nobody fails")
  func worseThanNone() throws {
    let found = try evidence("integration.cost", "costs: {false-positive: 30, false-negative: 1}")
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("more than calling no row positive"), "\(found.finding)")
  }

  @Test(
    "a limit is held, surely passed, or too near to tell",
    arguments: [("1", CheckStatus.pass), ("0.1", .fail), ("0.278", .undecided)])
  func limit(_ limit: String, _ status: CheckStatus) throws {
    let found = try evidence(
      "integration.cost",
      "costs: {false-positive: 1, false-negative: 1, limit: \(limit)}")
    #expect(found.status == status, "\(found.finding)")
  }

  @Test("no error in a few rows does not keep a limit that one dear error would break")
  func rare() throws {
    let found = try evidence(
      "integration.cost", "costs: {false-positive: 1, false-negative: 2000, limit: 1}", rows: 300
    ) { sample in
      let truths = sample.sets["test"]?["truth"] ?? []
      sample.sets["test"]?.change("model") { row, _ in truths[row] == "1" ? "0.9" : "0.1" }
    }
    #expect(found.status == .undecided, "\(found.finding)")
    let cost = try #require(found.measurements.first { $0.name == "cost today" })
    #expect(cost.value == 0)
    #expect(try #require(cost.interval).high > 10)
  }

  @Test("errors that cost the same on both sides pass, and dear ones ask for a correction")
  func errors() throws {
    let even = try evidence("integration.cost", "costs: {over: 1, under: 1}", task: .regression)
    #expect(even.status == .pass, "\(even.finding)")
    let dear = try evidence("integration.cost", "costs: {over: 1, under: 20}", task: .regression)
    #expect(dear.status == .attention, "\(dear.finding)")
    let correction = try #require(
      dear.measurements.first { $0.name.hasPrefix("cheapest correction of") })
    #expect(try #require(correction.value) > 1)
  }

  @Test("outputs within their contract pass")
  func kept() throws {
    let found = try evidence(
      "integration.output", "output: {min: 0, max: 1, positives: {min: 0.3, max: 0.7}}")
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("All 6,000 predictions of test and scoring"))
  }

  @Test(
    "an output that breaks its contract fails, and the first fault is told",
    arguments: [
      ("1.5", "has 1.5 as its highest value, and 1 was promised"),
      ("-0.5", "has −0.5 as its lowest value, and 0 was promised"),
      ("", "lacks a prediction in 1 row of 3,000"), ("nan", "is no finite number in 1 row"),
    ])
  func broken(_ value: String, _ words: String) throws {
    let found = try evidence("integration.output", "output: {min: 0, max: 1}") { sample in
      sample.sets["scoring"]?.change("model") { row, old in row == 17 ? value : old }
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("The scoring column model \(words)"), "\(found.finding)")
    #expect(found.remedy != nil)
  }

  @Test("an output that is the same for every row fails")
  func constant() throws {
    let found = try evidence("integration.output", "output: {min: 0, max: 1}") { sample in
      sample.sets["scoring"]?.change("model") { _, _ in "0.5" }
    }
    #expect(found.status == .fail && found.finding.contains("the same of every row"))
  }

  @Test("another share of positives than promised fails, and one at its edge is undecided")
  func positives() throws {
    let far = try evidence("integration.output", "output: {positives: {max: 0.2}}")
    #expect(far.status == .fail, "\(far.finding)")
    #expect(far.finding.contains("are called positive"), "\(far.finding)")
    let shares = far.measurements.filter { $0.name.hasSuffix("called positive") }
      .compactMap(\.value)
    let share = try #require(shares.min())
    let near = try evidence("integration.output", "output: {positives: {min: \(share)}}")
    #expect(near.status == .undecided, "\(near.finding)")
  }

  @Test(
    "a label that was not promised fails, also in a row that no sample holds",
    arguments: ["200000", "100"])
  func labels(_ kept: String) throws {
    let found = try evidence("integration.output", "output: {values: [yes, no]}") { sample in
      sample.baseline["sample"] = kept
      sample.columns["score"] = nil
      sample.columns["prediction"] = "model"
      sample.columns["positive"] = "\"yes\""
      sample.baseline["human-accuracy"] = nil
      for role in ["train", "test", "scoring"] {
        sample.sets[role]?.change("model") { row, value in
          role == "scoring" && row == 3 ? "maybe" : (Double(value) ?? 0) > 0.5 ? "yes" : "no"
        }
      }
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("holds maybe, which was not promised"), "\(found.finding)")
  }

  @Test(
    "without its lines a check is missing and says which one enables it",
    arguments: [("integration.cost", "costs: {"), ("integration.output", "output: {")])
  func missing(_ id: String, _ line: String) throws {
    let assessed = try Assessed(Sample(.binary, rows: 300), aspects: [.integration])
    let found = try #require(assessed[id])
    #expect(found.status == .missing)
    #expect(found.remedy?.contains(line) == true, "\(found.remedy ?? "")")
  }

  @Test(
    "costs and contracts that contradict themselves or the task are refused",
    arguments: [
      (Sample.Task.binary, "costs: {over: 1, under: 2}", "has no meaning for the task"),
      (.regression, "costs: {false-positive: 1, false-negative: 2}", "has no meaning for the task"),
      (.binary, "costs: {false-positive: 1}", "stands without “false-negative”"),
      (.regression, "costs: {under: 1}", "stands without “over”"),
      (.binary, "costs: {currency: EUR}", "what no wrong prediction costs"),
      (.binary, "costs: {false-positive: 1, false-negative: 2, true-negative: 1}", "not less"),
      (.regression, "costs: {over: 0, under: 0}", "no error costs anything"),
      (.binary, "output: {min: 2, max: 1}", "min is above max"),
      (.binary, "output: {positives: {min: 0.3, max: 0.2}}", "min is above max"),
      (.regression, "output: {positives: {min: 0.3}}", "has no meaning for the task"),
    ])
  func refused(_ task: Sample.Task, _ integration: String, _ words: String) throws {
    var sample = Sample(task, rows: 300)
    sample.extra = "integration: {\(integration)}"
    #expect {
      _ = try Assessed(sample, aspects: [.integration])
    } throws: { "\($0)".contains(words) }
  }

  // MARK: The model itself

  static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/models/sample.py").standardized.path

  private func asked(
    _ id: String, _ options: [String] = [], fallback: String? = nil
  ) throws -> Evidence {
    try evidence(id, fallback.map { "fallback: {\($0), within: 8 seconds}" } ?? "", rows: 400) {
      let words = ["python3", Self.script] + options
      $0.model["command"] = "[\(words.map { "\"\($0)\"" }.joined(separator: ", "))]"
      $0.columns["features"] = "[income, age, visits, gender]"
    }
  }

  @Test("a model that answers rows alike, and refuses those that lack a column, passes")
  func alike() throws {
    let found = try asked("integration.mode")
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("20 test rows got the same answers"), "\(found.finding)")
    // It ends over a column that it misses; that is told and is no fault of its answers.
    #expect(found.finding.contains("After 3 of 9 requests the model was gone"), "\(found.finding)")
    #expect(found.measurements.count == 9)
  }

  @Test("what is said of absent columns is what was found of them")
  func absentColumns() throws {
    let found = try asked("integration.mode")
    #expect(
      found.finding.contains("rows without income, age, visits were refused"), "\(found.finding)")
    let constant = try asked("integration.mode", ["--constant"])
    #expect(constant.status == .attention, "\(constant.finding)")
    #expect(constant.finding.contains("No column changed an answer"), "\(constant.finding)")
    #expect(!constant.finding.contains("refused"), "\(constant.finding)")
    #expect(constant.remedy?.contains("columns.features") == true, "\(constant.remedy ?? "")")
  }

  @Test("a model whose answers depend on what was asked before fails")
  func counting() throws {
    let found = try asked("integration.mode", ["--count"])
    #expect(found.status == .fail, "\(found.finding)")
    #expect(
      found.finding.contains("Once more the model answers 20 rows otherwise"), "\(found.finding)")
  }

  @Test("a model that answers on without a column that matters asks for attention")
  func lenient() throws {
    let found = try asked("integration.mode", ["--lenient"])
    #expect(found.status == .attention, "\(found.finding)")
    #expect(found.finding.contains("Without income the model answers"), "\(found.finding)")
    #expect(!found.finding.contains("gender"), "\(found.finding)")
  }

  @Test("a fallback of one value, or another model, answers whatever is wrong with the model")
  func fallback() throws {
    for declared in ["value: 0.3", "command: [python3, \"\(Self.script)\"]"] {
      let found = try asked("integration.fallback", fallback: declared)
      #expect(found.status == .pass, "\(found.finding)")
      #expect(found.measurements.count == 10)
      let slow = try #require(
        found.measurements.first { $0.name == "time of the answer while the model was slow" })
      #expect(try #require(slow.value) >= 4)
    }
  }

  @Test(
    "a fallback that answers nothing, or what no score can be, fails for every fault",
    arguments: ["command: [python3, -c, \"import sys; sys.exit(1)\"]", "value: 2"])
  func noFallback(_ declared: String) throws {
    let found = try asked("integration.fallback", fallback: declared)
    #expect(found.status == .fail, "\(found.finding)")
    #expect(
      found.finding.contains("The model was down, and the fallback left 20 rows unanswered"),
      "\(found.finding)")
    #expect(found.finding.contains("The model was slow"), "\(found.finding)")
  }

  @Test("a model that itself answers what no score can be fails without any fault")
  func nonsense() throws {
    let found = try asked("integration.fallback", ["--shift", "5"], fallback: "value: 0.3")
    #expect(found.status == .fail, "\(found.finding)")
    #expect(
      found.finding.contains("Without any fault the model's answer was not taken"),
      "\(found.finding)")
  }

  @Test(
    "drills without a model, or without a fallback, are missing and say which line enables them")
  func undeclared() throws {
    #expect(try evidence("integration.mode", "").remedy?.contains("onnx: model.onnx") == true)
    #expect(try asked("integration.fallback").remedy?.contains("fallback: {") == true)
  }

  @Test(
    "a fallback that is named twice or not at all is refused",
    arguments: [
      ("value: 1, command: ./x", "named by value and by command"),
      ("within: 1 second", "names nothing"),
    ])
  func unclearFallback(_ declared: String, _ words: String) throws {
    #expect {
      _ = try evidence("integration.mode", "fallback: {\(declared)}")
    } throws: { "\($0)".contains(words) }
  }

  // MARK: Traces

  /// A log of 100 predictions of version 2.
  private func log(
    _ sample: inout Sample, change: (Int, String) -> String = { $1 }, version: String = "2"
  ) {
    let lines = (0..<100).map { change($0, "r\($0),sample,\(version),in/\($0)") }
    sample.files["log.csv"] =
      (["request,model,version,inputs"] + lines).joined(separator: "\n") + "\n"
    sample.model["version"] = "\"v2\""
  }

  private static let logged =
    "logged: {data: log.csv, model: model, version: version, inputs: inputs}"

  @Test("a log in which every prediction has model, version and inputs passes")
  func traced() throws {
    let found = try evidence("integration.transparency", Self.logged, rows: 300) {
      log(&$0, version: "v2")
    }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding == "All 100 logged predictions carry model, version, inputs.")
  }

  @Test("predictions without a version fail, and a log of other versions asks for attention")
  func untraced() throws {
    let bare = try evidence("integration.transparency", Self.logged, rows: 300) {
      log(&$0, change: { row, line in row < 3 ? "r\(row),sample,,in/\(row)" : line }, version: "v2")
    }
    #expect(bare.status == .fail && bare.finding.contains("3 predictions lack version"))
    let other = try evidence("integration.transparency", Self.logged, rows: 300) {
      log(&$0, version: "v1")
    }
    #expect(other.status == .attention, "\(other.finding)")
    #expect(other.finding.contains("version v2, which is assessed, made none of them (v1)"))
    let absent = try evidence(
      "integration.transparency", Self.logged.replacing("inputs: inputs", with: "inputs: where"),
      rows: 300
    ) { log(&$0) }
    #expect(absent.isBroken && absent.finding.contains("no column “where”"), "\(absent.finding)")
  }

  private static let reported = "feedback: {data: feedback.csv, key: request}"

  /// Reports by their keys.
  private func report(_ sample: inout Sample, _ keys: [String]) {
    log(&sample)
    sample.files["feedback.csv"] = "request,wrong\n" + keys.map { "\($0),1\n" }.joined()
  }

  @Test("reports that all find their logged prediction pass")
  func joined() throws {
    let found = try evidence("integration.feedback", "\(Self.logged), \(Self.reported)", rows: 300)
    {
      report(&$0, (0..<100).map { "r\($0)" })
    }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("found exactly one of 100 predictions"), "\(found.finding)")
  }

  @Test("reports that find nothing, or are about several predictions, fail and are counted")
  func lost() throws {
    let found = try evidence("integration.feedback", "\(Self.logged), \(Self.reported)", rows: 300)
    {
      report(&$0, (0..<50).map { "r\($0)" } + (0..<50).map { "other\($0)" } + [""])
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("1 report came without a key"), "\(found.finding)")
    let twice = try evidence("integration.feedback", "\(Self.logged), \(Self.reported)", rows: 300)
    {
      report(&$0, (0..<100).map { "r\($0)" })
      log(&$0, change: { row, line in row % 2 == 0 ? line : "r0,sample,2,in/0" })
    }
    #expect(twice.status == .fail && twice.finding.contains("could be about several predictions"))
  }

  @Test("without a log the scoring rows are searched; no report at all shows nothing")
  func scoring() throws {
    let found = try evidence("integration.feedback", "feedback: {data: f.csv, key: id}") {
      $0.files["f.csv"] = "id\n" + (0..<100).map { "6-\($0)\n" }.joined()
    }
    #expect(found.status == .pass, "\(found.finding)")
    let empty = try evidence("integration.feedback", "feedback: {data: f.csv, key: id}") {
      $0.files["f.csv"] = "id,wrong\n"
    }
    #expect(empty.status == .fail && empty.finding.contains("nothing shows that it works"))
  }

  /// A feedback path that writes its reports into a file, or loses them.
  private static func path(within: String = "20 seconds") -> String {
    """
    feedback: {data: feedback.csv, key: request, send: [sh, report.sh, "{key}"], within: \(within)}
    """
  }

  @Test("a report that is sent on purpose and comes back shows the path, though it is the first")
  func drilled() throws {
    let found = try evidence(
      "integration.feedback", "\(Self.logged), \(Self.path())", rows: 300
    ) {
      log(&$0)
      $0.files["report.sh"] = "printf 'request,wrong\\n%s,1\\n' \"$1\" > feedback.csv\n"
    }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("sent on purpose came back"), "\(found.finding)")
  }

  @Test(
    "a report that gets lost or cannot be sent fails",
    arguments: [("true\n", "did not come back"), ("echo no queue >&2; exit 3\n", "no queue")])
  func lostOnPurpose(_ script: String, _ words: String) throws {
    let found = try evidence(
      "integration.feedback", "\(Self.logged), \(Self.path(within: "1 second"))",
      rows: 300
    ) {
      log(&$0)
      $0.files["feedback.csv"] = "request,wrong\nr1,1\n"
      $0.files["report.sh"] = script
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains(words), "\(found.finding)")
  }
}
