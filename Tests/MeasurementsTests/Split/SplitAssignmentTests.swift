import Testing

@testable import Measurements

@Suite("Rows divided into sets")
struct SplitAssignmentTests {
  private func recipe(
    _ method: SplitRecipe.Method = .random, seed: UInt64 = 1,
    fractions: [Double] = [0.7, 0.15, 0.15], duplicates: SplitRecipe.Duplicates = .together,
    gap: Int64 = 0
  ) throws -> SplitRecipe {
    try SplitRecipe(
      method: method, seed: seed, fractions: fractions, duplicates: duplicates,
      entity: method == .group ? "who" : nil, stratify: method == .stratified ? "class" : nil,
      timestamp: method == .time ? "at" : nil, gap: gap)
  }

  private func divided(
    _ sql: String, _ recipe: SplitRecipe, workers: Int = 1
  ) throws -> SplitAssignment {
    var plan = ScanPlan()
    let ticket = plan.add(SplitFold(recipe))
    let rows = try plan.run(try Table.stream(sql), workers: workers)[ticket].get()
    return try SplitAssignment(rows, recipe)
  }

  private static let table = """
    select i as id, i % 37 as who, case when i % 10 = 0 then 'rare' else 'common' end as class,
      timestamp '2025-01-01' + to_hours(i) as at, i * 0.1::double as value
    from range(1000) t(i)
    """

  @Test("Different rows are divided exactly as asked", arguments: [UInt64(0), 1, 7, .max])
  func shares(seed: UInt64) throws {
    let assignment = try divided(Self.table, try recipe(seed: seed))
    #expect(assignment.sets.map(\.rows) == [700, 150, 150])
    #expect(assignment.sets.map(\.name) == ["train", "validation", "test"])
    #expect(assignment.leftOut == 0)
  }

  @Test(
    "Neither the order of rows or columns nor the number of workers moves a row",
    arguments: SplitRecipe.Method.allCases)
  func order(method: SplitRecipe.Method) throws {
    let recipe = try recipe(method)
    let known = try divided(Self.table, recipe)
    let others = [
      try divided("from (\(Self.table)) order by id desc", recipe),
      try divided("from (\(Self.table)) order by hash(id)", recipe),
      try divided("select value, \"at\", class, who, id from (\(Self.table))", recipe),
      try divided(Self.table, recipe, workers: 4),
    ]
    for other in others {
      #expect(other.sets == known.sets)
      #expect(other.fingerprint == known.fingerprint)
    }
  }

  @Test("Another seed divides otherwise, the same seed alike", arguments: [UInt64(2), 3, 4])
  func seeds(seed: UInt64) throws {
    let first = try divided(Self.table, try recipe(seed: 1))
    let other = try divided(Self.table, try recipe(seed: seed))
    #expect(first.sets.map(\.fingerprint) != other.sets.map(\.fingerprint))
    #expect(first.fingerprint == other.fingerprint)
    #expect(other == (try divided(Self.table, try recipe(seed: seed))))
  }

  @Test("Copies of a row go to one set, unless they are to go apart")
  func copies() throws {
    let sql = "select i % 100 as a from range(1000) t(i)"
    let together = try divided(sql, try recipe())
    for value in 0..<100 {
      let marks = stride(from: value, to: 1000, by: 100).map { together.marks[$0] }
      #expect(Set(marks).count == 1, "the copies of \(value) are in sets \(marks)")
    }
    let apart = try divided(sql, try recipe(duplicates: .apart))
    #expect(apart.sets.map(\.rows) == [700, 150, 150])
    #expect(Set(stride(from: 0, to: 1000, by: 100).map { apart.marks[$0] }).count > 1)
  }

  @Test("All rows of an entity go to one set, and rows without one go their own way")
  func entities() throws {
    let sql = """
      select i as id, case when i < 900 then i % 90 end as who from range(1000) t(i)
      """
    let assignment = try divided(sql, try recipe(.group))
    for who in 0..<90 {
      #expect(Set(stride(from: who, to: 900, by: 90).map { assignment.marks[$0] }).count == 1)
    }
    #expect(Set(assignment.marks[900...]).count == 3)
    #expect(assignment.sets.compactMap(\.entities).reduce(0, +) == 190)
    for set in assignment.sets {
      #expect((Double(set.rows) / 1000 - set.fraction).magnitude < 0.02)
    }
  }

