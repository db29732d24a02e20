import ADBC
import Measurements
import Testing

@testable import Learners

@Suite("Rows made worse")
struct PerturbationTests {
  private static let count = 4_000

  private func rows() throws -> ModelRows {
    let places = 0..<Self.count
    return try ModelRows(
      RowTable(columns: [
        RowColumn(name: "x", values: .numeric(places.map { Double($0 % 101) / 10 })),
        RowColumn(name: "n", values: .numeric(places.map { Double($0 % 7) })),
        RowColumn(name: "flag", values: .numeric(places.map { Double($0 % 2) })),
        RowColumn(
          name: "c",
          values: .categorical(codes: places.map { Int32($0 % 3) }, categories: ["a", "b", "d"])),
      ]), columns: ["x", "n", "flag", "c"],
      fields: [
        ArrowField(name: "x", type: .float64), ArrowField(name: "n", type: .int64),
        ArrowField(name: "flag", type: .boolean), ArrowField(name: "c", type: .utf8),
      ])
  }

  private func numbers(_ rows: ModelRows, _ name: String) throws -> [Double] {
    try rows.table.numbers(name)
  }

  @Test("noise is a tenth of the spread; counts stay counts, truths and texts as they are")
  func noise() throws {
    let before = try rows()
    let after = Perturbation.noise.applied(to: before, seed: 1)
    let changes = zip(try numbers(after, "x"), try numbers(before, "x")).map { $0 - $1 }
    let spread = (changes.reduce(0) { $0 + $1 * $1 } / Double(Self.count)).squareRoot()
    // The column is uniform on 0…10: its standard deviation is 2.915.
    #expect((spread - 0.2915).magnitude < 0.02)
    #expect(try numbers(after, "n").allSatisfy { $0 == $0.rounded() })
    #expect(try numbers(after, "flag") == numbers(before, "flag"))
    #expect(after.table["c"] == before.table["c"])
  }

  @Test("a tenth of the values is missing, or out of range, in every column that can be")
  func shares() throws {
    let before = try rows()
    let missing = Perturbation.missing.applied(to: before, seed: 1)
    for column in missing.table.columns {
      #expect((300...500).contains(column.missingCount), "\(column.name) \(column.missingCount)")
    }
    let strange = Perturbation.outOfRange.applied(to: before, seed: 1)
    #expect(try (300...500).contains(numbers(strange, "x").count { $0 == 20 }))
    #expect(try (300...500).contains(numbers(strange, "n").count { $0 == 12 }))
    #expect(try numbers(strange, "flag") == numbers(before, "flag"))
    guard case .categorical(let codes, let categories) = strange.table["c"]?.values else {
      Issue.record("the texts are gone")
      return
    }
    #expect((300...500).contains(codes.count { $0 == 3 }) && categories.count == 4)
  }

  @Test("the same seed changes the same values", arguments: Perturbation.allCases)
  func repeatable(_ perturbation: Perturbation) throws {
    let one = perturbation.applied(to: try rows(), seed: 5)
    let two = perturbation.applied(to: try rows(), seed: 5)
    for (first, second) in zip(one.table.columns, two.table.columns) {
      #expect(text(first) == text(second))
    }
  }

  /// A column as text, in which missing values are equal.
  private func text(_ column: RowColumn) -> String { "\(column.values)" }
}
