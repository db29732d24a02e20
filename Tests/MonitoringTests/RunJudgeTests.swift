import Foundation
import Testing

@testable import Monitoring

/// Faults and changes put into the twenty-fifth day of a pipeline, and what is said of them.
@Suite struct RunJudgeTests {
  static let day = 24

  /// Recorded once for all tests.
  static let past: Result<Pipeline.Past, any Error> = Result {
    let pipeline = try Pipeline()
    try pipeline.fill(days: day)
    return Pipeline.Past(runs: pipeline.runs, profiles: pipeline.profiles)
  }

  static func usual() throws -> Pipeline { try Pipeline(after: past.get()) }

  @Test("Unchanged days raise no alarm, and the limits say what they need")
  func unchanged() throws {
    let pipeline = try Self.usual()
    #expect(pipeline.runs.flatMap(\.alarms) == [])
    let last = try #require(pipeline.runs.last)
    #expect(last.limits?.method == .student)
    #expect(last.limits?.needed == 89 - (last.limits?.runs ?? 0))
    let first = try #require(pipeline.runs.first)
    #expect(first.limits?.method == .undecided)
    #expect(first.limits?.needed == 8)
    let document = String(decoding: try JSONEncoder().encode(first.limits), as: UTF8.self)
    #expect(document.contains("\"method\":\"none\""), "\(document)")
    let rows = try #require(last[SeriesName(.rows)])
    let low = try #require(rows.low)
    let high = try #require(rows.high)
    #expect(low < rows.value && rows.value < high)
  }

