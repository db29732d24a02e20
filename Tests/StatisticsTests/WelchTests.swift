import Foundation
import Statistics
import Testing

@Suite("Welch's test")
struct WelchTests {
  private struct Golden: Decodable {
    struct Pair: Decodable {
      let first: Int
      let second: Int
      let shift: Double
      let statistic: Double
      let pValue: Double
      let degrees: Double
      let low: Double
      let high: Double
    }
    let welch: [Pair]
  }

  /// The numbers that the generator tests, as rows, mean and variance.
  private static func sample(_ count: Int, factor: Int, shift: Double) -> WelchTest.Sample {
    let values = (1...count).map { Double($0 * factor % 37) / 7 + shift }
    let mean = values.reduce(0, +) / Double(count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return WelchTest.Sample(rows: count, mean: mean, variance: squares / Double(count - 1))
  }

  @Test("statistic, degrees, p-value and interval equal SciPy's")
  func golden() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/slices/golden.json")
    let golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    #expect(!golden.welch.isEmpty)
    for pair in golden.welch {
      let first = Self.sample(pair.first, factor: 11, shift: pair.shift)
      let second = Self.sample(pair.second, factor: 13, shift: pair.shift - 0.25)
      let outcome = try WelchTest.test(first, isAbove: second)
      // Around a million the means carry 1e-10 of rounding.
      #expect(agree(outcome.statistic, pair.statistic, relative: 1e-8))
      #expect(agree(outcome.pValue, pair.pValue, relative: 1e-7))
      #expect(agree(outcome.degreesOfFreedom ?? .nan, pair.degrees, relative: 1e-8))
      let interval = try WelchTest.interval(of: first, less: second, level: 0.9)
      #expect(agree(interval.low, pair.low, relative: 1e-7))
      #expect(agree(interval.high, pair.high, relative: 1e-7))
    }
  }

  @Test("groups that are too small, do not vary or are not finite have no answer")
  func undefined() {
    let one = WelchTest.Sample(rows: 1, mean: 1, variance: 0)
    let constant = WelchTest.Sample(rows: 9, mean: 1, variance: 0)
    let broken = WelchTest.Sample(rows: 9, mean: .nan, variance: 1)
    for (first, second) in [
      (one, constant), (constant, one), (constant, constant), (broken, constant),
    ] {
      #expect(throws: Undefined.self) { try WelchTest.test(first, isAbove: second) }
    }
  }

  @Test("one group that does not vary leaves the other's degrees of freedom")
  func oneConstant() throws {
    let outcome = try WelchTest.test(
      WelchTest.Sample(rows: 9, mean: 1, variance: 0), isAbove: .init(rows: 5, mean: 0, variance: 2)
    )
    #expect(outcome.degreesOfFreedom == 4)
  }
}
