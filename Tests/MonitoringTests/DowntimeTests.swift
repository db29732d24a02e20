import Testing

@testable import Monitoring

@Suite struct DowntimeTests {
  static func run(
    _ hour: Double, rows: Int = 10, wrong: Bool = false, accepted: String? = nil
  ) -> ObservedRun {
    var run = ObservedRun(
      run: "r\(hour)", dataset: "d", stage: "raw", at: at(hour), source: "s", hash: nil,
      rows: rows, columns: [], timestamp: nil, oldest: nil, newest: nil, upstream: [], every: 24,
      constraints: [])
    if wrong {
      run.alarms = [Alarm(.typeChanged, nature: .error, finding: "f", evidence: "e")]
    }
    run.accepted = accepted
    return run
  }

  static func at(_ hour: Double) -> Moment { Moment(microseconds: 0).advanced(hours: hour) }

  @Test("Hours count as late from when the batch was due, as empty and wrong until the next")
  func hours() {
    let runs = [
      Self.run(0), Self.run(24, rows: 0), Self.run(48, wrong: true), Self.run(60), Self.run(120),
    ]
    let downtime = Downtime(runs, until: Self.at(130), cadence: Cadence("day"), budget: 4)
    #expect(downtime.empty == 24)
    #expect(downtime.wrong == 12)
    #expect(downtime.late == 36)
    #expect(downtime.isOverBudget == true)
  }

  @Test("What is accepted, on time, before the days looked at or without a schedule does not count")
  func nothing() {
    let good = Downtime(
      [Self.run(0, wrong: true, accepted: "right"), Self.run(24)], until: Self.at(53),
      cadence: Cadence("day"))
    #expect(good.total == 0)
    #expect(good.isOverBudget == nil)
    let old = Downtime(
      [Self.run(0, wrong: true), Self.run(24)], until: Self.at(24 + 24 * 40), days: 30, cadence: nil
    )
    #expect(old.total == 0)
    #expect(Downtime([], until: Self.at(0), cadence: nil).total == 0)
  }
}
