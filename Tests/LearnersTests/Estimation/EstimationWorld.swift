import Engines
import Foundation
import Measurements
import Statistics

/// A made-up model that sees one of two columns, and data whose other column may shift.
///
/// The label depends on both, the score on `x` alone: among rows of one score the frequency of
/// positives is that of their mix of `kind`.
struct EstimationWorld {
  var x: [Double] = []
  var kind: [Double] = []
  var labels: [Int] = []

  private static let engine = Result { try DuckDBEngine() }

  /// Rows of which `share` are of the kind in which positives are common.
  init(rows: Int, share: Double, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<rows {
      let signal = generator.normal()
      let isCommon = generator.uniform() < share
      let chance = 1 / (1 + Foundation.exp(-(1.5 * signal + (isCommon ? 1.5 : -1.5))))
      x.append(signal)
      kind.append((isCommon ? 1 : 0) + 0.2 * generator.normal())
      labels.append(generator.uniform() < chance ? 1 : 0)
    }
  }

  static var options: EstimationOptions {
    EstimationOptions(
      target: "y", score: "p", prediction: nil, threshold: 0.5, window: .rows(1_000))
  }

  private var source: String {
    func list<Value>(_ values: [Value]) -> String {
      values.map { "\($0)" }.joined(separator: ",")
    }
    return """
      select x, kind, y, 1 / (1 + exp(-1.2 * x)) as p from (select
        unnest([\(list(x))]::double[]) as x, unnest([\(list(kind))]::double[]) as kind,
        unnest([\(list(labels))]::integer[]) as y)
      """
  }

  /// Counts and rows.
  func measured(isReference: Bool) throws -> (counts: ScoreWindows, rows: RowTable) {
    var plan = ScanPlan()
    let counts = plan.add(
      try ScoreFold(Self.options, hasLabels: true, keepsLabels: isReference))
    let rows = plan.add(RowFold(columns: ["x", "kind", "y", "p"], limit: 20_000, seed: 1))
    let data = try DataSource(argument: "duckdb:" + source)
    let results = try plan.run(try Self.engine.get().scan(data))
    return (try results[counts].get(), try results[rows].get())
  }
}
