import Checklist
import Foundation
import Testing

@Suite("Goals and hard limits")
struct LimitTests {
  private func sample(_ limits: String) throws -> Sample {
    var sample = Sample(.binary, rows: 1_000)
    sample.files["bench.json"] = BenchText().text
    sample.extra = "limits: {bench: bench.json, \(limits)}"
    return sample
  }

  private func evidence(
    _ id: String, _ limits: String, _ change: (inout Sample) throws -> Void = { _ in }
  ) throws -> Evidence {
    var sample = try sample(limits)
    try change(&sample)
    return try #require(try Assessed(sample, aspects: [.limits])[id])
  }

  @Test(
    "a measured figure passes, asks for attention, fails or stays undecided",
    arguments: [
      ("latency", "{goal: 50, limit: 100}", CheckStatus.pass),
      ("latency", "{goal: 30, limit: 100}", .attention), ("latency", "{limit: 30}", .fail),
      ("latency", "{limit: 40}", .undecided), ("latency", "{goal: 41, limit: 100}", .undecided),
      ("latency", "{goal: 20}", .attention), ("throughput", "{goal: 800, limit: 500}", .pass),
      ("throughput", "{goal: 1000, limit: 500}", .attention),
      ("throughput", "{limit: 1000}", .fail), ("throughput", "{limit: 900}", .undecided),
      ("memory", "{limit: 251}", .pass), ("memory", "{limit: 249}", .fail),
      ("cpu", "{goal: 1, limit: 2}", .attention), ("cost", "{limit: 0.03}", .pass),
      ("cost", "{limit: 0.01}", .fail), ("gpu", "{limit: 0.5}", .attention),
      ("quality", "{limit: 0.6}", .pass), ("quality", "{goal: 0.99, limit: 0.6}", .attention),
      ("quality", "{limit: 0.99}", .fail),
    ])
  func levels(_ kind: String, _ bound: String, _ status: CheckStatus) throws {
    let found = try evidence("limits.\(kind)", "\(kind): \(bound)")
    #expect(found.status == status, "\(found.finding)")
    #expect((found.remedy == nil) == (status == .pass), "\(found.finding)")
  }

