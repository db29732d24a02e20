import ADBC
import Engines
import Foundation
import Testing

@testable import Measurements

/// One meaning, two executions: metrics from counts are the metrics from rows.
@Suite("Metrics counted where the rows are")
struct PushedMetricsTests {
  /// Labels, scores and times with all that engines disagree about.
  static func scored(_ rows: Int, score: String) -> String {
    """
    select i, (i * 7919 % 1000) / 1000.0 < 0.3 + 0.4 * ((i * 104729 % 997) / 997.0) as y,
      case when i % 101 = 0 then null else (i * 7919 % 1000) < 400 end as gappy,
      if(i % 3 = 0, 'late', 'on time') as word, \(score) as p,
      case when i % 13 = 0 then null when i % 3 = 0 then 'Ünï ''q''' when i % 7 = 0 then '' else 'a ' end as place,
      i % 4 as shop, cast(i % 2 as boolean) as flag,
      case when i % 97 = 0 then null when i % 89 = 0 then 'infinity'::timestamp
        else timestamp '1969-11-28 23:59:59.999999' + i * interval 61 minute end as at,
      case when i % 97 = 0 then null when i % 89 = 0 then 'infinity'::date
        else date '2024-02-20' + cast(i % 70 as int) end as day
    from range(1, \(rows + 1)) as g(i)
    """
  }

  /// Doubles that differ in nearly every row.
  static let continuous = """
    case when i % 53 = 0 then null when i % 59 = 0 then 'nan'::double when i % 61 = 0 then 'inf'::double
      when i % 67 = 0 then -0.0 when i % 71 = 0 then 1.25 when i % 73 = 0 then -0.5 when i % 79 = 0 then 1.0
      when i % 83 = 0 then 1e-300 when i % 31 = 0 then 1 - pow(2, -(i % 50))
      else 0.5 + 0.4999 * sin(i) end
    """

  static let rounded = "round(\(continuous), 2)"

  static func options(_ change: (inout MetricOptions) -> Void = { _ in }) -> MetricOptions {
    var options = MetricOptions(task: .binary, target: "gappy", score: "p")
    change(&options)
    return options
  }

  /// What the rows give, and what counts give; nil where rows have to be read.
  static func both(
    _ sql: String, _ options: MetricOptions, few: Int = 0, first: Int = 64, most: Int = 1 << 20
  ) throws -> (rows: NSDictionary, counts: NSDictionary?) {
    let engine = try PushedProfileTests.session.get()
    let fold = try MetricsFold(options)
    var plan = ScanPlan()
    let ticket = plan.add(fold)
    let read = try plan.run(engine.scan(.query(sql)))[ticket].get()
    let session = try engine.session(.query(sql))
    let counted = try fold.pushed(
      PushedCount(session: session) { _ in }, few: few, first: first, most: most)
    return (try document(read), try counted.map { try document($0.get()) })
  }

  static func document(_ report: MetricsReport) throws -> NSDictionary {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let object = try JSONSerialization.jsonObject(with: encoder.encode(report))
    return try #require(object as? NSDictionary)
  }

  /// Where two documents differ by more than a share of the value.
  static func difference(
    _ first: Any?, _ second: Any?, tolerance: Double, at path: String = ""
  ) -> String? {
    switch (first, second) {
    case (let first as NSDictionary, let second as NSDictionary):
      // A note says that numbers were put together; within a tolerance they may be.
      let notes = tolerance > 1e-12 ? ["note"] : []
      let keys = Set(first.allKeys.compactMap { $0 as? String }).subtracting(notes)
      guard keys == Set(second.allKeys.compactMap { $0 as? String }).subtracting(notes) else {
        return "\(path): \(first.allKeys) and \(second.allKeys)"
      }
      return keys.sorted().compactMap {
        difference(first[$0], second[$0], tolerance: tolerance, at: "\(path).\($0)")
      }.first
    case (let first as NSArray, let second as NSArray):
      guard first.count == second.count else {
        return "\(path): \(first.count) and \(second.count) members"
      }
      return zip(first, second).enumerated().compactMap {
        difference($0.element.0, $0.element.1, tolerance: tolerance, at: "\(path)[\($0.offset)]")
      }.first
    case (let first as NSNumber, let second as NSNumber):
      let (a, b) = (first.doubleValue, second.doubleValue)
      return abs(a - b) <= tolerance * max(abs(a), abs(b)) ? nil : "\(path): \(a) and \(b)"
    default:
      return "\(String(describing: first))" == "\(String(describing: second))"
        ? nil : "\(path): \(String(describing: first)) and \(String(describing: second))"
    }
  }

