import ADBC
import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Weak slices of a table")
struct SliceStudyTests {
  static let binary = MetricOptions(task: .binary, target: "y", prediction: "yhat")

  static func report(
    _ sql: String, _ metrics: MetricOptions = binary, _ options: SliceOptions = SliceOptions()
  ) throws -> SliceReport {
    var study = try SliceStudy(metrics, options)
    var first = ScanPlan()
    let names = try Table.stream(sql).fields.map(\.name)
    let sample = first.add(study.sampleFold(among: names))
    let table = try first.run(try Table.stream(sql))[sample].get()
    var second = ScanPlan()
    let rows = second.add(study.fold(table))
    return study.report(try second.run(try Table.stream(sql))[rows])
  }

  /// Twenty thousand rows, 10 % wrong; of those aged 20 to 30 in Graz 60 %, of the web's 20 %.
  static let planted = """
    select 1 as y, if(u < risk, 0, 1) as yhat, age, city, channel, noise, flag from (
      select *, case when age >= 20 and age < 30 and city = 'Graz' then 0.6
        when channel = 'web' then 0.2 else 0.1 end as risk
      from (
        select (hash(i) % 1000003) / 1000003.0 as u, (hash(i + 1000000) % 6000) / 100.0 as age,
          ['Graz', 'Linz', 'Wien'][1 + (hash(i + 2000000) % 3)::int] as city,
          if(hash(i + 3000000) % 4 = 0, 'web', 'shop') as channel,
          (hash(i + 4000000) % 100000)::double as noise,
          hash(i + 5000000) % 2 = 0 as flag
        from range(20000) t(i)))
    """

