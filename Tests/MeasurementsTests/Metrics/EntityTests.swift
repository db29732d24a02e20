import ADBC
import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Metrics of entities")
struct EntityTests {
  static let binary = MetricOptions(task: .binary, target: "y", score: "p")

  static func report(
    _ sql: String, _ options: EntityOptions, _ metrics: MetricOptions = binary
  ) throws -> EntityReport {
    var plan = ScanPlan()
    let ticket = plan.add(try EntityFold(metrics, options))
    return try plan.run(try Table.stream(sql))[ticket].get()
  }

  static func value(_ report: EntityReport, _ key: String) -> Double? {
    report.metrics.first { $0.card.key == key }?.estimate.value
  }

  /// Four videos: one of three segments with a positive one that is found, a clean one with a false
  /// call, a clean one without, a positive one that is missed.
  static let videos = """
    select * from (values ('a', 1, 0.9), ('a', 0, 0.2), ('a', 0, 0.7), ('b', 0, 0.6), ('b', 0, 0.1),
      ('c', 0, 0.3), ('c', 0, 0.4), ('d', 1, 0.4), ('d', 0, 0.2), ('d', 0, 0.1),
      (null, 1, 0.9)) t(video, y, p)
    """

  @Test(
    "pieces decide for the entity by the rule",
    arguments: [
      ("any", 0.5, 0.5), ("max", 0.5, 0.5), ("mean", 0.5, 1.0), ("k-of-n:2", 0.5, 1.0),
      ("k-of-n:3", 0.0, 1.0),
    ])
  func rules(rule: String, recall: Double, specificity: Double) throws {
    let aggregate = try #require(EntityAggregate(rule))
    let report = try Self.report(
      Self.videos, EntityOptions(column: "video", aggregate: aggregate))
    #expect(report.entities == 4)
    #expect(report.positiveEntities == 2)
    #expect(report.strayRows == 1)
    #expect(Self.value(report, "recall") == recall)
    #expect(Self.value(report, "specificity") == specificity)
    #expect(report.warnings.map(\.code) == ["missing-entity"])
  }

