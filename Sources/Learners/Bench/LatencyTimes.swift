internal import Statistics

/// Many times of answers, and what is known of those that never came.
struct LatencyTimes: Sendable {
  /// Seconds, of questions that were answered.
  var answered: [Double] = []
  /// Seconds that questions without an answer had waited: their times are at least that.
  var waited: [Double] = []

  mutating func append(_ other: LatencyTimes) {
    answered += other.answered
    waited += other.waited
  }

  /// The quantiles with their order-statistic intervals.
  func times(level: Double) -> BenchReport.Times {
    let sorted = (answered + waited).sorted().map { $0 * 1_000 }
    let bound = waited.min().map { $0 * 1_000 }
    func figure(_ probability: Double) -> BenchReport.Figure {
      guard !sorted.isEmpty else {
        return BenchReport.Figure(nil, note: "no question was answered")
      }
      let rank = Int((probability * Double(sorted.count)).rounded(.up))
      let value = sorted[min(max(rank, 1), sorted.count) - 1]
      let atLeast = bound.map { value >= $0 } ?? false
      do throws(Undefined) {
        return BenchReport.Figure(
          value,
          interval: try QuantileInterval.interval(
            sorted: sorted, probability: probability, level: level),
          note: atLeast ? "at least: some questions were never answered" : nil)
      } catch {
        return BenchReport.Figure(value, note: error.reason)
      }
    }
    return BenchReport.Times(
      p50: figure(0.5), p95: figure(0.95), p99: figure(0.99), max: sorted.last,
      mean: sorted.isEmpty ? nil : sorted.reduce(0, +) / Double(sorted.count))
  }
}
