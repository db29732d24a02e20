import Learners
import Measurements
import Testing

@Suite("Feature encoding")
struct FeatureEncoderTests {
  private func encoded(
    _ train: [RowColumn], _ test: [RowColumn]
  ) throws -> (encoder: FeatureEncoder, matrix: DesignMatrix) {
    let encoder = try FeatureEncoder.fit(
      RowTable(columns: train), features: train.map(\.name))
    return (encoder, try encoder.encode(RowTable(columns: test)))
  }

  @Test("Numbers are centred and scaled by the training rows")
  func standardised() throws {
    let train = RowColumn(name: "x", values: .numeric([1, 3]))
    let (_, matrix) = try encoded([train], [RowColumn(name: "x", values: .numeric([5, 2]))])
    #expect(matrix.applying([0, 1]) == [3, 0])
  }

  @Test("A missing number takes the mean and is told by a column of its own")
  func missingNumber() throws {
    let train = RowColumn(name: "x", values: .numeric([1, 3, .nan]))
    let (_, matrix) = try encoded([train], [RowColumn(name: "x", values: .numeric([.nan, 3]))])
    #expect(matrix.names == ["intercept", "x", "x is missing"])
    #expect(matrix.applying([0, 1, 10]) == [10, 1])
  }

  @Test("An infinite number counts as missing")
  func infiniteNumber() throws {
    let train = RowColumn(name: "x", values: .numeric([1, 3, .infinity]))
    let (_, matrix) = try encoded([train], [train])
    #expect(matrix.applying([0, 1, 10]) == [-1, 1, 10])
  }

  @Test("A category never seen takes the level of the rare ones, or none")
  func unseenCategory() throws {
    let withRare = Tables.categorical("c", ["a", "a", "b", "b", "z"])
    let (_, matrix) = try encoded([withRare], [Tables.categorical("c", ["new", "a", nil])])
    #expect(matrix.names == ["intercept", "c = a", "c = b", "c = other"])
    #expect(matrix.applying([100, 1, 2, 4]) == [104, 101, 100])
    let withoutRare = Tables.categorical("c", ["a", "a", "b", "b"])
    let (_, other) = try encoded([withoutRare], [Tables.categorical("c", ["new", "b"])])
    #expect(other.applying([100, 1, 2]) == [100, 102])
  }

  @Test("A missing category is a level of its own")
  func missingCategory() throws {
    let column = Tables.categorical("c", ["a", "a", nil, "b", "b"])
    let (_, matrix) = try encoded([column], [Tables.categorical("c", [nil, "b"])])
    #expect(matrix.names.last == "c = missing")
    #expect(matrix.applying([0, 1, 2, 4]) == [4, 2])
  }

  @Test("More than fifty levels share one")
  func manyLevels() throws {
    let values = (0..<600).map { "level \($0 % 200)" }
    let (_, matrix) = try encoded(
      [Tables.categorical("c", values)], [Tables.categorical("c", values)])
    #expect(matrix.coefficientCount == 1 + FeatureEncoder.levelLimit + 1)
  }

  @Test("Columns that tell rows apart only by naming them are dropped, and said")
  func dropped() throws {
    let columns = [
      RowColumn(name: "constant", values: .numeric(Array(repeating: 4, count: 60))),
      RowColumn(name: "empty", values: .numeric(Array(repeating: .nan, count: 60))),
      RowColumn(name: "number", values: .numeric((0..<60).map { Double(1_000 - $0) })),
      Tables.categorical("name", (0..<60).map { "row \($0)" }),
      Tables.categorical("same", Array(repeating: "a", count: 60)),
      RowColumn(name: "useful", values: .numeric((0..<60).map { Double($0 % 7) })),
    ]
    let (encoder, matrix) = try encoded(columns, columns)
    #expect(
      encoder.dropped.map(\.name) == ["constant", "empty", "number", "name", "same"])
    #expect(encoder.dropped.allSatisfy { !$0.reason.isEmpty })
    #expect(matrix.names == ["intercept", "useful"])
  }

  @Test("A time becomes hour, weekday and month")
  func time() throws {
    // 2024-02-29 was a Thursday.
    let day: Int64 = 19_782 * 86_400_000_000
    let hour: Int64 = 3_600_000_000
    let column = RowColumn(
      name: "t", values: .timestamp([day + 5 * hour, day + 5 * hour, RowColumn.missingTime]))
    let parts = TimestampParts.columns(of: column)
    #expect(parts.map(\.name) == ["t hour", "t weekday", "t month"])
    #expect(parts.map { categories($0)[0] } == ["5", "Thu", "2"])
    #expect(parts.allSatisfy { $0.missingCount == 1 })
  }

  @Test(
    "Days before 1970 have the right weekday and month",
    arguments: [(-1, "Wed", "12"), (0, "Thu", "1"), (-365, "Wed", "1"), (3, "Sun", "1")])
  func earlyDays(day: Int, weekday: String, month: String) {
    let parts = TimestampParts.columns(of: Tables.days("t", [day]))
    #expect(parts.map { categories($0)[0] } == [weekday, month])
  }

  private func categories(_ column: RowColumn) -> [String] {
    guard case .categorical(let codes, let names) = column.values else { return [] }
    return codes.map { $0 < 0 ? "missing" : names[Int($0)] }
  }
}
