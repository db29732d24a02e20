import ADBC
import Engines
import Foundation
import Statistics
import Testing

@testable import Measurements

/// One meaning, two executions: what a database counts of several classes' probabilities is what
/// the rows give.
@Suite("Several classes counted where the rows are")
struct PushedClassesTests {
  static let classes = ["bus", "car", "it's ü"]

  /// Labels, calls, groups, times and scores that differ in nearly every row.
  ///
  /// - Parameter isOdd: whether scores are missing, not a number, outside 0…1 or of another sum,
  ///   too.
  static func rows(_ count: Int, isOdd: Bool = true) -> String {
    let odd = """
      case when i % 101 = 0 then null when i % 103 = 0 then 'nan'::double when i % 107 = 0 then 'inf'::double
        when i % 109 = 0 then 1.25 when i % 113 = 0 then -0.5 when i % 127 = 0 then 1e-320
        when i % 131 = 0 then a * 0.5 when i % 137 = 0 then -0.0 else a / (a + b + c) end
      """
    return """
      select i, shop, day, "at", \(isOdd ? odd : "a / (a + b + c)") as p0, b / (a + b + c) as p1, c / (a + b + c) as p2,
        case when i % 97 = 0 then null when i % 89 = 0 \(isOdd ? "" : "and false ") then 'tram'
          when u < a / (a + b + c) then 'bus' when u < (a + b) / (a + b + c) then 'car' else 'it''s ü' end as y,
        case when i % 83 = 0 then null when i % 5 = 0 then 'car'
          when a >= b and a >= c then 'bus' when b >= c then 'car' else 'it''s ü' end as yhat
      from (select i, i % 3 as shop, (i * 7919 % 10007) / 10007.0::double as u, exp(1.1 * sin(i * 1.3)) as a,
        exp(0.2 + 0.9 * sin(i * 2.7 + 1)) as b, exp(1.4 * cos(i * 0.9) - 0.5) as c,
        case when i % 97 = 1 then null else timestamp '1969-11-28 23:59:59.999999' + i * interval 61 minute end as at,
        date '2024-02-20' + cast(i % 70 as int) as day from range(1, \(count + 1)) as g(i))
      """
  }

  static func options(_ change: (inout MetricOptions) -> Void = { _ in }) -> MetricOptions {
    var options = MetricOptions(
      task: .multiclass, target: "y",
      multiclass: .init(probabilities: ["p0", "p1", "p2"], classes: classes))
    change(&options)
    return options
  }

  private static func value(_ name: String, _ document: NSDictionary?) -> Any? {
    ((document?["metrics"] as? NSDictionary)?[name] as? NSDictionary)?["value"]
  }

  @Test(
    "Counts and losses are those of the rows, and ranks those of neighbours",
    arguments: [
      options(), options { $0.prediction = "yhat" }, options { $0.places = 1 },
      options { $0.calibrationBins = 7 },
    ])
  func countsThere(options: MetricOptions) throws {
    let (rows, counts) = try PushedMetricsTests.both(Self.rows(6_000), options)
    let found = try #require(counts)
    #expect(PushedMetricsTests.difference(rows, found, tolerance: 2e-3) == nil)
    for name in [
      "accuracy", "macroF1", "mcc", "topKAccuracy", "cohenKappa", "balancedAccuracy",
    ] where Self.value(name, rows) != nil {
      let difference = PushedMetricsTests.difference(
        Self.value(name, rows), Self.value(name, found), tolerance: 0)
      #expect(difference == nil, "\(name)")
    }
    let warnings = [rows, found].map { $0["warnings"] }
    #expect(PushedMetricsTests.difference(warnings[0], warnings[1], tolerance: 0) == nil)
  }

  @Test("Losses of probabilities are summed to the database's logarithm")
  func sumsLosses() throws {
    let (rows, counts) = try PushedMetricsTests.both(
      Self.rows(6_000, isOdd: false), Self.options())
    let found = try #require(counts)
    for name in ["logLoss", "brier", "ece", "accuracy"] {
      #expect(Self.value(name, rows) is NSNumber, "\(name)")
      let difference = PushedMetricsTests.difference(
        Self.value(name, rows), Self.value(name, found), tolerance: 1e-13)
      #expect(difference == nil, "\(name)")
    }
  }

