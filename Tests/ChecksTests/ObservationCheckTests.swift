import Checklist
import Checks
import Testing

/// What the recorded runs of incoming data say now.
@Suite struct ObservationCheckTests {
  /// A stage whose batches come every day.
  static func stage(
    _ name: String = "orders at raw", overdue: Double? = nil, late: Double = 0, empty: Double = 0,
    wrong: Double = 0, open: [(isError: Bool, finding: String)] = []
  ) -> ObservedStageFacts {
    ObservedStageFacts(
      name: name, runs: 40, rows: 1_200, age: overdue.map { $0 + 24 } ?? 5, overdue: overdue,
      late: late, empty: empty, wrong: wrong, open: open)
  }

  private static func judged(
    _ stages: [ObservedStageFacts], _ extra: String = "quality: {observations: o.sqlite}"
  ) throws -> Evidence {
    var sample = Sample(.binary, rows: 300)
    sample.extra = extra
    sample.observations = stages
    return try #require(try Assessed(sample, aspects: [.quality])["quality.observability"])
  }

  private static let budgeted =
    "quality: {observations: {store: o.sqlite, downtime-budget: 8 hours}}"

  @Test(
    "Batches that come in time and raise no alarm pass, and the finding says when the last came")
  func passes() throws {
    let found = try Self.judged([Self.stage(late: 3)], Self.budgeted)
    #expect(found.status == .pass)
    #expect(
      found.finding
        == "The latest batch of orders at raw came 5 hours ago with 1,200 rows. 3 hours were lost in 30 days, "
        + "of 8 hours.", "\(found.finding)")
    #expect(found.measurements.map(\.value) == [5, 3, 0])
    #expect(found.remedy == nil)
  }

  @Test(
    "An overdue batch, a spent budget and an error fail; another alarm asks for attention",
    arguments: [
      (stage(overdue: 2), "", CheckStatus.fail, "overdue by 2 hours"),
      (
        stage(late: 5, wrong: 4), budgeted, .fail,
        "9 hours were lost in 30 days, more than the 8 hours"
      ),
      (stage(late: 5, wrong: 4), "", .pass, "came 5 hours ago"),
      (stage(open: [(true, "fare is empty")]), "", .fail, "1 alarm of it is open: fare is empty"),
      (
        stage(open: [(false, "more rows"), (true, "no fare")]), "", .fail,
        "2 alarms of it are open: no fare; more rows"
      ),
      (stage(open: [(false, "more rows")]), "", .attention, "open: more rows"),
    ] as [(ObservedStageFacts, String, CheckStatus, String)])
  func judges(
    stage: ObservedStageFacts, extra: String, status: CheckStatus, words: String
  ) throws {
    let found = try Self.judged(
      [Self.stage("orders at scored"), stage],
      extra.isEmpty ? "quality: {observations: o.sqlite}" : extra)
    #expect(found.status == status, "\(found.finding)")
    #expect(found.finding.contains(words), "\(found.finding)")
    #expect((found.remedy == nil) == (status == .pass))
  }

  @Test("A store without a run asks for attention, and without a store the check is missing")
  func nothing() throws {
    #expect(try Self.judged([]).status == .attention)
    let found = try Self.judged([], "")
    #expect(found.status == .missing)
    #expect(found.remedy?.contains("quality:") == true, "\(found.remedy ?? "")")
  }
}
