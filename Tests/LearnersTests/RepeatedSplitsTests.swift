import Measurements
import Statistics
import Testing

@testable import Learners

@Suite("A simple learner over repeated splits")
struct RepeatedSplitsTests {
  @Test("Means, their range and the deviation of parts around them are those of the values")
  func figures() {
    let splits = RepeatedSplits([[1, 3], [2, 4]])
    #expect(splits.means == [2, 3] && splits.mean == 2.5 && splits.range == 1)
    #expect(abs(splits.deviation - 2.0.squareRoot()) < 1e-12)
    #expect(RepeatedSplits([[5]]).deviation == 0)
  }

  private static func table(_ rows: Int) -> RowTable {
    var generator = SeededGenerator(seed: 3)
    let x = (0..<rows).map { _ in generator.normal() }
    return RowTable(columns: [
      RowColumn(name: "x", values: .numeric(x)),
      RowColumn(name: "y", values: .numeric(x.map { 2 * $0 + generator.normal() })),
    ])
  }

  @Test("A line is found again in every part, and the same seed gives the same splits")
  func values() throws {
    let study = BaselineStudy(target: "y", inputs: BaselineInputs(features: ["x"]))
    let splits = try study.repeatedValues(Self.table(400))
    #expect(splits.values.count == 5 && splits.values.allSatisfy { $0.count == 5 })
    // The noise around the line has a deviation of 1.
    #expect(abs(splits.mean - 1) < 0.15, "\(splits.mean)")
    #expect(splits.range < splits.deviation)
    #expect(try study.repeatedValues(Self.table(400)) == splits)
  }

  @Test("Fewer rows than parts need are refused with the reason")
  func few() {
    let study = BaselineStudy(target: "y", inputs: BaselineInputs(features: ["x"]))
    #expect(throws: Undefined("9 rows are too few to be split into 5 parts")) {
      try study.repeatedValues(Self.table(9))
    }
  }

  private struct Golden: Decodable {
    struct Measured: Decodable {
      let values: [[Double]]
      let mean: Double
      let range: Double
      let deviation: Double
    }
    let x: [[Double]]
    let target: [Double]
    let labels: [Bool]
    let regression: Measured
    let classes: Measured
  }

  @Test("Each part of each split has what scikit-learn's learners say of it")
  func golden() throws {
    let golden = try FixtureFile.read("splits.json", as: Golden.self)
    let table = RowTable(
      columns: golden.x.enumerated().map {
        RowColumn(name: "x\($0.offset)", values: .numeric($0.element))
      } + [
        RowColumn(name: "y", values: .numeric(golden.target)),
        RowColumn(name: "late", values: .numeric(golden.labels.map { $0 ? 1 : 0 })),
      ])
    let inputs = BaselineInputs(features: ["x0", "x1"])
    var values = BaselineStudy(target: "y", inputs: inputs)
    values.primary = "mae"
    var classes = BaselineStudy(target: "late", inputs: inputs)
    classes.primary = "rocAUC"
    for (found, expected) in [
      (try values.repeatedValues(table), golden.regression),
      (try classes.repeatedClasses(table), golden.classes),
    ] {
      #expect(found.values.map(\.count) == expected.values.map(\.count))
      // Both solve for 1e-8 of the coefficients or better; ranks have no digits to lose.
      for (one, other) in zip(found.values.joined(), expected.values.joined()) {
        #expect((one - other).magnitude < 1e-7, "\(one) \(other)")
      }
      #expect((found.mean - expected.mean).magnitude < 1e-7)
      #expect((found.range - expected.range).magnitude < 1e-7)
      #expect((found.deviation - expected.deviation).magnitude < 1e-7)
    }
  }
}
