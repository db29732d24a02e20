import Foundation
import Statistics
import Testing

@Suite("Jackknife of groups")
struct ClusterJackknifeTests {
  private static func left(
    _ values: [Double], groups: Int, statistic: ([Double]) -> Double
  ) -> [ClusterJackknife.Left] {
    (0..<groups).map { group in
      let kept = values.enumerated().filter { $0.offset % groups != group }.map(\.element)
      return ClusterJackknife.Left(value: statistic(kept), clusters: values.count - kept.count)
    }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  @Test("unequal groups give a mean's interval on average the width that its rows give")
  func unequal() throws {
    var generator = SeededGenerator(seed: 3)
    var widths = 0.0
    for _ in 0..<200 {
      let values = (0..<103).map { _ in generator.normal() }
      let interval = try ClusterJackknife.interval(
        of: Self.mean(values), without: Self.left(values, groups: 20, statistic: Self.mean),
        within: .all)
      widths += interval.high - interval.low
    }
    // 2 · t(0.975; 19) / √103, of which the mean of a root loses a little.
    #expect(abs(widths / 200 - 0.4125) < 0.02)
  }

  @Test("intervals cover the mean about as often as they say")
  func coverage() throws {
    var generator = SeededGenerator(seed: 11)
    var covered = 0
    for _ in 0..<1_000 {
      let values = (0..<80).map { _ in exp(generator.normal()) }
      let interval = try ClusterJackknife.interval(
        of: Self.mean(values), without: Self.left(values, groups: 25, statistic: Self.mean),
        within: .positive)
      if interval.low <= exp(0.5), exp(0.5) <= interval.high { covered += 1 }
    }
    // Lognormal means are skewed; 95 % is not quite reached.
    #expect(covered > 890, "\(covered)")
    #expect(covered < 980, "\(covered)")
  }

  @Test("a range without ends keeps its interval inside")
  func inside() throws {
    let without = (0..<12).map {
      ClusterJackknife.Left(value: 0.98 + Double($0 % 3) / 200, clusters: 5)
    }
    let interval = try ClusterJackknife.interval(
      of: 0.985, without: without, within: ClusterJackknife.Range("0…1"))
    #expect(interval.low > 0 && interval.high < 1)
    #expect(ClusterJackknife.Range("−1…1") == .between(-1, 1))
    #expect(ClusterJackknife.Range("0…∞") == .positive)
    #expect(ClusterJackknife.Range("−∞…1") == .all)
    #expect(ClusterJackknife.Range("0…36.05") == .between(0, 36.05))
  }

  @Test("the order of the groups changes nothing but rounding")
  func order() throws {
    let without = (0..<15).map {
      ClusterJackknife.Left(value: Double($0 * 7 % 15), clusters: 1 + $0 % 4)
    }
    let one = try ClusterJackknife.interval(of: 6, without: without, within: .all)
    let two = try ClusterJackknife.interval(of: 6, without: without.reversed(), within: .all)
    #expect(agree(one.low, two.low) && agree(one.high, two.high))
  }

  @Test("few groups, and groups that change nothing, have no interval")
  func undefined() {
    let few = [ClusterJackknife.Left](repeating: .init(value: 1, clusters: 1), count: 9)
    #expect(throws: Undefined.self) {
      try ClusterJackknife.interval(of: 1, without: few, within: .all)
    }
    let same = [ClusterJackknife.Left](repeating: .init(value: 1, clusters: 1), count: 20)
    #expect(throws: Undefined.self) {
      try ClusterJackknife.interval(of: 1, without: same, within: .all)
    }
  }
}
