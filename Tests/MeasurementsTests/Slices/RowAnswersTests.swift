import ADBC
import Statistics
import Testing

@testable import Measurements

@Suite("Answers of rows in memory, and slices by what they do not tell")
struct RowAnswersTests {
  static func table(_ sql: String) throws -> RowTable {
    var plan = ScanPlan()
    let names = try Table.stream(sql).fields.map(\.name)
    let ticket = plan.add(RowFold(columns: names, limit: 100_000, seed: 1))
    return try plan.run(try Table.stream(sql))[ticket].get()
  }

  static let scored = MetricOptions(task: .binary, target: "y", positive: "1", score: "p")

  @Test("rows in memory are sliced as rows that stream by are")
  func agreesWithStream() throws {
    var options = SliceOptions()
    options.bins = 6
    let streamed = try SliceStudyTests.report(
      SliceStudyTests.planted, SliceStudyTests.binary, options)
    let table = try Self.table(SliceStudyTests.planted)
    let losses = zip(try table.numbers("y"), try table.numbers("yhat")).map { ($0 - $1).magnitude }
    var study = try SliceStudy(SliceStudyTests.binary, options)
    let held = study.report(table, losses: losses)
    #expect(streamed.slices.count == 2)
    #expect(held.slices.map(\.conditions) == streamed.slices.map(\.conditions))
    #expect(held.slices.map(\.rows) == streamed.slices.map(\.rows))
    #expect(held.slices.map(\.difference) == streamed.slices.map(\.difference))
    #expect(held.overall == streamed.overall)
    #expect(held.smallestRows == streamed.smallestRows)
  }

  /// Scores that are true, but in the web's Sundays, where the opposite happens; in the region
  /// “edge” they are near a half, so that every second call is wrong.
  static let bordered = """
    select if(u < chance, 1, 0) as y, p, region, day, channel from (
      select *, if(channel = 'web' and day = 'Sun', 1 - p, p) as chance from (
        select (hash(i) % 1000003) / 1000003.0 as u,
          if(region = 'edge', 0.5, if(hash(i + 5) % 2 = 0, 0.1, 0.9)) as p, region, day, channel
        from (
          select i, ['edge', 'east', 'west', 'south'][1 + (hash(i + 1) % 4)::int] as region,
            if(hash(i + 2) % 4 = 0, 'Sun', 'Mon') as day,
            if(hash(i + 3) % 2 = 0, 'web', 'shop') as channel
          from range(20000) t(i))))
    """

  @Test("a slice at the border is weak by its errors, not by what its scores do not tell")
  func borderIsNoNews() throws {
    let answers = try RowAnswers(try Self.table(Self.bordered), Self.scored)
    func slices(_ losses: [Double]) throws -> [[SliceCondition]] {
      var study = try SliceStudy(Self.scored, SliceOptions())
      return study.report(answers.table, losses: losses).slices.map(\.conditions)
    }
    #expect(try slices(answers.losses).contains { $0.contains { $0.test == .text("edge") } })
    let found = try slices(answers.excess(bins: 20))
    #expect(!found.contains { $0.contains { $0.test == .text("edge") } })
    let first = try #require(found.first)
    #expect(Set(first.map(\.test)).isSuperset(of: [.text("web"), .text("Sun")]))
  }

  @Test("the excess of rows that are answered alike sums to nothing")
  func excessIsCentred() throws {
    let answers = try RowAnswers(try Self.table(Self.bordered), Self.scored)
    let excess = answers.excess(bins: 20)
    for answer in Set(answers.answers) {
      let own = excess.indices.filter { answers.answers[$0] == answer }.map { excess[$0] }
      #expect(abs(own.reduce(0, +)) < 1e-9)
    }
  }

  @Test("errors that grow with the answer, or with a rare class's score, leave no slice")
  func endsAreAnsweredAlike() throws {
    let growing = """
      select p * (1 + 0.2 * sqrt(-2 * ln((1 + hash(i) % 1000003) / 1000005.0))
        * cos(6.283185307 * (hash(i + 1000000) % 1000003) / 1000003.0)) as y, p, a, b
      from (select i, a, b, exp(0.7 * a + 0.7 * b) as p from (
        select i, sqrt(-2 * ln((1 + hash(i + 2000000) % 1000003) / 1000005.0))
          * cos(6.283185307 * (hash(i + 3000000) % 1000003) / 1000003.0) as a,
          sqrt(-2 * ln((1 + hash(i + 4000000) % 1000003) / 1000005.0))
          * cos(6.283185307 * (hash(i + 5000000) % 1000003) / 1000003.0) as b
        from range(20000) t(i)))
      """
    let rare = """
      select if((hash(i) % 1000003) / 1000003.0 < p, 1, 0) as y, p, a, b
      from (select i, a, b, 1 / (1 + exp(6.0 - 4 * a - 4 * b)) as p from (
        select i, (hash(i + 2000000) % 1000003) / 1000003.0 as a,
          (hash(i + 4000000) % 1000003) / 1000003.0 as b from range(40000) t(i)))
      """
    let numbers = MetricOptions(task: .regression, target: "y", prediction: "p")
    for (sql, options) in [(growing, numbers), (rare, Self.scored)] {
      let answers = try RowAnswers(try Self.table(sql), options)
      var study = try SliceStudy(options, SliceOptions())
      let report = study.report(answers.table, losses: answers.excess(bins: 20))
      let overall = answers.losses.reduce(0, +) / Double(answers.losses.count)
      let weak = report.slices.filter { ($0.difference.interval?.low ?? 0) > 0.3 * overall }
      #expect(weak.isEmpty, "\(weak.map(\.conditions)) of \(overall)")
    }
  }