  @Test(
    "Where few rows differ every figure is the same to its last digit",
    arguments: [
      options(), options { $0.target = "y" }, options { $0.by = ["place"] },
      options { $0.by = ["shop", "flag"] },
      options { ($0.window, $0.timestamp) = (.week, "at") },
      options { ($0.window, $0.timestamp, $0.by) = (.month, "day", ["place"]) },
      options { ($0.window, $0.timestamp) = (.quarter, "at") },
      options { ($0.target, $0.positive) = ("word", "late") },
      options { ($0.prediction, $0.by) = ("flag", ["place"]) },
      options { ($0.score, $0.prediction) = (nil, "flag") },
      options {
        $0.metricOfRest = "rocAUC"; $0.by = ["shop"]
      },
    ])
  func countsEqualRows(options: MetricOptions) throws {
    let (rows, counts) = try Self.both(
      Self.scored(3_000, score: Self.rounded), options, few: 1 << 15)
    #expect((counts.map { Self.difference(rows, $0, tolerance: 0) } ?? "rows were read") == nil)
  }

  @Test(
    "Where many rows differ scores are put together as here, and only the logarithm may differ in a digit",
    arguments: [
      options(), options { $0.target = "y" }, options { $0.threshold = 0.37 },
      options { ($0.target, $0.positive) = ("word", "late") },
      options { ($0.target, $0.positive) = ("flag", "false") },
      options { $0.prediction = "flag" },
    ])
  func putsTogether(options: MetricOptions) throws {
    // So many that the table of all scores puts neighbours together too.
    let sql = Self.scored(250_000, score: Self.continuous)
    let (rows, counts) = try Self.both(sql, options)
    #expect((counts.map { Self.difference(rows, $0, tolerance: 1e-13) } ?? "rows were read") == nil)
  }