  @Test(
    "A figure with fewer comparable runs than the others has no usual range, and says how many it needs"
  )
  func learning() throws {
    let pipeline = try Pipeline()
    var open: [ObservedFigure] = []
    for day in 0..<28 {
      let rows = (day % 7 < 5 ? 400 : 120) + (day * 37) % 11
      let run = try pipeline.record(Pipeline.rows(day: day, rows: rows), day: day)
      let figure = try #require(run[SeriesName(.rows)])
      if figure.rule == "weekday", figure.low == nil { open.append(figure) }
      if run.limits?.method == .undecided { #expect(run.figures.allSatisfy { $0.needed == nil }) }
    }
    let first = try #require(open.first)
    #expect(first.runs == 8)
    #expect(first.needed ?? 0 > 0)
    let last = try #require(pipeline.runs.last?[SeriesName(.rows)])
    #expect(last.rule == "weekday" && last.low != nil && last.needed == nil)
  }

  /// A fault: the rows of the day, and what must be said.
  struct Fault: CustomTestStringConvertible {
    let name: String
    let sql: String
    let kind: Alarm.Kind
    let column: String?
    let nature: Alarm.Nature
    let cause: String?
    var testDescription: String { name }

    init(
      _ name: String, _ sql: String, _ kind: Alarm.Kind, column: String? = nil,
      _ nature: Alarm.Nature, _ cause: String?
    ) {
      self.name = name
      self.sql = sql
      self.kind = kind
      self.column = column
      self.nature = nature
      self.cause = cause
    }
  }

  static let colour = "['red','green','blue','grey'][1 + cast(floor(4 * t) as int)] as colour"

  static let faults: [Fault] = [
    .init(
      "unit", Pipeline.rows(day: day, "100 * (50 + 8 * n) as price, s as share, \(colour)"),
      .distribution, column: "price", .error, "unit-change"),
    .init(
      "fahrenheit",
      Pipeline.rows(day: day, "(50 + 8 * n) * 1.8 + 32 as price, s as share, \(colour)"),
      .distribution, column: "price", .error, "unit-change"),
    .init(
      "sign", Pipeline.rows(day: day, "-50 - 8 * n as price, s as share, \(colour)"),
      .distribution, column: "price", .error, "out-of-range"),
    .init(
      "swapped columns", Pipeline.rows(day: day, "s as price, 50 + 8 * n as share, \(colour)"),
      .distribution, column: "share", .error, "swapped-columns"),
    .init(
      "constant fill",
      Pipeline.rows(
        day: day, "case when u < 0.4 then 0 else 50 + 8 * n end as price, s as share, \(colour)"),
      .distribution, column: "price", .error, "constant-fill"),
    .init(
      "values lost",
      Pipeline.rows(
        day: day, "case when u < 0.2 then null else 50 + 8 * n end as price, s as share, \(colour)"),
      .missingValues, column: "price", .error, "values-lost"),
    .init(
      "encoding damage",
      Pipeline.rows(
        day: day,
        "50 + 8 * n as price, s as share, ['red','gr\u{C3}\u{BC}n','blue','grey'][1 + cast(floor(4 * t) as int)] as colour"
      ), .newCategories, column: "colour", .error, "encoding-damage"),
    .init(
      "letter case",
      Pipeline.rows(
        day: day,
        "50 + 8 * n as price, s as share, ['RED','green','blue','grey'][1 + cast(floor(4 * t) as int)] as colour"
      ), .newCategories, column: "colour", .error, "respelled-values"),
    .init(
      "new category",
      Pipeline.rows(
        day: day,
        "50 + 8 * n as price, s as share, case when u < 0.1 then 'mauve' else ['red','green','blue','grey'][1 + cast(floor(4 * t) as int)] end as colour"
      ), .newCategories, column: "colour", .change, "new-category"),
    .init(
      "abrupt shift", Pipeline.rows(day: day, "56 + 8 * n as price, s as share, \(colour)"),
      .distribution, column: "price", .unclear, nil),
    .init(
      "truncated", Pipeline.rows(day: day, where: "i < 150"), .volume, .error, "truncated-batch"),
    .init("repeated", Pipeline.rows(day: day, rows: 800), .volume, .error, "repeated-rows"),
    .init(
      "part missing", Pipeline.rows(day: day, where: "4 * t >= 1 and 4 * t < 3"), .volume, .error,
      "part-missing"),
    .init("empty", Pipeline.rows(day: day, where: "false"), .empty, .error, nil),
    .init(
      "column removed", Pipeline.rows(day: day, "50 + 8 * n as price, \(colour)"), .columnRemoved,
      column: "share", .error, nil),
    .init(
      "column added",
      Pipeline.rows(day: day, "50 + 8 * n as price, s as share, \(colour), 1 as extra"),
      .columnAdded, column: "extra", .change, nil),
    .init(
      "column renamed", Pipeline.rows(day: day, "50 + 8 * n as cost, s as share, \(colour)"),
      .columnRenamed, column: "cost", .error, nil),
    .init(
      "type changed",
      Pipeline.rows(day: day, "cast(50 + 8 * n as varchar) as price, s as share, \(colour)"),
      .typeChanged, column: "price", .error, nil),
    .init(
      "order changed", Pipeline.rows(day: day, "s as share, 50 + 8 * n as price, \(colour)"),
      .orderChanged, .unclear, nil),
    .init(
      "clock ahead", Pipeline.rows(day: day + 1), .clock, .error, nil),
    .init("stale", Pipeline.rows(day: day - 1), .freshness, .error, nil),
  ]

  @Test("A fault is named for what it is", arguments: faults)
  func named(fault: Fault) throws {
    let pipeline = try Self.usual()
    let run = try pipeline.record(fault.sql, day: Self.day)
    let alarm = try #require(
      run.alarms.first { $0.kind == fault.kind && $0.column == fault.column },
      "\(run.alarms.map(\.finding))")
    #expect(alarm.nature == fault.nature, "\(alarm)")
    #expect(alarm.cause == fault.cause, "\(alarm)")
    #expect(!alarm.finding.isEmpty && !alarm.evidence.isEmpty)
  }

  @Test("A late batch says how many are missing, and the same bytes again are a duplicate")
  func lateAndTwice() throws {
    let pipeline = try Pipeline()
    for day in 0..<10 { try pipeline.record(Pipeline.rows(day: day), day: day, hash: "h\(day)") }
    let late = try pipeline.record(Pipeline.rows(day: 12), day: 12, hash: "h12")
    #expect(late.alarms.map(\.kind) == [.late])
    #expect(late.alarms.first?.finding.contains("2 batches are missing") == true)
    #expect(!late.isWrong)
    let twice = try pipeline.record(Pipeline.rows(day: 12), day: 13, hash: "h12")
    #expect(twice.alarms.contains { $0.kind == .duplicated && $0.nature == .error })
    #expect(twice.isWrong)
  }

