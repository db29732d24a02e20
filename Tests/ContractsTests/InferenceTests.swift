import Checklist
import Engines
import Foundation
import Statistics
import Testing

@testable import Contracts

@Suite struct ContractInferenceTests {
  @Test(
    "Bounds are rounded away from what they enclose",
    arguments: [
      (1413.2371, true, "1414"), (0.300_000_01, false, "0.3"), (0.300_000_01, true, "0.3001"),
      (-5.0, true, "-5"), (-5.012_34, false, "-5.013"), (123_456.7, true, "123500"),
      (0, true, "0"), (1e20, true, "1e20"), (0.1, true, "0.1"), (0.7, false, "0.7"),
      (-0.000_012_345, true, "-0.00001234"), (99_999, true, "100000"),
    ])
  func outward(value: Double, isUp: Bool, text: String) throws {
    #expect(DecimalText.outward(value, isUp: isUp) == text)
    let read = try #require(Double(text))
    #expect(isUp ? read >= value : read <= value)
  }

  @Test("A tail that ends at a law of the column leaves no room, one that thins out does")
  func tails() {
    #expect(TailRoom(Array(repeating: 7, count: 64), rows: 10_000).room == 0)
    #expect(TailRoom([7], rows: 1).room == 0)
    #expect(TailRoom([], rows: 0).room == 0)
    let exponential = (1...64).map { -log(Double($0) / 10_000) }
    let room = TailRoom(exponential, rows: 10_000).room
    // ln 100 beyond the outermost, as an exponential tail has it.
    #expect(abs(room - log(100)) < 1)
  }

  @Test("A contract inferred of a column with a very long name can be read")
  func longName() throws {
    let name = String(repeating: "long, \"", count: 700)
    let quoted = name.replacing("\"", with: "\"\"")
    let draft = try Self.draft(["select i as \"\(quoted)\" from range(50) as t(i)"])
    let contract = try Contract.load(draft.text, file: "contract.yaml")
    #expect(contract.columns.map(\.name) == [name])
  }

  /// Rows of a mixed table; another seed gives other rows of the same world.
  static func rows(_ count: Int, seed: Int) -> String {
    func uniform(_ salt: Int) -> String {
      "((hash(i * 1000003 + \(seed) * 7919 + \(salt)) % 1000000007 + 0.5) / 1000000007)"
    }
    return """
      select \(seed) * 10000000 + i as id,
        -40 * ln(\(uniform(1))) as fare,
        sqrt(-2 * ln(\(uniform(2)))) * cos(6.283185307179586 * \(uniform(3))) as score,
        case when \(uniform(4)) < 0.03 then null else cast(1 + floor(7 * \(uniform(5))) as integer) end as weekday,
        ['ATL', 'BOS', 'JFK', 'LAX', 'rare'][cast(1 + floor(4.002 * \(uniform(6))) as integer)] as origin,
        \(uniform(7)) < 0.2 as late,
        'u' || i || '@example.org' as email
      from range(\(count)) as t(i)
      """
  }

  static func draft(_ queries: [String], falseAlarms: Double = 0.001, window: Int? = nil) throws
    -> ContractDraft
  {
    let question = SummaryQuestion(try DuckDBEngine(), now: "2026-03-31T12:00:00")
    let sets = try question.summaries(of: queries.map { .query($0) })
    return ContractInference(falseAlarms: falseAlarms, windowRows: window).draft(
      sets, name: "rows")
  }

