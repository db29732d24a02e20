import Foundation
import Testing

@testable import Measurements

@Suite("Uncertainty of a model")
struct UncertaintyTests {
  @Test(
    "The three measures are those of the survey",
    arguments: [
      (.leastConfident, [0.5, 0.3, 0.2], 0.5), (.margin, [0.5, 0.3, 0.2], 0.8),
      (.entropy, [0.5, 0.3, 0.2], 1.0296530140645737),
      (.entropy, [0.25, 0.25, 0.25, 0.25], log(4)),
      (.leastConfident, [0, 1], 0), (.margin, [0, 1], 0), (.entropy, [0, 1], 0),
      (.leastConfident, [0.5, 0.5], 0.5), (.margin, [0.5, 0.5], 1), (.entropy, [0.5, 0.5], log(2)),
    ] as [(Uncertainty, [Double], Double)])
  func values(measure: Uncertainty, probabilities: [Double], expected: Double) throws {
    #expect(abs(try #require(measure.measure(probabilities)) - expected) < 1e-12)
    #expect(measure.measure(probabilities.reversed()) == measure.measure(probabilities))
  }

  @Test("Probabilities are shares of their sum", arguments: Uncertainty.allCases)
  func scale(measure: Uncertainty) throws {
    let whole = try #require(measure.measure([0.6, 0.3, 0.1]))
    #expect(abs(try #require(measure.measure([6, 3, 1])) - whole) < 1e-12)
  }

  @Test(
    "What is no probability has no uncertainty", arguments: Uncertainty.allCases,
    [[0, 0], [-0.1, 1.1], [.nan, 0.5], [.infinity, 0]] as [[Double]])
  func undefined(measure: Uncertainty, probabilities: [Double]) {
    #expect(measure.measure(probabilities) == nil)
  }
}