  @Test("So many scores that tables put neighbours together have every figure of the rows")
  func putsTogether() throws {
    let (rows, counts) = try PushedMetricsTests.both(
      Self.rows(300_000, isOdd: false), Self.options())
    let found = try #require(counts)
    for name in ["rocAUC", "weightedRocAUC", "averagePrecision", "logLoss", "brier", "ece"] {
      #expect(Self.value(name, rows) is NSNumber, "\(name)")
      let difference = PushedMetricsTests.difference(
        Self.value(name, rows), Self.value(name, found), tolerance: 1e-12)
      #expect(difference == nil, "\(name)")
    }
    // The intervals come from another sample of the rows.
    let widths = [rows, found].map { document -> Double in
      let entry = (document["metrics"] as? NSDictionary)?["rocAUC"] as? NSDictionary
      let interval = entry?["interval"] as? NSDictionary
      let ends = [interval?["low"], interval?["high"]].compactMap { ($0 as? NSNumber)?.doubleValue }
      return ends.count == 2 ? ends[1] - ends[0] : .nan
    }
    #expect(abs(widths[0] / widths[1] - 1) < 0.1, "\(widths)")
  }

  @Test(
    "Groups and windows have the counts of their rows",
    arguments: [
      options { $0.by = ["shop"] }, options { ($0.window, $0.timestamp) = (.month, "day") },
      options {
        ($0.window, $0.timestamp, $0.by, $0.prediction) = (.year, "at", ["shop"], "yhat")
      },
    ])
  func countsGroups(options: MetricOptions) throws {
    let (rows, counts) = try PushedMetricsTests.both(Self.rows(9_000), options)
    let found = try #require(counts)
    let difference = PushedMetricsTests.difference(rows, found, tolerance: 5e-3)
    #expect(difference == nil)
    #expect((rows["groups"] as? NSArray)?.count ?? 0 > 1)
  }

  @Test(
    "What a database cannot tell apart as here is read as rows",
    arguments: [
      ("select i, p0, p1, p2::decimal(9, 6) as p2, y from rows_", nil),
      (
        "select i, p0, p1, p2, case when y = 'bus' then 2.0::double else 1.0 end as y from rows_",
        "1.0"
      ),
    ] as [(String, String?)])
  func readsRows(sql: String, name: String?) throws {
    let source = "with rows_ as (\(Self.rows(3_000))) \(sql)"
    let options = Self.options { if let name { $0.multiclass.classes = ["2", name, "tram"] } }
    #expect(try PushedMetricsTests.both(source, options).counts == nil)
  }

  @Test("No rows, and rows without a score, are what they are", arguments: [0, 1])
  func edges(rows: Int) throws {
    let sql = """
      select 'bus' as y, cast(null as double) as p0, 0.5::double as p1, 0.5::double as p2 from range(\(rows))
      """
    let (read, counts) = try PushedMetricsTests.both(sql, Self.options(), first: 0)
    let difference = counts.map { PushedMetricsTests.difference(read, $0, tolerance: 0) }
    #expect((difference ?? "rows were read") == nil)
  }
}

extension PushedClassesTests {
  private static func estimation(
    _ change: (inout EstimationOptions) -> Void = { _ in }
  ) -> EstimationOptions {
    var options = EstimationOptions(
      target: "y", multiclass: .init(probabilities: ["p0", "p1", "p2"], classes: classes))
    change(&options)
    return options
  }

  /// Maps that calibrate two of the classes, one with scores outside of what was seen.
  private static func calibration() throws -> ClassCalibration {
    let scores = (0..<200).map { 0.02 + Double($0) * 0.0045 }
    func map(_ isApplied: Bool, _ power: Double) throws -> CalibrationMap {
      CalibrationMap(
        isApplied: isApplied,
        fit: try IsotonicRegression(
          scores: scores, weights: scores.map { _ in 10 },
          positives: scores.enumerated().map {
            (10 * pow($0.element, power) + ($0.offset % 3 == 0 ? 0.5 : 0)).rounded()
          }))
    }
    return ClassCalibration(maps: [try map(true, 1.4), try map(false, 1), try map(true, 0.7)])
  }

  /// What rows give and what counts give.
  private static func both(
    _ sql: String, _ options: EstimationOptions, hasLabels: Bool, first: Int = 64
  ) throws -> (rows: ClassWindows, counts: ClassWindows?, calibration: ClassCalibration) {
    let engine = try PushedProfileTests.session.get()
    let calibration = try calibration()
    let fold = try ClassScoreFold(options, hasLabels: hasLabels, calibration: calibration)
    var plan = ScanPlan()
    let ticket = plan.add(fold)
    let read = try plan.run(engine.scan(.query(sql)))[ticket].get()
    let counted = try fold.pushed(
      PushedCount(session: engine.session(.query(sql))) { _ in }, first: first, most: 1 << 20)
    return (read, try counted?.get(), calibration)
  }

