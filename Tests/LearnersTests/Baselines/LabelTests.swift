import Measurements
import Testing

@Suite("Binary labels")
struct LabelTests {
  private func labels(_ values: [String?], _ positive: String?) throws -> [Bool] {
    try BinaryLabels(Tables.categorical("y", values), positive: positive).isPositive
  }

  @Test(
    "The positive class is told by its name",
    arguments: [["yes", "no"], ["true", "false"], ["1", "0"], ["Y", "N"]])
  func named(classes: [String]) throws {
    #expect(try labels([classes[0], classes[1], nil], nil) == [true, false])
  }

  @Test("Numbers are matched however they are written", arguments: ["1", "1.0", "true"])
  func numbers(positive: String) throws {
    let column = RowColumn(name: "y", values: .numeric([0, 1, .nan, 1]))
    let labels = try BinaryLabels(column, positive: positive)
    #expect(labels.isPositive == [false, true, true])
    #expect(labels.rows == [0, 1, 3])
    #expect(labels.missing == 1)
  }

  @Test("Three classes are refused")
  func three() {
    #expect(throws: RowsError.notTwoClasses(name: "y", found: ["a", "b", "c"])) {
      try labels(["a", "b", "c"], "a")
    }
  }

  @Test("A column of measurements is refused without collecting it")
  func measurements() {
    let column = RowColumn(name: "y", values: .numeric((0..<1_000).map(Double.init)))
    #expect(throws: RowsError.self) { try BinaryLabels(column, positive: nil) }
  }

  @Test("Two classes of which neither is obviously positive need a name")
  func unclear() throws {
    #expect(throws: RowsError.positiveUnclear(name: "y", positive: nil, found: ["cat", "dog"])) {
      try labels(["dog", "cat"], nil)
    }
    #expect(try labels(["dog", "cat"], "cat") == [false, true])
    #expect(throws: RowsError.self) { try labels(["dog", "cat"], "cow") }
  }

  @Test("One class alone is read; whoever needs both says so")
  func one() throws {
    #expect(try labels(["no", "no"], nil) == [false, false])
    #expect(try labels(["dog", "dog"], "cat") == [false, false])
  }
}