  @Test("called classes that are given decide what is an error")
  func calls() throws {
    let sql = "select * from (values (1, 0.3, 1), (0, 0.3, 1), (0, 0.1, 0)) t(y, p, called)"
    let options = MetricOptions(
      task: .binary, target: "y", positive: "1", score: "p", prediction: "called")
    #expect(try RowAnswers(try Self.table(sql), options).losses == [0, 1, 0])
  }

  @Test("rows without a truth or an answer are left out")
  func leavesOut() throws {
    let sql = """
      select * from (values (1, 0.9), (0, null), (null, 0.2), (0, 0.7), (1, 'inf'::double)) t(y, p)
      """
    let answers = try RowAnswers(try Self.table(sql), Self.scored)
    #expect(answers.answers == [0.9, 0.7])
    #expect(answers.losses == [0, 1])
  }

  @Test("classes have the loss of the called one, and their largest probability as answer")
  func classes() throws {
    let sql = """
      select * from (values ('a', 0.7, 0.3), ('b', 0.6, 0.4), ('b', 0.1, 0.9), ('a', null, 0.5)) t(y, a, b)
      """
    let options = MetricOptions(
      task: .multiclass, target: "y",
      multiclass: MetricOptions.Multiclass(probabilities: ["a", "b"]))
    let answers = try RowAnswers(try Self.table(sql), options)
    #expect(answers.losses == [0, 1, 0])
    #expect(answers.answers == [0.7, 0.6, 0.9])
  }

  @Test("numbers have their error as loss")
  func numbers() throws {
    let sql = "select * from (values (1.0, 1.5), (3, 1), (2, 2)) t(a, b)"
    let options = MetricOptions(task: .regression, target: "a", prediction: "b")
    #expect(try RowAnswers(try Self.table(sql), options).losses == [0.5, 2, 0])
  }

  @Test("a column that is absent, or no number, is refused by name")
  func refuses() throws {
    let table = try Self.table("select 1 as y, 'high' as p")
    #expect(throws: RowsError.columnNotNumeric(name: "p")) { try RowAnswers(table, Self.scored) }
    let absent = MetricOptions(task: .regression, target: "y", prediction: "gone")
    #expect(throws: RowsError.self) { try RowAnswers(table, absent) }
  }

  @Test("of each entity one row is kept, the same one in any order")
  func entities() throws {
    let sql = "select i % 2 as y, 0.5 as p, 'e' || (i // 3) as e from range(300) t(i)"
    let answers = try RowAnswers(try Self.table(sql), Self.scored)
    let one = answers.onePerEntity(try answers.table.column("e"), seed: 1)
    #expect(one.table.rowCount == 100)
    let turned = answers.table.selecting(Array((0..<300).reversed()))
    let other = RowAnswers(
      table: turned, answers: answers.answers, losses: answers.losses.reversed()
    ).onePerEntity(try turned.column("e"), seed: 1)
    #expect(Set(other.table.rowNumbers) == Set(one.table.rowNumbers))
  }

  @Test("nothing to slice, too few rows and equal losses are said")
  func saysWhyNot() throws {
    func note(_ sql: String) throws -> String? {
      let answers = try RowAnswers(try Self.table(sql), Self.scored)
      var study = try SliceStudy(Self.scored, SliceOptions())
      return study.report(answers.table, losses: answers.excess(bins: 20)).note
    }
    #expect(
      try note("select i % 2 as y, 0.5 as p from range(500) t(i)")?.contains("no column") == true)
    #expect(
      try note("select i % 2 as y, 0.5 as p, i % 3 as x from range(50) t(i)")?.contains("small")
        == true)
    #expect(
      try note("select 1 as y, 0.7 as p, i % 3 as x from range(500) t(i)")?.contains("same loss")
        == true)
  }
}
