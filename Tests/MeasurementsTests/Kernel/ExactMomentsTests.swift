import Foundation
import Testing

@testable import Measurements

@Suite("Exact moments")
struct ExactMomentsTests {
  struct File: Decodable {
    let probabilities: [Double]
    let cases: [Case]
  }

  struct Case: Decodable, Sendable {
    let name: String
    let values: [Double]
    let mean: Double
    let standardDeviation: Double?
    let quantiles: [Double]
  }

  @Test("mean, deviation and quantiles of known values are NumPy's and exact arithmetic's")
  func golden() throws {
    let file = try Golden.read("profile", as: File.self)
    #expect(file.cases.count == 12)
    for golden in file.cases {
      let numbers = Counted.numbers(golden.values)
      #expect(numbers.isExact)
      // One rounding of an exact value, another of its significand: at most one unit in the last
      // place.
      expectClose(numbers.moments.mean, golden.mean, golden.name)
      expectClose(numbers.moments.standardDeviation, golden.standardDeviation, golden.name)
      let segments = NumberSegments(numbers)
      for (probability, expected) in zip(file.probabilities, golden.quantiles) {
        let found = try #require(segments.quantile(probability))
        #expect(found.errorBound == 0)
        // NumPy interpolates from the nearer end; the two forms differ by a rounding of the gap.
        let scale = golden.values.map(\.magnitude).max() ?? 0
        #expect(abs(found.value - expected) <= 4e-16 * scale, "\(golden.name) at \(probability)")
      }
    }
  }

  @Test("binned columns have the same mean and deviation to the last digit")
  func binned() throws {
    let file = try Golden.read("profile", as: File.self)
    for golden in file.cases where Set(golden.values).count > 2 {
      let numbers = Counted.numbers(golden.values, limit: 2)
      #expect(!numbers.isExact)
      #expect(numbers.moments == Counted.numbers(golden.values).moments, "\(golden.name)")
    }
  }

  @Test("sums of the largest and smallest doubles lose nothing")
  func extremes() {
    var sum = ExactSum.ofValues
    let large = Double.greatestFiniteMagnitude
    var moments = ExactMoments()
    for value in [large, large, large, -large, -large, .leastNonzeroMagnitude, -large] {
      moments.add(value, times: 1)
    }
    #expect(moments.sum.rounded == .leastNonzeroMagnitude)
    var constant = ExactMoments()
    constant.add(large, times: 1 << 40)
    #expect(constant.mean == large)
    #expect(constant.standardDeviation == 0)
    sum.add(1, exponent: 0)
    sum.add(1, exponent: 0, negative: true)
    #expect(sum == .ofValues)
  }

  @Test("whole numbers of 64 bits are summed without rounding")
  func wholes() {
    let signed = Counted.numbers([Int64.max, Int64.min, 1, 7], kind: .integer)
    #expect(signed.moments.sum.rounded == 7)
    #expect(signed.minimumKey == UInt64(bitPattern: Int64.min))
    #expect(signed.maximumKey == UInt64(bitPattern: Int64.max))
    let binned = Counted.numbers([Int64.max, Int64.min, 1, 7], kind: .integer, limit: 1)
    #expect(binned.moments == signed.moments)
    let unsigned = Counted.numbers([UInt64.max, 0, UInt64.max], kind: .unsigned, limit: 1)
    #expect(unsigned.maximumKey == UInt64.max)
    #expect(unsigned.moments.sum.rounded == 0x1p65)
  }

  @Test(
    "a sum survives its file, also below zero",
    arguments: [
      1.5, -1.5, 0, -0x1p-1073, 1e300,
    ])
  func coding(value: Double) throws {
    var moments = ExactMoments()
    moments.add(value, times: 3)
    let data = try JSONEncoder().encode(moments)
    #expect(try JSONDecoder().decode(ExactMoments.self, from: data) == moments)
  }

  private func expectClose(_ found: Double?, _ expected: Double?, _ name: String) {
    guard let found, let expected else {
      #expect(found == expected, "\(name)")
      return
    }
    #expect(abs(found - expected) <= expected.ulp, "\(name): \(found) for \(expected)")
  }
}
