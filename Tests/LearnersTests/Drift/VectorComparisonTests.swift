import Engines
import Learners
import Measurements
import Statistics
import Testing

@Suite("Drift of vectors")
struct VectorComparisonTests {
  private static let engine = Result { try DuckDBEngine() }

  /// The samples of a query's column `v`, and its profile.
  private static func read(
    _ sql: String, seed: UInt64 = 1
  ) throws -> (sample: VectorSample?, profile: DatasetProfile) {
    var plan = ScanPlan()
    let vectors = plan.add(VectorFold(columns: ["v"], seed: seed))
    let profile = plan.add(ProfileFold(ProfileOptions()))
    let data = try DataSource(argument: "duckdb:" + sql)
    let results = try plan.run(try engine.get().scan(data))
    return (results[vectors]["v"], results[profile])
  }

  /// Normal vectors of four numbers, as a query; each element is moved by `shift`.
  private static func normal(
    _ rows: Int, seed: UInt64, shift: Double = 0, scale: Double = 1, type: String = "float[4]",
    missing: Int = 0
  ) -> String {
    var generator = SeededGenerator(seed: seed)
    let lists = (0..<rows).map { row -> String in
      let numbers = (0..<4).map { _ in "\(scale * generator.normal() + shift)" }
      return row < missing ? "null" : "[\(numbers.joined(separator: ","))]"
    }
    return "select unnest([\(lists.joined(separator: ","))])::\(type) as v"
  }