  @Test(
    "Groups with many different scores have the counts of their rows, and ranks within the table's bound",
    arguments: [
      options { $0.by = ["place"] }, options { ($0.window, $0.timestamp) = (.month, "day") },
      options { ($0.window, $0.timestamp, $0.by) = (.year, "at", ["shop"]) },
    ])
  func putsGroupsTogether(options: MetricOptions) throws {
    let sql = Self.scored(40_000, score: Self.continuous)
    let (rows, counts) = try Self.both(sql, options)
    let found = try #require(counts)
    #expect(found["rows"] as? Int == 40_000)
    #expect(Self.difference(rows["metrics"], found["metrics"], tolerance: 1e-6) == nil)
    let pairs = zip(
      try #require(rows["groups"] as? [NSDictionary]),
      try #require(found["groups"] as? [NSDictionary]))
    for (expected, group) in pairs {
      #expect(expected["key"] as? String == group["key"] as? String)
      #expect(expected["rows"] as? Int == group["rows"] as? Int)
      let difference = Self.difference(expected["metrics"], group["metrics"], tolerance: 2e-3)
      #expect(difference == nil, "\(String(describing: group["key"]))")
    }
    #expect((rows["groups"] as? NSArray)?.count == (found["groups"] as? NSArray)?.count)
  }

  @Test("More different rows than are fetched are put together instead")
  func changesItsMind() throws {
    let sql = """
      select p, y, gappy from (
        select if(i < 3000, 0.5, p) as p, y, gappy from (\(Self.scored(20_000, score: Self.continuous))))
      """
    let (rows, counts) = try Self.both(sql, Self.options(), first: 1_000, most: 5_000)
    #expect(Self.difference(rows["rows"], counts?["rows"], tolerance: 0) == nil)
    #expect(Self.difference(rows["metrics"], counts?["metrics"], tolerance: 1e-3) == nil)
  }

  static let sold = """
    select case when i % 53 = 0 then null when i % 59 = 0 then 'nan'::double when i % 61 = 0 then 0
        else 250 + 40 * cos(i) end as y,
      case when i % 47 = 0 then null when i % 43 = 0 then '-inf'::double
        else 251 + 41 * cos(i) + sin(i * i) end as yhat,
      240 + sin(i) as lo, case when i % 41 = 0 then 'nan'::double else 260 + cos(i) end as up,
      round(250 + 40 * cos(i)) as wholeprice, i % 5 * 10 as guess, chr(97 + cast(i % 3 as int)) as town
    from range(1, 30001) as g(i)
    """

  static func regression(_ change: (inout MetricOptions) -> Void = { _ in }) -> MetricOptions {
    var options = MetricOptions(task: .regression, target: "y", prediction: "yhat")
    change(&options)
    return options
  }

  @Test(
    "Errors of a regression are summed there to twelve digits, and their counts are equal",
    arguments: [
      regression(), regression { $0.quantile = 0.9 },
      regression { ($0.lower, $0.upper) = ("lo", "up") },
      regression { ($0.lower, $0.upper, $0.prediction) = ("lo", "up", nil) },
    ])
  func sumsErrors(options: MetricOptions) throws {
    let (rows, counts) = try Self.both(Self.sold, options)
    // The median of errors comes from neighbours: 2⁻¹⁴ of its distance from 0 or 1.
    let difference = (counts.map { Self.difference(rows, $0, tolerance: 1e-4) } ?? "rows were read")
    #expect(difference == nil)
    for name in ["mae", "rmse", "mse", "r2", "bias", "mape", "smape", "coverage", "pinball"] {
      let path = [rows, counts].map {
        (($0?["metrics"] as? NSDictionary)?[name] as? NSDictionary)?["value"]
      }
      #expect(Self.difference(path[0], path[1], tolerance: 1e-12) == nil, "\(name)")
    }
  }

  @Test("Groups of a regression are those of the rows")
  func sumsGroups() throws {
    let (rows, counts) = try Self.both(Self.sold, Self.regression { $0.by = ["town"] })
    #expect((counts.map { Self.difference(rows, $0, tolerance: 1e-3) } ?? "rows were read") == nil)
    let equal = try Self.both(
      Self.sold, MetricOptions(task: .regression, target: "wholeprice", prediction: "guess"),
      few: 1 << 15)
    #expect(
      (equal.counts.map { Self.difference(equal.rows, $0, tolerance: 1e-13) } ?? "rows were read")
        == nil)
  }

  @Test(
    "Numbers whose powers are no doubles are read as rows",
    arguments: ["1e200", "1e-200", "-1.7976931348623157e308", "'5e-324'::double"])
  func readsExtremes(number: String) throws {
    let sql =
      "select if(i = 77, \(number), 1.0 + sin(i)) as y, cos(i) as yhat from range(2000) as g(i)"
    #expect(try Self.both(sql, Self.regression()).counts == nil)
  }

  @Test(
    "What a database cannot tell apart as here is read as rows",
    arguments: [
      options { $0.by = ["p"] }, options { $0.window = .rows(100) },
      options { $0.by = ["gappy"] },
      options { ($0.by, $0.window, $0.timestamp) = (["at"], .day, "at") },
    ])
  func readsRows(options: MetricOptions) throws {
    #expect(try Self.both(Self.scored(500, score: Self.rounded), options).counts == nil)
  }

