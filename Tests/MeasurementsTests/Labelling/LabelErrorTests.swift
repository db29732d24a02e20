import ADBC
import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Label errors")
struct LabelErrorTests {
  struct Fixture: Decodable {
    let cases: [Case]
  }

  struct Case: Decodable {
    let name: String
    let labels: [Int]
    let probabilities: [[Double]]
    let thresholds: [Double]
    let counts: [[Double]]
    let joint: [[Double]]
    let candidates: [Int]
  }

  private static func table(_ sample: Case) -> String {
    let rows = zip(sample.labels, sample.probabilities).enumerated().map { place, row in
      "(\(place), \(row.0), \(row.1.map { "\($0)::double" }.joined(separator: ", ")))"
    }
    let names = sample.thresholds.indices.map { "p\($0)" }.joined(separator: ", ")
    return
      "select * from (values \(rows.joined(separator: ", "))) as t(id, y, \(names)) order by id"
  }

  static func measure(
    _ options: LabelErrorOptions, _ sql: String
  ) throws -> LabelErrorReport {
    var first = ScanPlan()
    let thresholds = first.add(LabelThresholdsFold(options))
    let found = try first.run(try Table.stream(sql))[thresholds].get()
    var second = ScanPlan()
    let errors = second.add(LabelErrorsFold(options, thresholds: found))
    return try second.run(try Table.stream(sql))[errors].get()
  }

  @Test("Thresholds, counts and candidates are cleanlab's")
  func golden() throws {
    for sample in try Golden.read("label-errors", as: Fixture.self).cases {
      let classes = sample.thresholds.count
      let report = try Self.measure(
        LabelErrorOptions(
          target: "y", probabilities: (0..<classes).map { "p\($0)" },
          classes: (0..<classes).map { "\($0)" }, keys: ["id"], limit: 1_000), Self.table(sample))
      for (own, expected) in zip(report.classes, sample.thresholds) {
        #expect(abs(try #require(own.threshold) - expected) < 1e-12, "\(sample.name)")
      }
      #expect(report.candidates == sample.candidates.count, "\(sample.name)")
      #expect(report.listed.map { $0.row - 1 } == sample.candidates, "\(sample.name)")
      #expect(report.listed.map(\.keys) == sample.candidates.map { ["\($0)"] })
      let table = try ConfidentJoint(
        counts: sample.counts.map { $0.map { Int($0) } },
        labels: report.classes.map(\.rows))
      let slack = Double(classes) / Double(sample.labels.count)
      for label in 0..<classes {
        for likely in 0..<classes {
          #expect(abs(table.joint[label][likely] - report.joint[label][likely]) < 1e-12)
          #expect(abs(report.joint[label][likely] - sample.joint[label][likely]) <= slack)
        }
      }
    }
  }

