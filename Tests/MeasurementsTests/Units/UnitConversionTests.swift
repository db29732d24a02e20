import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite("Numbers in another unit")
struct UnitConversionTests {
  private static func profile(_ values: [Double]) -> NumberProfile {
    var counter = NumberCounter<Double>(kind: .real, limit: 10_000, grid: LogLinearGrid())
    unsafe values.withUnsafeBufferPointer { values in unsafe counter.count(values) }
    return counter.finish()
  }

  /// So many draws around a middle.
  private static func sample(_ seed: UInt64, _ convert: (Double) -> Double) -> NumberProfile {
    var generator = SeededGenerator(seed: seed)
    return profile((0..<800).map { _ in convert(40 + 12 * generator.normal()) })
  }

  @Test(
    "is told by its factor, in both directions",
    arguments: [7, 10, 12, 24, 60, 100, 365.25, 1_000, 3_600, 2.54, 1.609_344, 1.852, 3.6])
  func factors(_ factor: Double) throws {
    let plain = Self.sample(1) { $0 }
    let larger = try #require(
      UnitConversion(from: plain, to: Self.sample(2) { $0 * factor }), "× \(factor)")
    #expect(larger.operation == "× \(NumberRun.rounded(factor))")
    let smaller = try #require(
      UnitConversion(from: plain, to: Self.sample(3) { $0 / factor }), "÷ \(factor)")
    #expect(smaller.operation == "÷ \(NumberRun.rounded(factor))")
  }

  @Test("Degrees are told, also where they are far from zero and one factor nearly fits")
  func degrees() {
    let celsius = Self.sample(4) { 20 + ($0 - 40) / 6 }
    let found = UnitConversion(
      from: celsius, to: Self.sample(5) { (20 + ($0 - 40) / 6) * 1.8 + 32 })
    #expect(found?.operation == "× 1.8 + 32")
    let back = UnitConversion(from: Self.sample(6) { $0 * 1.8 + 32 }, to: Self.sample(7) { $0 })
    #expect(back?.operation == "less 32, ÷ 1.8")
  }

  @Test("The same numbers, moved ones, doubled ones and a constant are no other unit")
  func none() {
    let plain = Self.sample(8) { $0 }
    #expect(UnitConversion(from: plain, to: Self.sample(9) { $0 }) == nil)
    #expect(UnitConversion(from: plain, to: Self.sample(10) { $0 + 15 }) == nil)
    #expect(UnitConversion(from: plain, to: Self.sample(11) { $0 * 2 }) == nil)
    #expect(UnitConversion(from: plain, to: Self.profile([5, 5, 5])) == nil)
    #expect(UnitConversion(from: Self.profile([]), to: plain) == nil)
  }

  @Test("Growth of values that lie near zero is no other unit", arguments: [1.5, 2, 4, 5, 9, 0.5])
  func growth(_ factor: Double) {
    for spread in [0, 1] {
      func sample(_ seed: UInt64, _ factor: Double) -> NumberProfile {
        var generator = SeededGenerator(seed: seed)
        return Self.profile(
          (0..<4_000).map { _ in
            factor * (spread == 0 ? -log(1 - generator.uniform()) : exp(generator.normal()))
          })
      }
      #expect(UnitConversion(from: sample(12, 1), to: sample(13, factor)) == nil)
    }
  }

  @Test("Every known factor is above one and named once")
  func catalogue() {
    #expect(UnitFactor.all.allSatisfy { $0.factor > 1 })
    #expect(Set(UnitFactor.all.map(\.factor)).count == UnitFactor.all.count)
  }
}