  @Test("Classes of several are counted by truth and prediction")
  func countsClasses() throws {
    let options = MetricOptions(
      task: .multiclass, target: "place", prediction: "word", by: ["shop"])
    let (rows, counts) = try Self.both(Self.scored(4_000, score: "0.5"), options)
    #expect((counts.map { Self.difference(rows, $0, tolerance: 0) } ?? "rows were read") == nil)
  }

  @Test("No rows, one row and one class are what they are")
  func edges() throws {
    for rows in [0, 1, 3] {
      let sql = "select i as id, 0.25 * i as p, true as gappy from range(\(rows)) as g(i)"
      let (read, counts) = try Self.both(sql, Self.options(), few: 1 << 15)
      #expect((counts.map { Self.difference(read, $0, tolerance: 0) } ?? "rows were read") == nil)
    }
  }

  @Test(
    "Probabilities of several classes are counted, each different row once where few differ",
    arguments: [nil, "shop"] as [String?])
  func countsProbabilities(by: String?) throws {
    let sql = """
      select i % 4 as shop, ['a', 'b', 'c', null][1 + i * 7919 % 31 % 4] as kind,
        ((i % 5) + 1) / 16.0::double as pa, ((i % 3) + 2) / 16.0::double as pb,
        case when i % 41 = 0 then null else (13 - i % 5 - i % 3) / 16.0::double end as pc
      from range(4000) as g(i)
      """
    var options = MetricOptions(
      task: .multiclass, target: "kind",
      multiclass: .init(probabilities: ["pa", "pb", "pc"], classes: ["a", "b", "c"]))
    options.by = [by].compactMap(\.self)
    let (rows, counts) = try Self.both(sql, options, first: 2_000)
    #expect((counts.map { Self.difference(rows, $0, tolerance: 0) } ?? "rows were read") == nil)
    let continuous =
      "select shop, kind, pa + sin(shop * pb + random()) * 1e-6 as pa, pb, pc from (\(sql))"
    let many = try Self.both(continuous, options, first: 2_000)
    #expect(Self.difference(many.rows["rows"], many.counts?["rows"], tolerance: 0) == nil)
  }

  @Test("What the rows are refused for, counts are refused for")
  func refuses() throws {
    let engine = try PushedProfileTests.session.get()
    let sql = "select i % 3 as gappy, sin(i) as p from range(3000) as g(i)"
    let session = try engine.session(.query(sql))
    let counted = try MetricsFold(Self.options()).pushed(
      PushedCount(session: session) { _ in }, few: 0, first: 64, most: 1 << 20)
    #expect(throws: MetricRefusal.self) { try counted?.get() }
    #expect(counted != nil)
  }

