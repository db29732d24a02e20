import Engines
import Testing

@testable import Measurements

@Suite("Which label is the positive one")
struct PositiveLabelTests {
  struct Coding: Sendable, CustomTestStringConvertible {
    let labels: String
    var declared: String?
    /// Positive rows of `labels`; nil when both readers must refuse.
    let positives: Int?
    var testDescription: String { "\(labels), declared \(declared ?? "nothing")" }
  }

  static let codings = [
    Coding(labels: "0, 1, 1", positives: 2), Coding(labels: "1.0, 0.0, 0.0", positives: 1),
    Coding(labels: "-1, 1, -1", positives: 1), Coding(labels: "true, false, false", positives: 1),
    Coding(labels: "'yes', 'no', 'no'", positives: 1),
    Coding(labels: "'FALSE', 'TRUE', 'TRUE'", positives: 2),
    Coding(labels: "'1', '0', '0'", positives: 1), Coding(labels: "1, 2, 2", positives: nil),
    Coding(labels: "0, -1, 0", positives: nil), Coding(labels: "'1', 'yes', '1'", positives: nil),
    Coding(labels: "'red', 'blue', 'red'", positives: nil),
    Coding(labels: "'red', 'blue', 'red'", declared: "red", positives: 2),
    Coding(labels: "'red', 'blue', 'red'", declared: "green", positives: nil),
    Coding(labels: "1, 2, 2", declared: "2", positives: 2),
    Coding(labels: "1, 2, 2", declared: "1.0", positives: 1),
    Coding(labels: "true, false, false", declared: "false", positives: 2),
    Coding(labels: "true, false, false", declared: "1", positives: 1),
    Coding(labels: "0, 1, 1", declared: "0", positives: 1),
    Coding(labels: "'01', '2', '2'", declared: "1", positives: 1),
    Coding(labels: "0, 1, 2", positives: nil), Coding(labels: "0, 0, 0", positives: 0),
    Coding(labels: "1, 1, 1", positives: 3), Coding(labels: "1, 1, 1", declared: "0", positives: 0),
  ]

  @Test("metrics and baselines agree", arguments: codings)
  func agreement(_ coding: Coding) throws {
    let sql = "select unnest([\(coding.labels)]) as y, 0.5 as p"
    let table = try RowTable.read(Table.stream(sql), seed: 1)
    let kept = try? BinaryLabels(try table.column("y"), positive: coding.declared)
    #expect(kept.map { $0.isPositive.count { $0 } } == coding.positives, "as rows in memory")

    var plan = ScanPlan()
    let ticket = plan.add(
      try MetricsFold(
        MetricOptions(task: .binary, target: "y", positive: coding.declared, score: "p")))
    let report = try? plan.run(try Table.stream(sql))[ticket].get()
    var counted: Int?
    if case .binary(let measurement)? = report?.measurement {
      counted = measurement.scores.firstTotal
      // Whichever of the two sides holds the positives, the other holds the rest.
      #expect(measurement.scores.firstTotal + measurement.scores.secondTotal == 3)
    }
    #expect(counted == coding.positives, "in the stream")
  }
}