  private static func counts(_ window: ClassWindow) -> [Int] {
    [
      window.rows, window.scoredRows, window.labelledRows, window.missingScores,
      window.brokenScores, window.missingPredictions, window.offSum, window.undeclaredLabels,
    ] + window.outside
  }

  private static func expectEqual(
    _ found: ClassWindows, _ expected: ClassWindows, _ calibration: ClassCalibration,
    tolerance: Double
  ) throws {
    #expect(found.rows == expected.rows)
    #expect(found.undated == expected.undated)
    #expect(found.positions == expected.positions)
    for (window, twin) in zip(found.windows, expected.windows) {
      #expect(counts(window) == counts(twin))
      let (one, other) = (window.all(calibration), twin.all(calibration))
      // Sums of whole numbers: equal, not near.
      #expect(one.calls == other.calls && one.hits == other.hits && one.truths == other.truths)
      #expect(one.cells == other.cells)
      for metric in EstimatedClassMetric.all {
        let estimates = [one, other].map { metric.estimate($0, calibration, level: 0.95) }
        let values = estimates.map { [$0.value, $0.interval?.low, $0.interval?.high] }
        for (left, right) in zip(values[0], values[1]) {
          #expect(abs((left ?? -1) - (right ?? -1)) <= tolerance, "\(metric.card.key)")
        }
      }
      guard twin.labelledRows > 0 else { continue }
      for metric in EstimatedClassMetric.all {
        let came = [(window, found), (twin, expected)].map {
          metric.realise($0.0.realised($0.1.names), level: 0.95).value
        }
        #expect(abs((came[0] ?? -1) - (came[1] ?? -1)) <= tolerance, "\(metric.card.key)")
      }
    }
  }

  @Test(
    "Where few rows differ every estimate is that of the rows",
    arguments: [
      estimation(), estimation { $0.prediction = "yhat" },
      estimation { ($0.window, $0.timestamp) = (.month, "day") },
    ])
  func estimatesEqualRows(options: EstimationOptions) throws {
    let sql = """
      select y, case when yhat in ('bus', 'car') then yhat end as yhat, day, round(p0, 1) as p0, round(p1, 1) as p1,
        round(p2, 1) as p2 from (\(Self.rows(3_000)))
      """
    let (rows, counts, calibration) = try Self.both(sql, options, hasLabels: true, first: 1 << 15)
    try Self.expectEqual(try #require(counts), rows, calibration, tolerance: 0)
  }

  @Test(
    "Where many differ chances are added up there as here, of all rows and by class",
    arguments: [true, false],
    [
      estimation(), estimation { $0.prediction = "yhat" },
      estimation { ($0.window, $0.timestamp) = (.month, "day") },
    ])
  func estimatesThere(hasLabels: Bool, options: EstimationOptions) throws {
    let (rows, counts, calibration) = try Self.both(
      Self.rows(7_000), options, hasLabels: hasLabels)
    try Self.expectEqual(try #require(counts), rows, calibration, tolerance: 2e-3)
  }

  @Test("Of many rows the areas are those of the rows, which put neighbours together too")
  func estimatesMany() throws {
    let (rows, counts, calibration) = try Self.both(
      Self.rows(200_000), Self.estimation(), hasLabels: false)
    let found = try #require(counts)
    try Self.expectEqual(found, rows, calibration, tolerance: 1e-3)
    for metric in ExpectedCatalogue.classes {
      let values = try [found, rows].map {
        try metric.expect(#require($0.windows.first).all(calibration)).value
      }
      #expect(values[0] == values[1], "\(metric.card.key)")
    }
  }

  @Test("Windows of a number of rows, and windows with a calibration of their own, are read")
  func readsWindows() throws {
    let options = Self.estimation { $0.window = .rows(100) }
    #expect(try Self.both(Self.rows(900), options, hasLabels: false).counts == nil)
    let engine = try PushedProfileTests.session.get()
    let fold = try ClassScoreFold(
      Self.estimation(), hasLabels: false, calibration: Self.calibration(),
      ofWindows: [nil: Self.calibration()])
    let session = try engine.session(.query(Self.rows(900)))
    #expect(try fold.pushed(PushedCount(session: session) { _ in }, first: 64, most: 0) == nil)
  }
}