  @Test("Rows that change between two questions are told")
  func seesChange() throws {
    let session = try PushedProfileTests.session.get().session(
      .query(Self.scored(900, score: Self.rounded)))
    let count = PushedCount(session: session) { _ in }
    try count.agree(901)
    let error = #expect(throws: EngineError.self) {
      try MetricsFold(Self.options()).pushed(count, few: 0, first: 64, most: 1 << 20)
    }
    #expect(error?.problem.contains("changed") == true)
  }

  @Test(
    "Groups of people have the cells of their rows",
    arguments: [("p", nil), (nil, "flag")] as [(String?, String?)])
  func countsPeople(score: String?, prediction: String?) throws {
    let sql = Self.scored(5_000, score: Self.continuous)
    let fold = try FairnessFold(
      FairnessOptions(
        target: "gappy", prediction: prediction, score: score, threshold: 0.4, positive: nil,
        by: ["place", "shop"], intersections: true, smallestGroup: 30, suppressBelow: 0,
        referenceGroup: nil, limit: 0.8, level: 0.95, seed: 1))
    let engine = try PushedProfileTests.session.get()
    var plan = ScanPlan()
    let ticket = plan.add(fold)
    let read = try plan.run(engine.scan(.query(sql)))[ticket].get()
    let counted = try plan.run(in: engine.session(.query(sql)))[ticket].get()
    let documents = try [read, counted].map {
      try JSONSerialization.jsonObject(with: JSONEncoder().encode($0))
    }
    #expect(Self.difference(documents[0], documents[1], tolerance: 0) == nil)
    #expect(read.attributes.count == 3)
  }

  @Test(
    "Metrics that divide the same rows in several ways are asked for in one scan, and each is that of the rows",
    arguments: [rounded, continuous], [1 << 17, 0])
  func merges(score: String, few: Int) throws {
    let sql = Self.scored(12_000, score: score)
    let engine = try PushedProfileTests.session.get()
    let folds = [
      Self.options(), Self.options { $0.by = ["shop"] },
      Self.options {
        $0.by = ["place"]; $0.metricOfRest = "rocAUC"
      },
      Self.options { ($0.window, $0.timestamp) = (.month, "day") },
      Self.options { ($0.window, $0.timestamp, $0.by) = (.month, "day", ["shop"]) },
      Self.options {
        $0.by = ["shop"]; $0.level = 0.9
      },
      // Another score is another question.
      Self.options { ($0.score, $0.prediction) = (nil, "flag") },
    ]
    var plan = ScanPlan()
    for options in folds { _ = plan.add(try MetricsFold(options)) }
    let found = MergedMetrics.found(in: plan.folds, try engine.session(.query(sql)))
    let merged = try #require(found.first)
    #expect(found.count == 1)
    let results = try merged.pushed(
      PushedCount(session: engine.session(.query(sql))) { _ in }, few: few)
    #expect(results.map(\.place) == [0, 1, 2, 3, 4, 5])
    for (place, value) in results {
      let result = try #require(value as? Result<MetricsReport, MetricRefusal>)
      let (rows, alone) = try Self.both(sql, folds[place], few: few, first: few + 1)
      let document = try Self.document(result.get())
      // As if it had been asked for alone, to the last digit; and as the rows say.
      #expect(Self.difference(alone, document, tolerance: 0) == nil, "\(place)")
      #expect(Self.difference(rows, document, tolerance: few > 0 ? 0 : 2e-3) == nil, "\(place)")
    }
  }

  @Test("Sums of errors that divide the same rows in several ways are those of each way")
  func mergesErrors() throws {
    let engine = try PushedProfileTests.session.get()
    let folds = [Self.regression { $0.by = ["town"] }, Self.regression()]
    var plan = ScanPlan()
    for options in folds { _ = plan.add(try MetricsFold(options)) }
    let session = try engine.session(.query(Self.sold))
    let merged = try #require(MergedMetrics.found(in: plan.folds, session).first)
    let results = try merged.pushed(PushedCount(session: session) { _ in }, few: 0)
    #expect(results.count == 2)
    for (place, value) in results {
      let result = try #require(value as? Result<MetricsReport, MetricRefusal>)
      let (_, alone) = try Self.both(Self.sold, folds[place], first: 1)
      #expect(
        Self.difference(alone, try Self.document(result.get()), tolerance: 1e-11) == nil,
        "\(place)")
    }
  }

  @Test("A plan takes counts for what can be counted, and rows for the rest, in its order")
  func mixes() throws {
    let sql = Self.scored(2_000, score: Self.rounded)
    let engine = try PushedProfileTests.session.get()
    var plan = ScanPlan()
    let sample = plan.add(RowFold(columns: ["p", "place"], limit: 100, seed: 3))
    let profile = plan.add(ProfileFold())
    let metrics = plan.add(try MetricsFold(Self.options()))
    let windows = plan.add(try MetricsFold(Self.options { $0.window = .rows(500) }))
    let read = try plan.run(engine.scan(.query(sql)))
    let counted = try plan.run(in: engine.session(.query(sql)))
    #expect(counted.rows == 2_000)
    #expect(try counted[sample].get().rowNumbers == read[sample].get().rowNumbers)
    #expect(counted[profile] == read[profile])
    for ticket in [metrics, windows] {
      #expect(
        Self.difference(
          try Self.document(read[ticket].get()), try Self.document(counted[ticket].get()),
          tolerance: 0) == nil)
    }
  }
}
