import Engines
import Foundation
import Learners
import Measurements
import Statistics
import Testing

/// A made-up model of three classes that sees one of two columns, and data whose other column may
/// shift.
private struct World {
  let sql: String

  static let classes = ["a", "b", "c"]
  private static let engine = Result { try DuckDBEngine() }

  /// Rows of which `share` are of the kind in which class b is common.
  init(rows: Int, share: Double, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var lines: [String] = []
    for _ in 0..<rows {
      let signal = generator.normal()
      let isCommon = generator.uniform() < share
      let weights = [1.2 * signal, isCommon ? 1.5 : -1.5, -0.8 * signal].map { Foundation.exp($0) }
      var rest = generator.uniform() * weights.reduce(0, +)
      var label = 0
      while label < 2, rest >= weights[label] {
        rest -= weights[label]
        label += 1
      }
      let scores = [1.2 * signal, 0, -0.8 * signal].map { Foundation.exp($0) }
      let total = scores.reduce(0, +)
      let kind = (isCommon ? 1 : 0) + 0.2 * generator.normal()
      lines.append(
        "(\(signal),\(kind),'\(Self.classes[label])',"
          + scores.map { "\($0 / total)" }.joined(separator: ",") + ")")
    }
    sql = "select * from (values \(lines.joined(separator: ","))) as t(x, kind, y, pa, pb, pc)"
  }

  static var options: EstimationOptions {
    EstimationOptions(
      target: "y", multiclass: .init(probabilities: ["pa", "pb", "pc"], classes: classes),
      window: .rows(1_000))
  }

  func scan<Measurement: Fold>(_ fold: Measurement) throws -> Measurement.Result {
    var plan = ScanPlan()
    let ticket = plan.add(fold)
    return try plan.run(
      try Self.engine.get().scan(try DataSource(argument: "duckdb:" + sql)))[ticket]
  }

  var rows: RowTable {
    get throws {
      try scan(
        RowFold(columns: ["x", "kind", "y", "pa", "pb", "pc"], limit: 20_000, seed: 1)
      ).get()
    }
  }

  func count(
    _ calibration: ClassCalibration, _ ofWindows: [Int64?: ClassCalibration]
  ) throws -> ClassWindows {
    try scan(
      try ClassScoreFold(
        Self.options, hasLabels: true, calibration: calibration, ofWindows: ofWindows)
    ).get()
  }
}

@Suite("Performance of several classes, weighted for the rows that come")
struct ImportanceWeightedClassesTests {
  private func reports(
    share: Double, kindShift: Double = 0
  ) throws -> (plain: EstimationReport, weighted: EstimationReport) {
    let reference = World(rows: 3_000, share: 0.5, seed: 1)
    let current = World(rows: 2_000, share: share, seed: 2)
    let plain = try ClassConfidenceEstimator(
      World.options,
      reference: try reference.scan(try MetricsFold(World.options.classMetrics)).get()
    )
    let weights = ImportanceWeightedClasses(
      plain, options: World.options, rows: try reference.rows, columns: ["x", "kind"],
      library: try Libraries.trees())
    var rows = try current.rows
    if kindShift != 0 {
      rows = RowTable(
        columns: rows.columns.map { column in
          guard column.name == "kind", case .numeric(let numbers) = column.values else {
            return column
          }
          return RowColumn(name: "kind", values: .numeric(numbers.map { $0 + kindShift }))
        })
    }
    let found = try weights.windows(of: rows)
    let own = try weights.referenceWindows()
    return (
      plain.estimate(
        reference: try reference.count(plain.calibration, [:]),
        current: try current.count(plain.calibration, [:])),
      plain.estimate(
        reference: try reference.count(plain.calibration, own.calibrations),
        current: try current.count(plain.calibration, found.calibrations), method: "iw-cbpe",
        ofWindows: found.assumptions)
    )
  }

  /// How far estimates of accuracy are from what came: the model never calls the class that
  /// spreads.
  private func error(_ report: EstimationReport) throws -> Double {
    let record = try #require(report.record.first { $0.card.key == "accuracy" })
    return abs(try #require(record.bias.value))
  }

  @Test("where kinds of rows shift, weights take most of the error away")
  func shifted() throws {
    let found = try reports(share: 0.9)
    let (plain, weighted) = (try error(found.plain), try error(found.weighted))
    #expect(plain > 0.05, "there is no error to take away: \(plain)")
    #expect(weighted < plain / 2, "\(weighted) against \(plain)")
    #expect(
      found.weighted.windows.allSatisfy {
        $0.assumptions.map(\.id) == ["support", "sample-size", "support-of-columns", "joint-drift"]
      })
  }

  @Test("rows of a kind that the reference does not have withdraw the windows")
  func unsupported() throws {
    let found = try reports(share: 0.5, kindShift: 10).weighted
    #expect(found.windows.allSatisfy { $0.metrics.allSatisfy { $0.estimate.value == nil } })
    #expect(found.isUndecided)
  }
}
