import ADBC
import Engines
import Measurements

@testable import Monitoring

/// Batches of one stage, recorded and judged day after day without a store.
final class Pipeline {
  let engine: DuckDBEngine
  private(set) var runs: [ObservedRun] = []
  private(set) var profiles: [DatasetProfile] = []
  var options = ObservationOptions()
  var upstream: [(name: String, run: ObservedRun)] = []
  var reference: [String: ColumnProfile]?

  init(after past: Past = Past()) throws {
    engine = try DuckDBEngine()
    options.cadence = Cadence("day")
    runs = past.runs
    profiles = past.profiles
  }

  /// What was recorded, for another pipeline to go on from.
  struct Past: Sendable {
    var runs: [ObservedRun] = []
    var profiles: [DatasetProfile] = []
  }

  /// A day's rows: `price` around 50, `share` in 0…1, `colour` one of four, `at` through the day.
  ///
  /// - Parameter columns: replaces the columns; `i` is the row's number, `r`, `s`, `t` uniform
  ///   chance, `n` a nearly normal number.
  static func rows(
    day: Int, rows: Int = 400,
    _ columns: String =
      "50 + 8 * n as price, s as share, ['red','green','blue','grey'][1 + cast(floor(4 * t) as int)] as colour",
    where condition: String = "true"
  ) -> String {
    """
    with chance as (
      select i, hash(i, \(day), 1) / 18446744073709551616.0 as r,
        hash(i, \(day), 2) / 18446744073709551616.0 as s,
        hash(i, \(day), 3) / 18446744073709551616.0 as t,
        hash(i, \(day), 4) / 18446744073709551616.0 as u from range(\(rows)) as numbers(i)),
    rows as (
      select *, sqrt(-2 * ln(r + 1e-12)) * cos(6.283185307 * u) as n,
        timestamp '2026-01-05 00:00:00' + interval (\(day) * 86400) second
          + interval (cast(floor(86400 * i / \(max(rows, 1))) as bigint)) second as "at"
      from chance)
    select \(columns), "at" from rows where \(condition) order by i
    """
  }

  /// When a day's batch is there: at the end of the day.
  static func time(day: Int, hours: Double = 0) -> Moment {
    Moment(microseconds: 1_767_657_600_000_000).advanced(hours: Double(day) * 24 + hours)
  }

  /// Records a batch and answers it judged.
  @discardableResult
  func record(
    _ sql: String, day: Int, hours: Double = 0, hash: String? = nil,
    constraints: [ObservedConstraint] = []
  ) throws -> ObservedRun {
    let good = runs.indices.filter { !runs[$0].isWrong && runs[$0].rows > 0 }
      .suffix(ObservationOptions.pooledRuns)
    let past = PastColumns(good.reversed().map { profiles[$0] })
    var plan = ScanPlan()
    let ticket = plan.add(ProfileFold(past.options))
    let profile = try plan.run(engine.scan(.query(sql)))[ticket]
    let times: (low: UInt64, high: UInt64)? =
      if case .numbers(let numbers) = profile["at"]?.content, let low = numbers.minimumKey,
        let high = numbers.maximumKey
      { (low, high) } else { nil }
    let run = ObservedRun(
      run: "run-\(runs.count)", dataset: "orders", stage: "raw",
      at: Self.time(day: day, hours: hours), source: "day-\(day).csv", hash: hash,
      rows: profile.rows,
      columns: try engine.describe(.query(sql)).fields.map { ObservedColumn($0) },
      timestamp: "at",
      oldest: times.map { Moment(microseconds: Int64(bitPattern: $0.low)) },
      newest: times.map { Moment(microseconds: Int64(bitPattern: $0.high)) }, upstream: [],
      every: 24, constraints: constraints)
    let judged = RunJudge(
      history: runs, past: reference ?? past.columns, isReference: reference != nil,
      upstream: upstream, options: options
    ).judge(run, profile: profile)
    runs.append(judged)
    profiles.append(profile)
    return judged
  }

  /// Records so many unchanged days.
  func fill(days: Int) throws {
    for day in 0..<days { try record(Self.rows(day: day, rows: 380 + (day * 37) % 41), day: day) }
  }
}