  private static func finding(_ reference: String, _ current: String) throws -> VectorFinding {
    try VectorComparison(seed: 1).measure(
      reference: try #require(try read(reference).sample),
      current: try #require(try read(current).sample), library: try Libraries.trees())
  }

  private static func report(_ reference: String, _ current: String) throws -> DriftReport {
    let (first, second) = (try read(reference), try read(current))
    let found = try VectorComparison(seed: 1).measure(
      reference: try #require(first.sample), current: try #require(second.sample),
      library: try Libraries.trees())
    return DriftReport(
      reference: first.profile, current: second.profile, vectors: ["v": found])
  }

  @Test(
    "fixed-size lists and lists of one length are read alike, whatever the numbers' type",
    arguments: ["float[4]", "double[4]", "float[]", "double[]"])
  func layouts(_ type: String) throws {
    let sample = try #require(try Self.read(Self.normal(300, seed: 1, type: type)).sample)
    #expect(sample.rows == 300)
    #expect(sample.present == 300)
    #expect(sample.width == 4)
    #expect(sample.vectors.count == 300)
    let whole = try #require(try Self.read(Self.normal(300, seed: 1, type: "double[4]")).sample)
    for (one, other) in zip(sample.vectors, whole.vectors) {
      for (left, right) in zip(one, other) { #expect((left - right).magnitude < 1e-6) }
    }
  }

  @Test("rows without a list, and lists with a missing number or none, are missing")
  func missing() throws {
    let sample = try #require(
      try Self.read(
        """
        select unnest([[1, 2], null, [1, null], ['nan'::double, 1], ['inf'::double, 1], [3, 4]])
          as v
        """
      ).sample)
    #expect(sample.rows == 6)
    #expect(sample.missing == 1)
    #expect(sample.broken == 3)
    #expect(sample.vectors == [[1, 2], [3, 4]])
  }

  @Test("a sample is bounded and is the same however rows are read")
  func bounded() throws {
    let sql = "select [i, i % 7]::double[2] as v from range(25000) t(i)"
    let one = try #require(try Self.read(sql).sample)
    #expect(one.rows == 25_000)
    #expect(one.vectors.count == VectorSample.mostRows)
    let other = try #require(try Self.read("select * from (\(sql)) order by v[1]").sample)
    #expect(one.vectors == other.vectors)
    let another = try #require(try Self.read(sql, seed: 2).sample)
    #expect(one.vectors != another.vectors)
  }

  @Test("unchanged vectors are not called drifted; a shift is, by effect, test and centre")
  func shifted() throws {
    let same = try Self.report(Self.normal(1_500, seed: 1), Self.normal(1_500, seed: 2))
    #expect(same.columns.map(\.type) == [.vector])
    #expect(same.columns[0].decision != .drifted)
    let moved = try Self.report(Self.normal(1_500, seed: 1), Self.normal(1_500, seed: 2, shift: 1))
    #expect(moved.columns[0].decision == .drifted)
    guard case .compared(let comparison) = moved.columns[0].outcome,
      let shift = comparison.vector
    else {
      Issue.record("the columns were not compared")
      return
    }
    #expect(try #require(shift.area.value) > 0.9)
    #expect((shift.centroid - 2).magnitude < 0.1)
    #expect((try #require(shift.centroidNormalized) - 1).magnitude < 0.1)
    #expect(comparison.tests.maximumMeanDiscrepancy?.adjusted == 1.0 / 500)
  }

  @Test("vectors that only grow apart are found too, and their lengths show it")
  func scaled() throws {
    let moved = try Self.report(Self.normal(1_500, seed: 1), Self.normal(1_500, seed: 2, scale: 2))
    #expect(moved.columns[0].decision == .drifted)
    guard case .compared(let comparison) = moved.columns[0].outcome else { return }
    let shift = try #require(comparison.vector)
    #expect(try #require(shift.norm.interval).low > 0.3)
    #expect(shift.centroid < 0.3)
  }

  @Test("rows that lose their vector are a shift")
  func lost() throws {
    let report = try Self.report(
      Self.normal(1_500, seed: 1), Self.normal(1_500, seed: 2, missing: 600))
    #expect(report.columns[0].decision == .drifted)
    #expect(report.columns[0].current.missing == 600)
  }

  @Test("another length is drift; several lengths, or no vectors, have no answer")
  func lengths() throws {
    let four = Self.normal(200, seed: 1, type: "double[]")
    let three = "select [i, i, i]::double[] as v from range(200) t(i)"
    #expect(try Self.finding(four, three) == .lengthChanged(from: 4, to: 3))
    let mixed = "select range(1 + i % 3)::double[] as v from range(200) t(i)"
    guard case .undefined(let reason) = try Self.finding(four, mixed) else {
      Issue.record("lists of several lengths were compared")
      return
    }
    #expect(reason.reason.contains("1 to 3"))
    guard case .undefined = try Self.finding(four, "select null::double[] as v from range(9)")
    else {
      Issue.record("a column without vectors was compared")
      return
    }
    guard case .undefined = try Self.finding(four, Self.normal(20, seed: 1)) else {
      Issue.record("twenty rows were enough")
      return
    }
  }

  @Test("vectors that are all alike have no classifier, and that is said")
  func constant() throws {
    let same = "select [1, 2]::double[2] as v from range(200)"
    guard case .undefined(let reason) = try Self.finding(same, same) else {
      Issue.record("constant vectors were compared")
      return
    }
    #expect(!reason.reason.isEmpty)
  }

  @Test("numeric columns together have a discrepancy that units and outliers do not change")
  func joint() throws {
    var generator = SeededGenerator(seed: 3)
    func table(_ sign: Double, _ unit: Double) -> RowTable {
      let x = (0..<800).map { _ in generator.normal() }
      let y = x.map { unit * (0.9 * sign * $0 + 0.43589 * generator.normal()) }
      return RowTable(columns: [
        RowColumn(name: "x", values: .numeric(x)), RowColumn(name: "y", values: .numeric(y)),
      ])
    }
    let names = ["x", "y"]
    let turned = try JointDiscrepancy(
      reference: table(1, 1), current: table(-1, 1), columns: names, seed: 1)
    #expect(turned.outcome.pValue == 1.0 / 500)
    let reference = table(1, 1)
    let current = table(1, 1)
    func scaled(_ table: RowTable) -> RowTable {
      RowTable(
        columns: table.columns.map { column in
          guard column.name == "y", case .numeric(let numbers) = column.values else {
            return column
          }
          return RowColumn(name: "y", values: .numeric(numbers.map { $0 * $0 * $0 * 1e6 }))
        })
    }
    let plain = try JointDiscrepancy(
      reference: reference, current: current, columns: names, seed: 1)
    let other = try JointDiscrepancy(
      reference: scaled(reference), current: scaled(current), columns: names, seed: 1)
    #expect(plain == other)
    #expect(plain.outcome.pValue > 0.01)
  }
}