  @Test(
    "A contract inferred from data is accepted, holds for them, and says what to expect of each rule"
  )
  func roundTrip() throws {
    let draft = try Self.draft([Self.rows(2_000, seed: 1)])
    let contract = try Contract.load(draft.text, file: "contract.yaml")
    let kinds = Set(contract.rules.map { "\($0.column ?? "") \($0.card.name)" })
    for expected in [
      "id unique", "id not-null", "fare range", "fare finite", "fare mean", "weekday range",
      "weekday null-share", "origin set", "late set", "email format", "email unique", " row-count",
    ] { #expect(kinds.contains(expected), "\(expected)") }
    #expect(contract.personal == ["email"])
    for rule in contract.rules
    where !["required", "type", "columns"].contains(rule.card.name) {
      #expect(rule.falseAlarms != nil, "\(rule.id)")
    }
    let held = try Held(
      String(draft.text.replacing("version: 1\n", with: "")), .query(Self.rows(2_000, seed: 1)))
    #expect(held.report.constraints.filter { !$0.ok }.map(\.id) == [])
  }

  @Test("Fresh rows of the same world break no rule more often than it promises")
  func promises() throws {
    let (rows, window, batches) = (4_000, 500, 40)
    let draft = try Self.draft([Self.rows(rows, seed: 2)], falseAlarms: 0.01, window: window)
    let text = String(draft.text.replacing("version: 1\n", with: ""))
    var broken: [String: (rows: Int, batches: Int)] = [:]
    var promised: [String: Contract.FalseAlarms] = [:]
    for seed in 100..<(100 + batches) {
      let held = try Held(text, .query(Self.rows(window, seed: seed)))
      for result in held.report.constraints {
        broken[result.id, default: (0, 0)].rows += result.failed
        broken[result.id, default: (0, 0)].batches += result.ok ? 0 : 1
        promised[result.id] = result.falseAlarms
      }
    }
    let total = Double(window * batches)
    for (id, found) in broken {
      // What chance allows at the promised rate, once in ten thousand tests; a rate is an
      // expectation over training sets too, so the count for one of them may lie above it by that
      // chance again.
      if let rate = promised[id]?.per1000Rows {
        let most = Self.poissonEnd(rate * total / 1000 * 2)
        #expect(found.rows <= most, "\(id): \(found.rows) rows, \(rate) per thousand promised")
      } else if let rate = promised[id]?.perWindow {
        let most = Self.poissonEnd(rate * Double(batches))
        #expect(found.batches <= most, "\(id): \(found.batches) batches, \(rate) promised")
      } else {
        #expect(found.batches == 0, "\(id)")
      }
    }
  }

  @Test(
    "Several sets show how the spread of a column varies: chance keeps to it, another unit does not"
  )
  func spread() throws {
    let draft = try Self.draft((1...8).map { Self.rows(500, seed: $0) }, falseAlarms: 0.01)
    let text = String(draft.text.replacing("version: 1\n", with: ""))
    let ids = ["fare.standard-deviation", "score.standard-deviation"]
    var broken = 0
    for seed in 100..<140 {
      let held = try Held(text, .query(Self.rows(500, seed: seed)))
      let found = held.report.constraints.filter { ids.contains($0.id) }
      #expect(found.count == 2)
      broken += found.count { !$0.ok }
    }
    #expect(broken <= Self.poissonEnd(0.01 * 80))
    let other = Self.rows(500, seed: 99)
      .replacing(" as fare", with: " * 2.5 as fare").replacing(" as score", with: " / 2.5 as score")
    let held = try Held(text, .query(other))
    for id in ids {
      #expect(held.report.constraints.contains { $0.id == id && !$0.ok }, "\(id)")
    }
    let one = try Self.draft([Self.rows(500, seed: 1)])
    #expect(!one.text.contains("standard-deviation"))
  }

  /// What a single wild or missing value may do to a batch.
  @Test(
    "One odd row is held by itself, and never its batch",
    arguments: [
      "select case when i = 7 then null else i % 50 end as x from range(500) t(i)",
      "select case when i = 7 then 1000000 else i % 50 end as x from range(500) t(i)",
      "select case when i = 7 then null else i % 50 end as x, i % 500 as y from range(500) t(i)",
    ])
  func oddRow(query: String) throws {
    let good = (1...4).map { _ in "select i % 50 as x from range(500) t(i)" }
    let draft = try Self.draft(good)
    let held = try Held(
      String(draft.text.replacing("version: 1\n", with: "")), .query(query))
    #expect(held.report.verdict != .blocked)
    #expect(held.report.quarantined == 1)
    let broken = held.report.constraints.filter { !$0.ok && $0.level != "dataset" }
    #expect(broken.map(\.level) == ["row"])
  }

  @Test(
    "Of what an inferred contract judges, only missing columns and the volume hold a whole batch")
  func blocking() throws {
    let draft = try Self.draft((1...4).map { Self.rows(500, seed: $0) })
    let contract = try Contract.load(draft.text, file: "contract.yaml")
    let blocking = Set(contract.rules.filter { $0.severity == .block }.map(\.card.name))
    #expect(blocking == ["required", "row-count"])
  }

  @Test("Rare wild values break the figures of no more batches than is promised")
  func wildValues() throws {
    func query(_ seed: Int) -> String {
      "select id, case when hash(id * 31 + 7) % 4000 = 0 then score * 1000 + 500 else score end as wild, "
        + "case when fare > 200 then 1.0 else 0.0 end as rare from (\(Self.rows(600, seed: seed)))"
    }
    let draft = try Self.draft((1...6).map(query), falseAlarms: 0.01)
    let text = String(draft.text.replacing("version: 1\n", with: ""))
    let ids = Set(["wild.mean", "wild.standard-deviation", "rare.mean"])
    var (broken, wild) = (0, 0)
    for seed in 100..<150 {
      let held = try Held(text, .query(query(seed)))
      let found = held.report.constraints.filter { ids.contains($0.id) }
      #expect(found.count >= 2)
      broken += found.count { !$0.ok }
      wild += held.report.constraints.count { $0.id == "wild.range" && !$0.ok }
    }
    #expect(wild > 0)
    #expect(broken <= Self.poissonEnd(0.01 * 150))
  }

  @Test(
    "The room of a mean is passed with the stated probability at most, by exact count",
    arguments: [(0.5, 20, 40), (0.02, 100, 300), (0.001, 400, 1_000), (0.97, 60, 30)],
    [0.05, 0.001])
  func room(law: (share: Double, draws: Int, others: Int), chance: Double) {
    let places = WeightedPlaces([(0, 1 - law.share), (1, law.share)])
    let above = places.room(
      draws: Double(law.draws), others: Double(law.others), chance: chance, isAbove: true)
    let below = places.room(
      draws: Double(law.draws), others: Double(law.others), chance: chance, isAbove: false)
    let first = BinomialDistribution(trials: law.draws, probability: law.share)
    let second = BinomialDistribution(trials: law.others, probability: law.share)
    var (high, low) = (0.0, 0.0)
    for one in 0...law.draws {
      for other in 0...law.others {
        let difference = Double(one) / Double(law.draws) - Double(other) / Double(law.others)
        let mass = first.mass(one) * second.mass(other)
        if difference >= above + 1e-12 { high += mass }
        if -difference >= below + 1e-12 { low += mass }
      }
    }
    #expect(high <= chance && low <= chance)
    // Not wider than twice what a normal law of the same spread needs, where that is near.
    if law.share == 0.5 {
      let deviation = (0.25 / Double(law.draws) + 0.25 / Double(law.others)).squareRoot()
      #expect(above < 2 * deviation * NormalDistribution.quantile(1 - chance))
    }
  }

  @Test("Numbers that are all alike leave no room")
  func noRoom() {
    let places = WeightedPlaces([(0.4, 10), (0.4, 3)])
    #expect(places.room(draws: 5, others: 5, chance: 0.01, isAbove: true) == 0)
  }

  @Test(
    "How often batches come is inferred as the age of the latest time", arguments: [24.0, 0.25])
  func arrival(hours: Double) throws {
    let query = "select timestamp '2026-03-30 00:00:00' + to_minutes(i) as at from range(500) t(i)"
    let question = SummaryQuestion(try DuckDBEngine(), now: "2026-03-31T12:00:00")
    let draft = ContractInference(arrival: .init(column: "at", hours: hours)).draft(
      try question.summaries(of: [.query(query)]), name: "rows")
    let contract = try Contract.load(draft.text, file: "contract.yaml")
    let rule = try #require(contract.rules.first { $0.id == "at.freshness" })
    #expect(rule.severity == .warn)
    #expect((rule.constraint as? Freshness)?.age?.seconds == 2 * hours * 3_600)
  }

  /// The count that a Poisson variable of the mean exceeds once in ten thousand times.
  static func poissonEnd(_ mean: Double) -> Int {
    var (count, term) = (0, exp(-mean))
    var sum = term
    while sum < 0.9999, count < 10_000 {
      count += 1
      term *= mean / Double(count)
      sum += term
    }
    return count
  }

  @Test("Over many training sets, bounds are exceeded no more often than 2 in n + 1")
  func exchangeability() throws {
    // The bound is on the average over training sets: small ones, so that it is not zero.
    let engine = try DuckDBEngine()
    let question = SummaryQuestion(engine, now: "2026-03-31T12:00:00")
    var (outside, rows) = (0, 0)
    for seed in 0..<60 {
      let query = "select fare, score from (\(Self.rows(40, seed: seed)))"
      let draft = ContractInference().draft(
        try question.summaries(of: [.query(query)]), name: "rows")
      let held = try Held(
        String(draft.text.replacing("version: 1\n", with: "")),
        .query("select fare, score from (\(Self.rows(400, seed: 1_000 + seed)))"))
      for result in held.report.constraints where result.kind == "range" {
        outside += result.failed
        rows += 400
      }
    }
    #expect(Double(outside) <= Double(rows) * 2 / 41)
  }

  @Test("Several sets show how batches vary, and sets that differ more leave more room")
  func severalSets() throws {
    func bounds(_ sizes: [Int]) throws -> (Int, Int) {
      let draft = try Self.draft(sizes.enumerated().map { Self.rows($1, seed: $0) })
      let rule = try #require(draft.dataset.first { $0.kind == "row-count" })
      let least = try #require(rule.parameters?.whole(RowCount.parameters[0]))
      let most = try #require(rule.parameters?.whole(RowCount.parameters[1]))
      return (least, most)
    }
    let alike = try bounds([1000, 1010, 990, 1005, 995])
    let unlike = try bounds([1000, 1500, 700, 1200, 900])
    #expect(alike.0 < 990 && alike.1 > 1010)
    #expect(unlike.0 < alike.0 && unlike.1 > alike.1)
    let equal = try bounds([1000, 1000, 1000, 1000, 1000])
    #expect(equal.0 < 950 && equal.1 > 1050)
    let single = try Self.draft([Self.rows(100, seed: 1)])
    #expect(single.dataset.first { $0.kind == "row-count" }?.parameters?.entries.count == 1)
  }

  @Test(
    "Odd columns make a contract that is accepted and holds for them",
    arguments: [
      "select null::integer as x, 'a' as y", "select 1 as x from range(1)",
      "select 'nan'::double as x from range(50)", "select 'inf'::double as x from range(50)",
      "select case when i = 3 then 1e300 else -i end as x from range(50) t(i)",
      "select 9007199254740993 + i as x from range(50) t(i)",
      "select '' as x from range(50)", "select 'true' as x from range(50)",
      "select 'it''s \"odd\"\n' || (i % 2) as \"a: b # \"\"c\" from range(400) t(i)",
      "select date '2026-01-01' + cast(i as integer) as x from range(50) t(i)",
      "select [i] as x, i as y from range(50) t(i)", "select 3.5::decimal(9,2) as x from range(50)",
      "select 1e-9 * i as x from range(50) t(i)", "select -1e15 * i as x from range(50) t(i)",
    ])
  func odd(query: String) throws {
    let draft = try Self.draft([query])
    let held = try Held(
      String(draft.text.replacing("version: 1\n", with: "")), .query(query))
    #expect(held.report.constraints.filter { !$0.ok }.map(\.id) == [], "\(draft.text)")
  }
}