  @Test("The estimated noise is that of labels that were changed on purpose, and so is the ceiling")
  func recovery() throws {
    // Of 20,000 rows 8 % carry the wrong label; the model is nearly sure of the right one.
    let sql = """
      select if(i % 25 < 2, 1 - truth, truth) as y,
        if(truth = 1, 0.9, 0.1) + ((hash(i + 5) % 100)::double - 50) / 1000.0 as p
      from (select i, if(hash(i + 1) % 10 < 4, 1, 0) as truth from range(20000) t(i)) order by i
      """
    let report = try Self.measure(LabelErrorOptions(target: "y", probabilities: ["p"]), sql)
    let interval = try #require(report.noise.interval)
    #expect(interval.low < 0.08 && 0.08 < interval.high)
    #expect(
      abs(try #require(report.ceiling.value) + (try #require(report.noise.value)) - 1) < 1e-12)
    #expect(report.listed.count == 50)
    #expect(report.classes.map(\.name) == ["0", "1"])
  }

  @Test("Rows that are unclear are told from labels that are wrong")
  func doubt() throws {
    // The label is drawn from the very probability: nothing is wrong with it.
    let unclear = try Self.measure(
      LabelErrorOptions(target: "y", probabilities: ["p"]),
      """
      select (hash(i) % 1000) / 1000.0 as p, if((hash(i + 3) % 1000) / 1000.0 < p, 1, 0) as y
      from range(5000) t(i) order by i
      """)
    #expect(unclear.isExplainedByDoubt)
    #expect(abs(Double(unclear.candidates) - unclear.expected) < 0.1 * unclear.expected)
    // A model that is sure, and labels of which every tenth was changed.
    let wrong = try Self.measure(
      LabelErrorOptions(target: "y", probabilities: ["p"]),
      """
      select if(i % 2 = 0, 0.99, 0.01) as p, if(i % 20 < 2, 1 - (1 - i % 2), 1 - i % 2) as y
      from range(2000) t(i) order by i
      """)
    #expect(wrong.candidates == 200)
    #expect(!wrong.isExplainedByDoubt)
  }

  @Test("Intervals of noise rates hold as often as they say")
  func coverage() throws {
    var generator = SeededGenerator(seed: 5)
    // Of rows labelled 0 a tenth is of class 1; of those labelled 1 a thirtieth of class 0.
    let (labels, wrong) = ([300, 200], [0.1, 1.0 / 30])
    let noise = 0.6 * wrong[0] + 0.4 * wrong[1]
    let lost = 0.6 * wrong[0] / (0.6 * wrong[0] + 0.4 * (1 - wrong[1]))
    var held = [0, 0]
    for _ in 0..<1_000 {
      let off = zip(labels, wrong).map {
        BinomialSampler.draw(trials: $0, probability: $1, using: &generator)
      }
      let table = try ConfidentJoint(
        counts: [[labels[0] - off[0], off[0]], [off[1], labels[1] - off[1]]], labels: labels)
      for (place, found) in [(table.noise(), noise), (try table.lost(1), lost)].enumerated() {
        let interval = try #require(found.0.interval)
        if interval.low <= found.1, found.1 <= interval.high { held[place] += 1 }
      }
    }
    #expect(held.allSatisfy { $0 > 925 }, "\(held)")
  }

  @Test("Merged parts are the whole")
  func merge() throws {
    let options = LabelErrorOptions(target: "y", probabilities: ["p"], limit: 5)
    func fold(_ sql: String, from first: Int) throws -> LabelErrorsFold {
      let stream = try Table.stream(sql)
      var fold = LabelErrorsFold(options, thresholds: [0.6, 0.6])
      fold.start(stream.fields, first: nil)
      var row = first
      while let batch = try stream.next() {
        fold.update(batch, firstRow: row)
        row += batch.rowCount
      }
      return fold
    }
    let sql = "select i % 2 as y, (hash(i) % 1000) / 1000.0 as p from range(3000) t(i)"
    var whole = try fold("\(sql) order by i", from: 0)
    var parts = try fold("\(sql) where i >= 1000 order by i", from: 1_000)
    parts.merge(try fold("\(sql) where i < 1000 order by i", from: 0))
    let (one, other) = (try whole.finish().get(), try parts.finish().get())
    #expect(one.listed == other.listed)
    #expect(one.joint == other.joint)
    #expect(one.candidates == other.candidates)
  }

  @Test("What cannot be measured is refused, or null with the reason")
  func refused() throws {
    #expect(throws: MetricRefusal.self) {
      try Self.measure(
        LabelErrorOptions(target: "y", probabilities: ["p"]),
        "select i as y, 0.5 as p from range(5) t(i)")
    }
    let empty = try Self.measure(
      LabelErrorOptions(target: "y", probabilities: ["p"]),
      "select null::int as y, 0.5 as p from range(5) t(i)")
    #expect(empty.unlabelled == 5)
    #expect(empty.noise.value == nil && empty.noise.note != nil)
    let foreign = try Self.measure(
      LabelErrorOptions(target: "y", probabilities: ["p", "q"], classes: ["a", "b"]),
      "select * from (values ('a', 0.9, 0.1), ('c', 0.5, 0.5), ('b', null, 0.5)) t(y, p, q)")
    #expect(foreign.unlabelled == 1 && foreign.unscored == 1 && foreign.foreign == "c")
  }
}
