import Learners
import Measurements
import Statistics
import Testing

@Suite("What one column alone predicts")
struct ColumnPowerTests {
  private let labels = (0..<500).map { $0 % 5 == 0 }

  private func powers(_ columns: [RowColumn]) throws -> [ColumnPower] {
    try ColumnPower.measure(
      BinaryRows(table: RowTable(columns: columns), isPositive: labels),
      features: columns.map(\.name))
  }

  @Test("A column made from the label decides it, one that names the rows decides nothing")
  func leak() throws {
    var generator = SeededGenerator(seed: 41)
    let leak = labels.map { ($0 ? 100 : 0) + generator.uniform() }
    let noise = labels.map { _ in generator.normal() }
    let found = try powers([
      Tables.categorical("name", labels.indices.map { "row \($0)" }),
      RowColumn(name: "noise", values: .numeric(noise)),
      RowColumn(name: "leak", values: .numeric(leak)),
    ])
    #expect(found.first?.column == "leak")
    #expect((found.first?.power.value ?? 0) > 0.999)
    let name = try #require(found.first { $0.column == "name" })
    #expect(name.power.value == 0.5)
    let interval = try #require(found.first { $0.column == "noise" }?.power.interval)
    #expect(interval.low < 0.5 && interval.high > 0.5)
  }

  @Test("Being missing, a time and a category can leak as well")
  func otherKinds() throws {
    let found = try powers([
      RowColumn(name: "gap", values: .numeric(labels.map { $0 ? .nan : 1 })),
      Tables.days("time", labels.indices.map { labels[$0] ? 1_000 + $0 : $0 }),
      Tables.categorical("category", labels.map { $0 ? "closed" : nil }),
    ])
    #expect(found.allSatisfy { ($0.power.value ?? 0) > 0.99 })
  }

  @Test("For a value it is the share of variance")
  func values() throws {
    var generator = SeededGenerator(seed: 42)
    let x = (0..<2_000).map { _ in generator.normal() }
    let y = x.map { 1e6 + 3 * $0 + 3 * generator.normal() }
    let columns = [
      RowColumn(name: "half", values: .numeric(x)),
      RowColumn(name: "nothing", values: .numeric(x.map { _ in generator.normal() })),
    ]
    let found = try ColumnPower.measure(
      ValueRows(table: RowTable(columns: columns), values: y), features: ["half", "nothing"])
    let half = try #require(found.first)
    #expect(half.column == "half")
    #expect(((half.power.value ?? 0) - 0.5).magnitude < 0.06)
    #expect((found.last?.power.value ?? 1) < 0.01)
  }

  @Test("Too few rows of a class are undefined")
  func tooFew() {
    let rows = BinaryRows(
      table: Tables.numeric([[1, 2, 3]]), isPositive: [true, false, true])
    #expect(throws: Undefined.self) { try ColumnPower.measure(rows, features: ["x0"]) }
  }
}
