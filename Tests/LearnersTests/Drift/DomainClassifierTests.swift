import Learners
import Measurements
import Statistics
import Testing

@Suite("Joint drift by a domain classifier")
struct DomainClassifierTests {
  private func normal(_ name: String, _ rows: Int, _ generator: inout SeededGenerator) -> RowColumn
  {
    RowColumn(name: name, values: .numeric((0..<rows).map { _ in generator.normal() }))
  }

  private func measure(
    _ reference: RowTable, _ current: RowTable, _ classifier: DomainClassifier = DomainClassifier()
  ) throws -> DomainClassifier.Finding {
    try classifier.measure(
      reference: reference, current: current, columns: reference.columns.map(\.name),
      library: Libraries.trees())
  }

  // 100 intervals of 95 %: 88 or more hold one half in all but one of two hundred such tests.
  @Test("Where nothing changed, the interval holds one half as often as it says")
  func unchanged() throws {
    var generator = SeededGenerator(seed: 31)
    var held = 0
    for run in 0..<100 {
      let tables = (0..<2).map { _ in
        RowTable(columns: (0..<4).map { normal("x\($0)", 200, &generator) })
      }
      var classifier = DomainClassifier()
      classifier.seed = UInt64(run)
      let found = try measure(tables[0], tables[1], classifier)
      if found.interval.low <= 0.5, 0.5 <= found.interval.high { held += 1 }
    }
    #expect(held >= 88)
  }

  @Test("A change that no column shows alone is found in the columns together")
  func jointChange() throws {
    var generator = SeededGenerator(seed: 32)
    func rows(sign: Double) -> RowTable {
      let x = (0..<1_000).map { _ in generator.normal() }
      let y = x.map { 0.9 * sign * $0 + 0.43589 * generator.normal() }
      return RowTable(columns: [
        RowColumn(name: "x", values: .numeric(x)), RowColumn(name: "y", values: .numeric(y)),
      ])
    }
    let found = try measure(rows(sign: 1), rows(sign: -1))
    #expect(found.interval.low > 0.7)
    #expect(found.giveaways.sorted() == ["x", "y"])
  }

  @Test("The column that changed gives the sets away; missing values count as a change")
  func giveaway() throws {
    var generator = SeededGenerator(seed: 33)
    let quiet = normal("quiet", 1_000, &generator)
    let values = (0..<1_000).map { _ in generator.normal() }
    let reference = RowTable(columns: [quiet, RowColumn(name: "gaps", values: .numeric(values))])
    let current = RowTable(columns: [
      normal("quiet", 1_000, &generator),
      RowColumn(
        name: "gaps", values: .numeric(values.enumerated().map { $0 % 3 == 0 ? .nan : $1 })),
    ])
    let found = try measure(reference, current)
    #expect(found.giveaways == ["gaps"])
    #expect(found.contributions.map(\.gain).reduce(0, +) > 0.999)
  }

  @Test("Categories that two files show in another order are the same categories")
  func categoryOrder() throws {
    var generator = SeededGenerator(seed: 34)
    let names = ["a", "b", "c"]
    func rows(_ order: [String]) -> RowTable {
      let codes = (0..<600).map { _ in Int.random(in: 0..<3, using: &generator) }
      return RowTable(columns: [
        RowColumn(
          name: "c",
          values: .categorical(
            codes: codes.map { Int32(order.firstIndex(of: names[$0]) ?? -1) }, categories: order))
      ])
    }
    let found = try measure(rows(names), rows(["c", "a", "b"]))
    #expect(found.interval.low <= 0.5)
  }

  @Test("Columns that separate by what they are, not by drift, are left out and said")
  func dropped() throws {
    var generator = SeededGenerator(seed: 35)
    func rows(_ first: Int) -> RowTable {
      RowTable(columns: [
        normal("x", 100, &generator),
        RowColumn(name: "constant", values: .numeric(Array(repeating: 1, count: 100))),
        RowColumn(name: "id", values: .numeric((0..<100).map { Double($0 + first) })),
        RowColumn(name: "clock", values: .numeric((0..<100).map { Double(($0 + first) * 977) })),
        Tables.days("day", (0..<100).map { $0 + first }),
      ])
    }
    let found = try measure(rows(0), rows(100))
    #expect(Set(found.dropped.map(\.name)) == ["clock", "constant", "day", "id"])
    #expect(found.contributions.map(\.column) == ["x"])
  }

  @Test("The same rows and seed give the same finding")
  func deterministic() throws {
    var generator = SeededGenerator(seed: 36)
    let one = RowTable(columns: [normal("x", 300, &generator)])
    let other = RowTable(columns: [normal("x", 300, &generator)])
    #expect(try measure(one, other) == measure(one, other))
  }

  @Test("Too few rows and no shared column are undefined")
  func undefined() throws {
    let few = Tables.numeric([Array(repeating: 0, count: 29)])
    let constant = Tables.numeric([Array(repeating: 0, count: 100)])
    #expect(throws: Undefined.self) { try measure(few, constant) }
    #expect(throws: Undefined.self) { try measure(constant, constant) }
  }
}