  @Test("Every class is divided as the rows are, to within a row")
  func strata() throws {
    let sql = """
      select i as id, case when i % 211 = 0 then null when i % 10 = 0 then 'rare' else 'common' end as class
      from range(2000) t(i)
      """
    let assignment = try divided(sql, try recipe(.stratified))
    #expect(assignment.sets.map(\.rows) == [1400, 300, 300])
    for value in ["rare", "common", nil] {
      let counts = assignment.sets.map { set in
        set.labels.first { $0.value == value }?.rows ?? 0
      }
      let all = Double(counts.reduce(0, +))
      for (set, count) in zip(assignment.sets, counts) {
        #expect((Double(count) - set.fraction * all).magnitude <= 1.5, "\(value ?? "") \(counts)")
      }
    }
  }

  @Test("Earlier rows come before later ones, equal times stay together, a gap is left out")
  func times() throws {
    let sql = """
      select i as id, timestamp '2025-01-01' + to_days((i // 10)::integer) as at
      from range(1000) t(i)
      """
    let plain = try divided(sql, try recipe(.time, fractions: [0.8, 0.2]))
    #expect(plain.sets.map(\.rows) == [800, 200])
    #expect(plain.sets[0].times?.last == "2025-03-21T00:00:00")
    #expect(plain.sets[1].times?.first == "2025-03-22T00:00:00")
    let week: Int64 = 7 * 86_400 * 1_000_000
    let spaced = try divided(sql, try recipe(.time, fractions: [0.8, 0.2], gap: week))
    #expect(spaced.sets[1].times?.first == "2025-03-28T00:00:00")
    #expect(spaced.leftOut == 60)
    #expect(spaced.sets.map(\.rows) == [800, 140])
  }

  @Test(
    "What differs in one value, however little, has another fingerprint",
    arguments: [
      ("0.1::double", "0.1::double + 1e-17::double + 2e-17::double"),
      ("null::double", "'nan'::double"),
      ("1e308::double", "'infinity'::double"), ("''", "null::varchar"), ("'a'", "'a '"),
      ("'👩‍🚀'", "'👩'"), ("9007199254740993::bigint", "9007199254740992::bigint"),
    ])
  func fingerprints(_ first: String, _ second: String) throws {
    func fingerprint(_ value: String) throws -> String {
      try divided(
        "select i as id, case when i = 3 then \(value) else \(first) end as a from range(10) t(i)",
        try recipe(fractions: [0.5, 0.5])
      ).fingerprint
    }
    #expect(try fingerprint(first) != fingerprint(second))
  }

  @Test("What cannot be divided is refused, and it is said why")
  func refusals() throws {
    #expect(throws: SplitRefusal.noRows) {
      try divided("select 1 as a where false", try recipe())
    }
    #expect(throws: SplitRefusal.oneUnit(rows: 50, method: .random)) {
      try divided("select 1 as a from range(50)", try recipe())
    }
    #expect(throws: SplitRefusal.missingTimes(column: "at", rows: 5)) {
      try divided(
        "select case when i % 2 = 0 then date '2025-01-01' + i::integer end as at from range(10) t(i)",
        try recipe(.time))
    }
    #expect(throws: SplitRefusal.notTimes(column: "at")) {
      try divided("select i as at from range(10) t(i)", try recipe(.time))
    }
    #expect(throws: SplitRefusal.tooManyStrata(column: "class", limit: 10_000)) {
      try divided("select i as class from range(10001) t(i)", try recipe(.stratified))
    }
    #expect(throws: SplitRefusal.self) {
      try divided("select i as a from range(2) t(i)", try recipe())
    }
  }

  @Test(
    "Shares that are none are refused",
    arguments: [
      [], [1], [0.5, 0.6], [0, 1], [-0.5, 1.5], [.nan, 0.5], [0.25, 0.25, 0.25, 0.25],
    ])
  func fractions(_ fractions: [Double]) {
    #expect(throws: SplitRefusal.self) {
      try SplitRecipe(method: .random, seed: 1, fractions: fractions)
    }
  }
}
