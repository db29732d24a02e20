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

  @Test("Of several classes a column made from them decides, one that knows one of them not wholly")
  func classes() throws {
    var generator = SeededGenerator(seed: 43)
    let classes = (0..<900).map { $0 % 3 }
    let columns = [
      RowColumn(
        name: "leak", values: .numeric(classes.map { Double($0) * 10 + generator.uniform() })),
      RowColumn(name: "first", values: .numeric(classes.map { $0 == 0 ? 1 : 0 })),
      RowColumn(name: "noise", values: .numeric(classes.map { _ in generator.normal() })),
    ]
    func powers(_ classes: [Int], _ names: [String]) throws -> [ColumnPower] {
      try ColumnPower.measure(
        ClassRows(table: RowTable(columns: columns), classes: classes, names: names),
        features: columns.map(\.name))
    }
    let found = try powers(classes, ["a", "b", "c"])
    #expect(found.map(\.column) == ["leak", "first", "noise"])
    #expect((found[0].power.value ?? 0) > 0.999)
    // One class surely, the two others no better than half against each other: (1 + 2 · 3/4) / 3.
    #expect(((found[1].power.value ?? 0) - 2.5 / 3).magnitude < 0.02)
    let interval = try #require(found[2].power.interval)
    #expect(interval.low < 0.5 && interval.high > 0.45)
    // A class of five rows is left out, and changes nothing.
    var rare = classes
    for row in 0..<5 { rare[row] = 3 }
    #expect((try powers(rare, ["a", "b", "c", "rare"])[0].power.value ?? 0) > 0.999)
    #expect(throws: Undefined.self) {
      try powers(Array(repeating: 0, count: 900), ["a", "b", "c"])
    }
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
