internal import Statistics

/// The in-sample error of the seasonal naive forecast, series by series: what scaled errors are
/// measured in.
///
/// - Source: Hyndman, Koehler, *Another Look at Measures of Forecast Accuracy*, 2006.
package struct SeasonalScales: Sendable, Hashable {
  /// A series' scale.
  package struct Scale: Sendable, Hashable {
    /// Mean of |yₜ − yₜ₋ₘ|, above 0.
    package let absolute: Double
    /// Mean of (yₜ − yₜ₋ₘ)², above 0.
    package let square: Double
  }

  /// The season m, in rows of a series.
  package let season: Int
  /// Whether the actuals are those of the measured data, not of a training set.
  package let isOwn: Bool
  /// Why no series has a scale; nil when there was nothing to stop it.
  package let problem: String?
  private let scales: [[String?]: Scale]

  init(season: Int, isOwn: Bool, problem: String?, scales: [[String?]: Scale]) {
    self.season = season
    self.isOwn = isOwn
    self.problem = problem
    self.scales = scales
  }

  /// The scale of the series of these values; nil when it has none.
  package func scale(of series: [String?]) -> Scale? { scales[series] }

  /// All of them, in an order that is theirs alone.
  var all: [(series: [String?], scale: Scale)] {
    scales.map { (series: $0.key, scale: $0.value) }.sorted {
      $0.series.lexicographicallyPrecedes($1.series) { ($0 ?? "") < ($1 ?? "") }
    }
  }

  /// The scales of series as a database summed them.
  init(season: Int, isOwn: Bool, keys: [[String?]], sums: [SeasonSums?]) {
    var scales: [[String?]: Scale] = [:]
    var problem: String?
    for (key, sums) in zip(keys, sums) {
      guard let sums else { continue }
      guard sums.isOrdered else {
        problem = Self.problem(of: key, Self.twoRowsOfOneTime)
        continue
      }
      scales[key] = Scale(pairs: sums.pairs, absolute: sums.absolute, square: sums.square)
    }
    self.init(
      season: season, isOwn: isOwn, problem: scales.isEmpty ? problem : nil, scales: scales)
  }

  private static let twoRowsOfOneTime = "two rows have one time: name the series with --series"

  private static func problem(of series: [String?], _ reason: String) -> String {
    let name = series.map { $0 ?? "(missing)" }.joined(separator: " × ")
    return (name.isEmpty ? "" : "series \(name): ") + reason
  }
}

extension SeasonalScales.Scale {
  /// Nil of too few actuals, or of ones that do not change.
  fileprivate init?(pairs: Int, absolute: Double, square: Double) {
    guard pairs > 0, absolute > 0, square > 0, square.isFinite else { return nil }
    self.init(absolute: absolute / Double(pairs), square: square / Double(pairs))
  }
}

extension SeasonalScales {
  /// The scales of training rows that are at hand.
  ///
  /// - Parameters:
  ///   - actuals: one a row; not a number where missing.
  ///   - times: one a row.
  ///   - series: one a row: the values that name its series.
  ///   - missingTime: stands for a row without a time, which is left out.
  package init(
    season: Int, actuals: [Double], times: [Int64], series: [[String]], missingTime: Int64
  ) {
    var collector = Collector(season: season)
    var numbers: [[String]: Int] = [:]
    var keys: [[String?]] = []
    for row in actuals.indices where times[row] != missingTime {
      let number = numbers[series[row]] ?? keys.count
      if number == keys.count {
        numbers[series[row]] = number
        keys.append(series[row].map { $0 })
      }
      collector.add(actuals[row], at: times[row], series: number)
    }
    self = collector.scales(keys: keys, isOwn: false)
  }

  /// How many times the largest scale of a series is as large as the smallest; 1 without any.
  package var spread: Double {
    let sizes = scales.values.map(\.absolute)
    guard let least = sizes.min(), let most = sizes.max() else { return 1 }
    return most / least
  }
}

extension SeasonalScales {
  /// Takes actuals in any order and makes scales of them.
  ///
  /// - Complexity: 16 bytes an actual: order in time is only known at the end.
  struct Collector: Sendable {
    /// Actuals kept at most, of all series together: 128 MB.
    static let limit = 1 << 23

    let season: Int
    private var series: [[(time: Int64, actual: Double)]] = []
    private(set) var count = 0

    init(season: Int) {
      self.season = season
    }

    var isOverLimit: Bool { count > Self.limit }

    /// Takes an actual; not a number where it is missing: its step counts, its value does not.
    mutating func add(_ actual: Double, at time: Int64, series number: Int) {
      count += 1
      guard !isOverLimit else { return }
      while series.count <= number { series.append([]) }
      series[number].append((time, actual))
    }

    /// Adds actuals whose series are numbered `numbers` here.
    mutating func merge(_ other: Collector, numbers: [UInt32]) {
      count += other.count
      guard !isOverLimit else { return }
      for (steps, number) in zip(other.series, numbers) {
        while series.count <= Int(number) { series.append([]) }
        series[Int(number)] += steps
      }
    }

    /// The scales of the series that have one.
    func scales(keys: [[String?]], isOwn: Bool) -> SeasonalScales {
      guard !isOverLimit else {
        return SeasonalScales(
          season: season, isOwn: isOwn,
          problem:
            "there are more than \(Self.limit) actuals for the scale: give fewer with --train",
          scales: [:])
      }
      var scales: [[String?]: Scale] = [:]
      var problem: String?
      for (key, steps) in zip(keys, series) {
        do throws(Undefined) {
          if let scale = try scale(steps) { scales[key] = scale }
        } catch {
          problem = SeasonalScales.problem(of: key, error.reason)
        }
      }
      return SeasonalScales(
        season: season, isOwn: isOwn, problem: scales.isEmpty ? problem : nil, scales: scales)
    }

    /// One series' scale; nil when it has too few actuals or does not change.
    private func scale(
      _ steps: [(time: Int64, actual: Double)]
    ) throws(Undefined) -> Scale? {
      let ordered = steps.sorted { $0.time < $1.time }
      for (one, next) in zip(ordered, ordered.dropFirst()) where one.time == next.time {
        throw Undefined(SeasonalScales.twoRowsOfOneTime)
      }
      var (absolute, square) = (CompensatedSum(), CompensatedSum())
      var pairs = 0
      for (now, then) in zip(ordered.dropFirst(season), ordered) {
        let difference = now.actual - then.actual
        guard difference.isFinite else { continue }
        absolute.add(difference.magnitude)
        square.add(difference * difference)
        pairs += 1
      }
      return Scale(pairs: pairs, absolute: absolute.value, square: square.value)
    }
  }
}