  @Test("A shift that stays is a real change from its third run on")
  func lasting() throws {
    let pipeline = try Self.usual()
    let columns = "58 + 8 * n as price, s as share, \(Self.colour)"
    var natures: [Alarm.Nature?] = []
    for day in Self.day..<(Self.day + 3) {
      let run = try pipeline.record(Pipeline.rows(day: day, columns), day: day)
      natures.append(run.alarms.first { $0.column == "price" }?.nature)
    }
    #expect(natures == [.unclear, .unclear, .change], "\(pipeline.runs.suffix(3).map(\.alarms))")
  }

  @Test("A shift that grows from run to run is a gradual change, not an error")
  func gradual() throws {
    let pipeline = try Self.usual()
    for step in 1...6 {
      let day = Self.day + step - 1
      try pipeline.record(
        Pipeline.rows(
          day: day, "50 + 2.4 * \(step) + 8 * n as price, s as share, \(Self.colour)"), day: day)
    }
    let alarms = pipeline.runs.suffix(6).flatMap(\.alarms).filter { $0.column == "price" }
    #expect(alarms.contains { $0.cause == "gradual-shift" && $0.nature == .change }, "\(alarms)")
    #expect(!alarms.contains { $0.nature == .error }, "\(alarms)")
  }

  @Test("A run that looks wrong is no part of what is usual, until it is accepted")
  func wrongRunsAreLeftOut() throws {
    let pipeline = try Self.usual()
    let cents = "100 * (50 + 8 * n) as price, s as share, \(Self.colour)"
    for day in Self.day..<(Self.day + 4) {
      let run = try pipeline.record(Pipeline.rows(day: day, cents), day: day)
      #expect(run.alarms.contains { $0.cause == "unit-change" }, "day \(day)")
    }
    let healed = try pipeline.record(Pipeline.rows(day: Self.day + 4), day: Self.day + 4)
    #expect(healed.alarms.filter { $0.level > .note } == [])
  }

  @Test("One run far outside does not make everything usual after it")
  func oneOutlier() throws {
    let pipeline = try Self.usual()
    let small = try pipeline.record(Pipeline.rows(day: Self.day, rows: 120), day: Self.day)
    #expect(small.alarms.contains { $0.kind == .volume })
    let usual = try #require(small[SeriesName(.rows)])
    for day in 1...2 {
      try pipeline.record(Pipeline.rows(day: Self.day + day), day: Self.day + day)
    }
    let day = Self.day + 3
    let huge = try pipeline.record(Pipeline.rows(day: day, rows: 4_000), day: day)
    #expect(huge.alarms.contains { $0.kind == .volume }, "\(huge[SeriesName(.rows)] as Any)")
    let now = try #require(huge[SeriesName(.rows)])
    #expect(try #require(now.high) > #require(usual.high), "an alarm may have been chance")
  }

  @Test("An alarm points to the stage further up where the same column alarmed")
  func origin() throws {
    let raw = try Self.usual()
    let cents = "100 * (50 + 8 * n) as price, s as share, \(Self.colour)"
    let wrong = try raw.record(Pipeline.rows(day: Self.day, cents), day: Self.day)
    let features = try Self.usual()
    features.upstream = [("raw", wrong)]
    let run = try features.record(Pipeline.rows(day: Self.day, cents), day: Self.day)
    #expect(run.alarms.first { $0.column == "price" }?.origin == "raw: column price")
  }

  @Test("Against a reference that a person named, the first run is judged")
  func reference() throws {
    let pipeline = try Self.usual()
    let judged = try Pipeline()
    judged.reference = PastColumns(Array(pipeline.profiles.suffix(14))).columns
    let run = try judged.record(
      Pipeline.rows(day: 30, "58 + 8 * n as price, s as share, \(Self.colour)"), day: 30)
    #expect(run.alarms.map(\.column) == ["price"])
  }

  @Test("A broken rule of the contract is an error, and a warning a note")
  func constraints() throws {
    let pipeline = try Pipeline()
    let run = try pipeline.record(
      Pipeline.rows(day: 0), day: 0,
      constraints: [
        .init(id: "a", column: "price", kind: "range", severity: "block", ok: false, failed: 3),
        .init(id: "b", column: nil, kind: "row-count", severity: "warn", ok: false, failed: 1),
        .init(id: "c", column: nil, kind: "row-count", severity: "warn", ok: true, failed: 0),
      ])
    #expect(run.alarms.map(\.level) == [.error, .note])
  }
}