  @Test("planted weak slices are found, with the rows and losses that they have")
  func planted() throws {
    var options = SliceOptions()
    options.bins = 6
    let report = try Self.report(Self.planted, Self.binary, options)
    #expect(report.note == nil)
    #expect(report.columns == ["age", "city", "channel", "noise", "flag"])
    let first = try #require(report.slices.first)
    #expect(first.conditions.map(\.column) == ["age", "city"])
    #expect(first.conditions.last?.test == .text("Graz"))
    guard case .between(.number(let low)?, .number(let high)?) = first.conditions[0].test else {
      Issue.record("age is no range: \(first.conditions[0])")
      return
    }
    #expect(abs(low - 20) < 0.5)
    #expect(abs(high - 30) < 0.5)
    #expect(abs(first.loss - 0.6) < 0.06)
    #expect(first.difference.interval.map { $0.low > 0.3 && $0.high < 0.6 } == true)
    #expect(abs(first.share - 1.0 / 18) < 0.005)
    let second = try #require(report.slices.dropFirst().first)
    #expect(
      second.conditions == [SliceCondition(column: "channel", test: .text("web"))])
    // Nothing else was planted: parts of these two are no findings.
    #expect(report.slices.count == 2)
    #expect(
      report.slices.allSatisfy { $0.adjustedPValue <= 0.05 && $0.pValue <= $0.adjustedPValue })
  }

  @Test("the same data and seed give the same document, another seed other halves")
  func deterministic() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let one = try encoder.encode(Self.report(Self.planted))
    #expect(try encoder.encode(Self.report(Self.planted)) == one)
    var other = SliceOptions()
    other.seed = 2
    #expect(try encoder.encode(Self.report(Self.planted, Self.binary, other)) != one)
  }

  @Test("a weak slice of a regression, and of a loss that a column says, is found")
  func regression() throws {
    let sql = """
      select 0.0 as target, e as guess, abs(e) - 5 as own, part, size from (
        select part, size, (if(part is null, 3.0, 1.0)) * ((hash(i) % 2001)::double / 1000 - 1) as e
        from (select i, if(hash(i + 9) % 10 = 0, null, 'p' || (hash(i + 9) % 4)) as part,
          (hash(i + 7) % 977)::double as size from range(5000) t(i)))
      """
    let missing = [SliceCondition(column: "part", test: .missing)]
    let options = MetricOptions(task: .regression, target: "target", prediction: "guess")
    for loss in [RowLoss.absoluteError, .squaredError, .column("own")] {
      var slices = SliceOptions()
      slices.loss = loss
      slices.columns = ["part", "size"]
      let report = try Self.report(sql, options, slices)
      #expect(report.slices.map(\.conditions) == [missing], "\(loss.name)")
    }
  }

  @Test("data without weak slices give no more than the promised share of findings")
  func nullRate() throws {
    var reports = 0
    let runs = 200
    for seed in 0..<runs {
      var generator = Lehmer(UInt64(seed) &* 7919 &+ 13)
      func column(_ name: String) -> RowColumn {
        RowColumn(
          name: name,
          values: .numeric((0..<1_000).map { _ in Double.random(in: 0..<1, using: &generator) }))
      }
      let table = RowTable(columns: ["a", "b", "c", "d"].map(column))
      var options = SliceOptions()
      options.bins = 4
      options.support = 0.05
      var study = try SliceStudy(Self.binary, options)
      _ = study.fold(table)
      var rows = SliceRows(columns: 4)
      for _ in 0..<table.rowCount {
        let isSearched = Bool.random(using: &generator)
        let loss = Double.random(in: 0..<1, using: &generator) < 0.15 ? 1.0 : 0
        for column in 0..<4 {
          let code = UInt8.random(in: 0..<4, using: &generator)
          if isSearched {
            rows.search.codes[column].append(code)
          } else {
            rows.confirmation.codes[column].append(code)
          }
        }
        if isSearched {
          rows.search.losses.append(loss)
        } else {
          rows.confirmation.losses.append(loss)
        }
      }
      if !study.report(rows).slices.isEmpty { reports += 1 }
    }
    // At a rate of 5 %, 20 or more of 200 come by chance once in 800 runs of this test; the seeds
    // are fixed.
    #expect(reports < 20, "\(reports) of \(runs)")
  }

  @Test("what cannot be searched is said")
  func notes() throws {
    #expect(
      try Self.report("select 1 as y, 1 as yhat, i as x from range(1000) t(i)").note
        == "every row has the same loss")
    #expect(
      try Self.report("select 1 as y, i % 2 as yhat, i as x from range(20) t(i)").note?
        .contains("too small") == true)
    #expect(
      try Self.report("select 1 as y, i % 2 as yhat from range(2000) t(i)").note
        == "there is no column to slice by")
    let empty = try Self.report("select 1 as y, 1 as yhat, 2.0 as x where false")
    #expect(empty.slices.isEmpty)
    #expect(empty.overall == nil)
    let skipped = try Self.report(
      """
      select 1 as y, i % 2 as yhat, 'id' || i as id, 7 as same, null::double as none,
        [i] as list, i % 3 as x from range(2000) t(i)
      """)
    #expect(skipped.columns == ["x"])
    #expect(Set(skipped.skipped.map(\.column)) == ["id", "same", "none", "list"])
  }

  @Test("rows without a loss are counted apart, and infinite numbers are values")
  func odd() throws {
    let report = try Self.report(
      """
      select if(i % 10 = 0, null, 1) as y, if(hash(i) % 5 = 0, 0, 1) as yhat,
        case i % 4 when 0 then 'infinity'::double when 1 then '-infinity'::double
          when 2 then 'nan'::double else i end as x, date '2020-01-01' + (i % 700)::int as day
      from range(4000) t(i)
      """)
    #expect(report.unmeasuredRows == 400)
    #expect(report.rows == 3600)
    #expect(report.columns == ["x"] && report.skipped.map(\.column) == ["day"])
    _ = try JSONEncoder().encode(report)
  }

  @Test("more rows than are held are sampled by their numbers")
  func sampled() throws {
    var options = SliceOptions()
    options.rowLimit = 5_000
    let report = try Self.report(Self.planted, Self.binary, options)
    #expect(report.sourceRows == 20_000)
    #expect(abs(report.rows - 5_000) < 300)
  }

  @Test("options out of range and losses of another task are refused")
  func refusals() throws {
    var options = SliceOptions()
    options.conditions = 4
    #expect(throws: MetricRefusal.self) { try SliceStudy(Self.binary, options) }
    options.conditions = 3
    options.loss = .squaredError
    #expect(throws: MetricRefusal.self) { try SliceStudy(Self.binary, options) }
    options.loss = .logLoss
    #expect(throws: MetricRefusal.self) { try SliceStudy(Self.binary, options) }
    #expect(RowLoss("column:own") == .column("own"))
    #expect(RowLoss("column:") == nil)
    #expect(RowLoss("hinge") == nil)
  }
}
