import Learners
import Measurements
import Statistics
import Testing

@Suite("Finding predictions by what they tell")
struct LikelyOutputTests {
  private static let rows = 2_000

  /// A table of one number that makes a probability, its outcome, and columns of other shares.
  private static func table(_ names: (String, String)) -> RowTable {
    var generator = SeededGenerator(seed: 7)
    var (risk, outcome, share, feature, value, near) = (
      [Double](), [Double](), [Double](), [Double](), [Double](), [Double]()
    )
    for _ in 0..<rows {
      let probability = generator.uniform()
      risk.append(probability)
      outcome.append(generator.uniform() < probability ? 1 : 0)
      share.append(generator.uniform())
      feature.append(10 * probability)
      value.append(40 + 5 * generator.normal())
      near.append((value.last ?? 0) + generator.normal())
    }
    return RowTable(columns: [
      RowColumn(name: names.0, values: .numeric(risk)),
      RowColumn(name: "cloud cover", values: .numeric(share)),
      RowColumn(name: "feature", values: .numeric(feature)),
      RowColumn(name: "outcome", values: .numeric(outcome)),
      RowColumn(name: "value", values: .numeric(value)),
      RowColumn(name: names.1, values: .numeric(near)),
    ])
  }

  @Test("A share that is right as a probability is found under any name, other shares are not")
  func probability() throws {
    let table = Self.table(("x17", "q"))
    let found = try LikelyOutput.probability(
      table, target: "outcome", positive: nil, among: ["x17", "cloud cover", "feature", "value"])
    #expect(found?.column == "x17")
    // Uniform probabilities: 1 − E[p(1 − p)] / (1/4) = 1/3.
    #expect((found.map { ($0.skill - 1 / 3.0).magnitude } ?? 1) < 0.05)
    #expect(
      try LikelyOutput.probability(
        table, target: "outcome", positive: nil, among: ["cloud cover", "feature"]) == nil)
  }

  @Test("A number near the target's is found, related ones of another size are not")
  func value() throws {
    let table = Self.table(("x", "z9"))
    let found = try LikelyOutput.value(table, target: "value", among: ["x", "feature", "z9"])
    #expect(found?.column == "z9")
    #expect((found.map { ($0.skill - 0.96).magnitude } ?? 1) < 0.02)
    #expect(try LikelyOutput.value(table, target: "value", among: ["x", "feature"]) == nil)
  }

  @Test("Few rows, a constant target and missing values tell nothing")
  func nothing() throws {
    let few = RowTable(columns: [
      RowColumn(name: "y", values: .numeric([0, 1, 0, 1])),
      RowColumn(name: "p", values: .numeric([0.1, 0.9, 0.2, 0.8])),
      RowColumn(name: "gone", values: .numeric([.nan, .nan, .nan, .nan])),
    ])
    #expect(try LikelyOutput.value(few, target: "y", among: ["p", "gone"]) == nil)
    let constant = RowTable(columns: [
      RowColumn(name: "y", values: .numeric([Double](repeating: 3, count: 100))),
      RowColumn(name: "p", values: .numeric([Double](repeating: 3, count: 100))),
    ])
    #expect(try LikelyOutput.value(constant, target: "y", among: ["p"]) == nil)
  }
}