  @Test("a regression's entities have the means, or the largest, of their pieces")
  func regression() throws {
    let sql = """
      select * from (values (1, 10.0, 12.0), (1, 20.0, 18.0), (2, 5.0, 5.0), (2, 7.0, 10.0)) t(id, y, g)
      """
    let metrics = MetricOptions(task: .regression, target: "y", prediction: "g")
    let mean = try Self.report(sql, EntityOptions(column: "id", aggregate: .mean), metrics)
    #expect(Self.value(mean, "mae") == 0.75)
    let most = try Self.report(sql, EntityOptions(column: "id", aggregate: .max), metrics)
    #expect(Self.value(most, "mae") == 2.5)
    #expect(throws: MetricRefusal.self) {
      try Self.report(sql, EntityOptions(column: "id", aggregate: .any), metrics)
    }
  }

  @Test("whole entities are expected from the rates of pieces, exactly")
  func expectation() {
    func chance(_ rule: EntityAggregate, _ pieces: Int, _ positives: Int) -> Double? {
      EntityExpectation(
        aggregate: rule, hasClasses: true, truePositiveRate: 0.9, falsePositiveRate: 0.05
      ).chance(.init(pieces: pieces, positives: positives))
    }
    #expect(abs((chance(.any, 40, 0) ?? 0) - (1 - pow(0.95, 40))) < 1e-12)
    #expect(abs((chance(.any, 40, 1) ?? 0) - (1 - 0.1 * pow(0.95, 39))) < 1e-12)
    // At least two of three pieces, one of them positive, counted by hand.
    let two = 0.9 * (1 - 0.95 * 0.95) + 0.1 * 0.05 * 0.05
    #expect(abs((chance(.atLeast(2), 3, 1) ?? 0) - two) < 1e-12)
    #expect(abs((chance(.mean, 3, 1) ?? 0) - two) < 1e-12)
    #expect(chance(.atLeast(4), 3, 3) == 0)
    let scores = EntityExpectation(
      aggregate: .mean, hasClasses: false, truePositiveRate: 0.9, falsePositiveRate: 0.05)
    #expect(scores.chance(.init(pieces: 3, positives: 1)) == nil)
  }

  @Test("declared whole entities: pieces, positive pieces and prevalence are taken")
  func declared() throws {
    // 900 clean pieces of which 50 are called, 100 positive ones of which 90 are, in 200 entities.
    let sql = """
      select i // 5 as id, i % 10 = 0 as y,
        if(if(i % 10 = 0, i % 100 <> 0, i % 20 = 1), 0.9, 0.1) as p
      from range(1000) t(i)
      """
    let report = try Self.report(
      sql,
      EntityOptions(
        column: "id", aggregate: .any, pieces: 20, positivePieces: 2, prevalence: 0.1))
    let rates = try #require(report.rates)
    #expect(rates.truePositiveRate.value == 0.9)
    let alarms = try #require(rates.falsePositiveRate.value)
    #expect(abs(alarms - 50.0 / 900) < 1e-12)
    let expected = try #require(report.expectation)
    let recall = 1 - 0.01 * pow(1 - alarms, 18)
    let called = 1 - pow(1 - alarms, 20)
    func metric(_ key: String) -> Estimate? { expected.metrics.first { $0.key == key }?.estimate }
    #expect(abs((metric("recall")?.value ?? 0) - recall) < 1e-12)
    #expect(abs((metric("specificity")?.value ?? 0) - (1 - called)) < 1e-12)
    let precision = 0.1 * recall / (0.1 * recall + 0.9 * called)
    #expect(abs((metric("precision")?.value ?? 0) - precision) < 1e-12)
    let interval = try #require(metric("precision")?.interval)
    #expect(interval.low < precision && precision < interval.high)
  }

  @Test("rows that repeat their entity widen the intervals as much as they should")
  func design() throws {
    // Each entity's ten rows are alike: a tenth of the rows is all the evidence there is.
    let sql = """
      select i // 10 as id, hash(i // 10) % 10 < 3 as y,
        (hash((i // 10) + 77) % 1000) / 1000.0 + if(hash(i // 10) % 10 < 3, 0.3, 0) as p
      from range(6000) t(i)
      """
    var plan = ScanPlan()
    let entities = plan.add(
      try EntityFold(Self.binary, EntityOptions(column: "id", aggregate: .any)))
    let rows = plan.add(try MetricsFold(Self.binary))
    let results = try plan.run(try Table.stream(sql))
    let plain = try results[rows].get()
    let robust = try results[entities].get().respecting(plain)
    func width(_ report: MetricsReport, _ key: String) throws -> Double {
      let interval = try #require(report[key]?.interval, "\(key)")
      return interval.high - interval.low
    }
    for key in ["rocAUC", "accuracy", "recall", "averagePrecision", "f1"] {
      let ratio = try width(robust, key) / width(plain, key)
      #expect(ratio > 2.2 && ratio < 4.4, "\(key): \(ratio), expected about √10")
      #expect(robust[key]?.value == plain[key]?.value)
    }
  }

  @Test("entities of one row have about the intervals of independent rows")
  func single() throws {
    let sql = """
      select i as id, hash(i) % 10 < 3 as y,
        (hash(i + 7777) % 1000) / 1000.0 + if(hash(i) % 10 < 3, 0.3, 0) as p
      from range(3000) t(i)
      """
    var plan = ScanPlan()
    let entities = plan.add(
      try EntityFold(Self.binary, EntityOptions(column: "id", aggregate: .any)))
    let rows = plan.add(try MetricsFold(Self.binary))
    let results = try plan.run(try Table.stream(sql))
    let plain = try results[rows].get()
    let robust = try results[entities].get().respecting(plain)
    for key in ["rocAUC", "accuracy", "recall"] {
      let one = try #require(plain[key]?.interval)
      let other = try #require(robust[key]?.interval)
      let ratio = (other.high - other.low) / (one.high - one.low)
      #expect(ratio > 0.7 && ratio < 1.45, "\(key): \(ratio)")
    }
  }

  @Test("parts merge to the whole, whatever the order of rows")
  func merge() throws {
    let options = EntityOptions(column: "id", aggregate: .atLeast(2))
    let sql = """
      select 'e' || (i % 60) as id, hash(i) % 7 = 0 as y, (hash(i + 99) % 100) / 100.0 as p
      from range(900) t(i)
      """
    func fold(_ condition: String) throws -> EntityFold {
      let stream = try Table.stream("select * from (\(sql)) where \(condition)")
      var fold = try EntityFold(Self.binary, options)
      var row = 0
      fold.start(stream.fields, first: nil)
      while let batch = try stream.next() {
        fold.update(batch, firstRow: row)
        row += batch.rowCount
      }
      return fold
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var whole = try fold("true")
    var parts = try fold("p >= 0.4")
    parts.merge(try fold("p < 0.4"))
    #expect(
      try encoder.encode(whole.finish().get()) == encoder.encode(parts.finish().get()))
  }

  @Test("without rows, or with few entities, there are reasons instead of intervals")
  func few() throws {
    let empty = try Self.report(
      "select 'x' as id, true as y, 0.5 as p where false",
      EntityOptions(column: "id", aggregate: .any))
    #expect(empty.entities == 0)
    #expect(empty.rates?.truePositiveRate.value == nil)
    _ = try JSONEncoder().encode(empty)
    let few = try Self.report(Self.videos, EntityOptions(column: "video", aggregate: .any))
    let accuracy = few.rowMetrics.first { $0.card.key == "accuracy" }?.estimate
    #expect(accuracy?.interval == nil)
    #expect(accuracy?.note?.contains("ten groups") == true)
  }

  @Test("options that contradict each other are refused")
  func refusals() {
    for options in [
      EntityOptions(column: "id", aggregate: .any, pieces: 0),
      EntityOptions(column: "id", aggregate: .any, positivePieces: 2),
      EntityOptions(column: "id", aggregate: .any, pieces: 3, positivePieces: 4),
      EntityOptions(column: "id", aggregate: .any, prevalence: 1),
    ] {
      #expect(throws: MetricRefusal.self) { try EntityFold(Self.binary, options) }
    }
    #expect(EntityAggregate("k-of-n:0") == nil)
    #expect(EntityAggregate("most") == nil)
  }
}
