import Checklist
import Foundation
import Statistics
import Testing

@Suite("Performance that is estimated before labels come")
struct EstimateCheckTests {
  private func evidence(
    _ estimate: String = "{window: \"50\", tolerance: 0.06}", task: Sample.Task = .binary,
    _ change: (inout Sample) -> Void = { _ in }
  ) throws -> Evidence {
    var sample = Sample(task)
    sample.extra = "truth: {estimate: \(estimate)}"
    change(&sample)
    return try #require(try Assessed(sample, aspects: [.truth])["truth.estimate"])
  }

  @Test("an estimate whose record is good passes, and says what to expect of scoring")
  func good() throws {
    // Learned from validation, so that all sixty windows of test make the record.
    let found = try evidence { $0.sets["validation"] = Sample(.binary, seed: 3).sets["test"] }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("of the scoring rows is expected to be"), "\(found.finding)")
    let value = try #require(
      found.measurements.first { $0.name == "rocAUC of scoring, estimated" }?.value)
    #expect((0.7...0.95).contains(value))
  }

  @Test("estimates that labels contradict are withdrawn")
  func badRecord() throws {
    // From May on the scores have nothing to do with what happens.
    let found = try evidence { sample in
      var generator = SeededGenerator(seed: 4)
      sample.sets["test"]?.change("truth") { row, value in
        row >= 1_500 ? (generator.uniform() < 0.5 ? "1" : "0") : value
      }
    }
    #expect(found.status == .attention, "\(found.finding)")
    #expect(found.finding.contains("withdrawn"), "\(found.finding)")
    #expect(found.finding.contains("record is bad"), "\(found.finding)")
    #expect(found.remedy?.contains("label sample") == true)
  }

  @Test("an estimate is withdrawn where scores were never seen with labels")
  func outside() throws {
    let found = try evidence { sample in
      for role in ["train", "test"] {
        sample.sets[role]?.change("model") { _, value in Sample.number((Double(value) ?? 0) / 2) }
      }
      sample.sets["scoring"]?.change("model") { row, _ in row % 2 == 0 ? "0.97" : "0.98" }
    }
    #expect(found.status == .attention, "\(found.finding)")
    #expect(found.finding.contains("withdrawn"), "\(found.finding)")
  }

  @Test("few windows make a record that is not decided, and say so")
  func short() throws {
    let found = try evidence("{window: month, tolerance: 0.06}")
    #expect(found.status == .undecided, "\(found.finding)")
    #expect(found.finding.contains("record"), "\(found.finding)")
  }

  @Test("without times and validation there is no record, which is undecided")
  func noRecord() throws {
    let found = try evidence { $0.columns["timestamp"] = nil }
    #expect(found.status == .undecided, "\(found.finding)")
    #expect(found.finding.contains("no record"), "\(found.finding)")
  }

  @Test("a goal that the estimate surely misses fails")
  func goal() throws {
    let found = try evidence { $0.metrics["goals"] = "{rocAUC: 0.99}" }
    #expect(found.status == .fail && found.finding.contains("surely misses"), "\(found.finding)")
  }

  @Test(
    "several classes and numbers are estimated too",
    arguments: [Sample.Task.multiclass, .regression])
  func otherTasks(_ task: Sample.Task) throws {
    let found = try evidence(task: task)
    #expect([.pass, .undecided].contains(found.status), "\(found.finding)")
    #expect(found.finding.contains("of the scoring rows is expected to be"), "\(found.finding)")
  }

  @Test("forecasts and rankings say why not", arguments: [Sample.Task.forecast, .ranking])
  func notEstimated(_ task: Sample.Task) throws {
    #expect(try evidence(task: task).status == .notApplicable)
  }
}