  @Test("a finding names the figure, its interval and the limit")
  func words() throws {
    let found = try evidence("limits.latency", "latency: {goal: 20, limit: 30}")
    #expect(
      found.finding
        == "The time of an answer is 40.0 ms (38.0 ms to 43.0 ms), beyond its limit of 30 ms."
        || found.finding.contains("beyond its limit of 30 ms"), "\(found.finding)")
    #expect(found.measurements.first?.threshold == 30)
  }

  @Test("what every model needs is missing without a limit, the rest does not apply")
  func undeclared() throws {
    let assessed = try Assessed(Sample(.binary, rows: 300), aspects: [.limits])
    for id in ["quality", "latency", "cost"] {
      #expect(assessed["limits.\(id)"]?.status == .missing)
    }
    for id in ["throughput", "memory", "cpu", "gpu", "tradeoff"] {
      #expect(assessed["limits.\(id)"]?.status == .notApplicable)
    }
  }

  @Test("a load that was not measured is told with those that were")
  func otherLoad() throws {
    let found = try evidence("limits.latency", "batch: 64, latency: {limit: 50}")
    #expect(found.status == .attention)
    #expect(found.finding.contains("batch 1 at concurrency 1"), "\(found.finding)")
  }

  @Test(
    "a file of measurements that is none is told, and quality is judged all the same",
    arguments: [nil, "", "{}", "{\"runs\": []}", "[1]"])
  func foreign(_ text: String?) throws {
    let found = try evidence("limits.latency", "latency: {limit: 50}, quality: {limit: 0.6}") {
      $0.files["bench.json"] = text
    }
    #expect(found.status == .attention && found.isBroken, "\(found.finding)")
    #expect(found.finding.contains("bench.json"), "\(found.finding)")
    let quality = try evidence("limits.quality", "quality: {limit: 0.6}") {
      $0.files["bench.json"] = text
    }
    #expect(quality.status == .pass)
  }

  @Test(
    "a goal beyond its limit is refused",
    arguments: ["latency: {goal: 50, limit: 20}", "throughput: {goal: 5, limit: 20}"])
  func reversed(_ limits: String) throws {
    #expect {
      _ = try evidence("limits.latency", limits)
    } throws: { "\($0)".contains("the goal lies beyond the limit") }
  }

  private func contest(_ old: (Double, Double), limits: String = "") throws -> Evidence {
    try evidence(
      "limits.tradeoff",
      "candidates: [{name: former, column: old, bench: old.json}]\(limits)"
    ) { sample in
      sample.baseline["previous-model"] = nil
      sample.metrics["smallest-drop"] = "0.02"
      sample.files["old.json"] =
        BenchText(p99: old.0, low: old.0 - 1, high: old.0 + 1, cost: old.1).text
    }
  }

  @Test("a candidate that is faster and worse leaves the choice on the front")
  func front() throws {
    let found = try contest((5, 0.001))
    #expect(found.status == .pass, "\(found.finding)")
    #expect(
      found.finding.contains("Former is surely better in time, cost and surely worse in quality"),
      "\(found.finding)")
    #expect(found.finding.contains("cheapest within the limits is former"), "\(found.finding)")
  }

  @Test("the cheapest is sought among those within the limits")
  func within() throws {
    let found = try contest((5, 0.001), limits: ", quality: {limit: 0.72}")
    #expect(found.finding.contains("cheapest within the limits is sample"), "\(found.finding)")
  }

  @Test("a candidate that is as good, faster and cheaper asks for attention")
  func dominated() throws {
    let found = try evidence(
      "limits.tradeoff", "candidates: [{name: twin, column: twin, bench: old.json}]"
    ) { sample in
      for role in ["train", "test", "scoring"] { sample.copy(role, "model", to: "twin") }
      sample.files["old.json"] = BenchText(p99: 5, low: 4, high: 6, cost: 0.001).text
    }
    #expect(found.status == .attention, "\(found.finding)")
    #expect(found.finding.hasPrefix("twin is at least as good as sample"), "\(found.finding)")
  }

  @Test("a candidate that differs by noise alone is alike, however its figures come out")
  func noise() throws {
    for shift in [-0.0004, 0.0004] {
      let found = try evidence(
        "limits.tradeoff", "candidates: [{name: twin, column: twin, bench: old.json}]"
      ) { sample in
        for role in ["train", "test", "scoring"] {
          sample.copy(role, "model", to: "twin")
          sample.sets[role]?.change("twin") { row, value in
            Sample.number((Double(value) ?? 0) + (row % 2 == 0 ? shift : -shift))
          }
        }
        for file in ["bench.json", "old.json"] {
          sample.files[file] = BenchText(low: 39.8, high: 40.2).text
        }
      }
      #expect(found.status == .pass, "\(found.finding)")
      #expect(found.finding.contains("Twin is alike in quality, time, cost"), "\(found.finding)")
    }
  }

  @Test("a candidate whose time is uncertain leaves the choice undecided")
  func uncertain() throws {
    let found = try evidence(
      "limits.tradeoff", "candidates: [{name: twin, column: twin, bench: old.json}]"
    ) { sample in
      for role in ["train", "test", "scoring"] { sample.copy(role, "model", to: "twin") }
      sample.files["old.json"] = BenchText(p99: 38, low: 30, high: 48).text
    }
    #expect(found.status == .undecided, "\(found.finding)")
    #expect(found.finding.contains("undecided in time"), "\(found.finding)")
  }

  @Test("what only the model has measured is no comparison")
  func lacking() throws {
    let found = try evidence(
      "limits.tradeoff",
      "concurrency: 1, candidates: [{name: twin, column: twin, bench: old.json}]"
    ) { sample in
      for role in ["train", "test", "scoring"] { sample.copy(role, "model", to: "twin") }
      sample.files["old.json"] = BenchText(p99: 5, low: 4, high: 6, cost: 0.001).text
        .replacing("\"concurrency\": 1", with: "\"concurrency\": 2")
    }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("of one of the two was not measured"), "\(found.finding)")
  }

  @Test("a candidate's column is no feature of the model")
  func noFeature() throws {
    var sample = try sample("candidates: [{name: twin, column: twin, bench: bench.json}]")
    for role in ["train", "test", "scoring"] { sample.copy(role, "truth", to: "twin") }
    let found = try #require(try Assessed(sample, aspects: [.parity])["parity.leakage"])
    #expect(found.status == .pass, "\(found.finding)")
  }
}
