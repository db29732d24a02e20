import Statistics
import Testing

@testable import Learners

@Suite("Times of many answers")
struct LatencyTimesTests {
  private func times(_ answered: [Double], waited: [Double] = []) -> BenchReport.Times {
    var times = LatencyTimes()
    times.answered = answered
    times.waited = waited
    return times.times(level: 0.95)
  }

  @Test("quantiles are observed times, in milliseconds, whatever their order")
  func quantiles() {
    let found = times((1...1_000).map { Double($0) / 1_000 }.shuffled())
    #expect(found.p50.value == 500)
    #expect(found.p95.value == 950)
    #expect(found.p99.value == 990)
    #expect(found.max == 1_000 && found.mean == 500.5)
  }

  /// SciPy: `scipy.stats.binom.ppf([0.025, 0.975], 1000, 0.99)` is 983 and 996, and the probability
  /// of at most 983 exceeds 0.025; the high rank is one more.
  @Test("intervals lie between the order statistics that the binomial distribution names")
  func intervals() throws {
    let interval = try #require(times((1...1_000).map { Double($0) / 1_000 }).p99.interval)
    #expect(interval.low == 983 && interval.high == 997)
    #expect(interval.method == "orderStatistics")
  }

  @Test("too few answers have no interval, and say so")
  func few() {
    let found = times([0.01, 0.02, 0.03])
    #expect(found.p99.value == 30 && found.p99.interval == nil)
    #expect(found.p99.note?.contains("too few") == true)
  }

  @Test("no answer has no time")
  func none() {
    #expect(times([]).p50.value == nil && times([]).p50.note != nil && times([]).max == nil)
  }

  @Test("questions that were never answered count with the time they waited")
  func unanswered() {
    let found = times(Array(repeating: 0.001, count: 900), waited: Array(repeating: 2, count: 100))
    #expect(found.p50.value == 1 && found.p50.note == nil)
    #expect(found.p95.value == 2_000)
    #expect(found.p95.note?.hasPrefix("at least") == true)
  }

  @Test("answers that come after the time are counted over the time that they took")
  func late() {
    var outcome = LoadRun.Outcome()
    outcome.moments = [4]
    #expect(outcome.rates(duration: 1).reduce(0, +) / Double(LoadRun.parts) == 0.25)
    outcome.moments = (0..<200).map { Double($0) / 100 }
    #expect(outcome.rates(duration: 2).allSatisfy { $0 == 100 })
  }
}
