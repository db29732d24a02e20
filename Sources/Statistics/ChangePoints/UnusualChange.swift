/// A change of a series over windows by more than windows of the past change by themselves.
///
/// The variation between windows that follow one another is part of each window's variance; a
/// change counts when ``ChangeTyping`` finds one at the level divided among the columns, it is as
/// large as matters, and it shows more clearly than in stretches of the past, all series together
/// (``StretchComparison``). Several stretches share the alarm rate out among them. What became of
/// the change is typed over all windows that are judged, with a variance so much larger that the
/// clearest stretch of the past would just show none.
///
/// - Undefined: too few windows, of the past or to be judged.
/// - Complexity: O(series · (stretches · usual stretches · windows of one² + windows²)).
package struct UnusualChange: Sendable, Hashable {
  /// A series over usual windows and those to be judged, in this order.
  package struct Followed: Sendable {
    /// The column: the level is divided among columns.
    package let column: String
    /// The value of each window.
    package let values: [Double]
    /// The variance that chance gives it where rows are independent.
    package let variances: [Double]
    /// The largest effect that does not matter, above 0.
    package let threshold: Double

    /// Makes a series.
    package init(column: String, values: [Double], variances: [Double], threshold: Double) {
      self.column = column
      self.values = values
      self.variances = variances
      self.threshold = threshold
    }
  }

  /// What became of the series.
  package let finding: ChangeTyping.Finding
  /// How clearly it shows against the clearest change of the past.
  package let ratio: Double

  /// The unusual changes by the place of their series.
  ///
  /// - Parameters:
  ///   - times: when each window begins, the usual ones first.
  ///   - past: how many are usual.
  ///   - level: the probability that no series is said to have changed when none has.
  /// - Throws: ``Undefined``.
  package static func find(
    _ followed: [Followed], times: [Double], past: Int, in cut: WindowStretches, level: Double
  ) throws(Undefined) -> [Int: UnusualChange] {
    guard !followed.isEmpty else { return [:] }
    let alarmRate = (1 - level) / Double(cut.stretches.count)
    let search = Search(
      followed: followed, times: times, past: past, alarmRate: alarmRate,
      level: 1 - alarmRate / Double(Set(followed.map(\.column)).count))
    var found: [Int: UnusualChange] = [:]
    for stretch in cut.stretches {
      for (place, change) in try search.changes(in: stretch)
      where change.ratio > found[place]?.ratio ?? 0 {
        found[place] = change
      }
    }
    return found
  }

  /// What all stretches are searched with.
  private struct Search {
    let followed: [Followed]
    let times: [Double]
    let past: Int
    let alarmRate: Double
    let level: Double

    func changes(in stretch: WindowStretches.Stretch) throws(Undefined) -> [Int: UnusualChange] {
      let own = (stretch.windows.lowerBound + past)..<(stretch.windows.upperBound + past)
      let noises = followed.map { Self.noise($0, stretch.usual + [own]) }
      var new: [ChangeTyping.Finding] = []
      var leads: [[Double]] = stretch.usual.map { _ in [] }
      for place in followed.indices {
        new.append(try typed(place, own, noises[place]))
        for (index, range) in stretch.usual.enumerated() {
          leads[index].append(try typed(place, range, noises[place]).lead)
        }
      }
      // What independent windows would have to show.
      let floor = max(1, ChangeTyping.margin(windows: own.count, level: 0.95))
      let comparison = try StretchComparison(
        new: new.map(\.lead), usual: leads, floor: floor, alarmRate: alarmRate)
      var found: [Int: UnusualChange] = [:]
      for place in followed.indices
      where comparison.ratios[place] > comparison.limit && matters(new[place], place) {
        let whole = try typed(
          place, past..<times.count, noises[place],
          dispersion: comparison.clearest[place] / floor)
        found[place] = UnusualChange(
          finding: matters(whole, place) ? whole : new[place], ratio: comparison.ratios[place])
      }
      return found
    }

    private func matters(_ finding: ChangeTyping.Finding, _ place: Int) -> Bool {
      finding.type != .none && finding.size.magnitude >= followed[place].threshold / 2
    }

    private func typed(
      _ place: Int, _ range: Range<Int>, _ noise: Double, dispersion: Double = 1
    ) throws(Undefined) -> ChangeTyping.Finding {
      try ChangeTyping.judge(
        WindowSeries(
          times: Array(times[range]), values: Array(followed[place].values[range]),
          variances: followed[place].variances[range].map { ($0 + noise) * dispersion }),
        level: level)
    }

    /// The variance that windows have beyond that of their rows: within stretches, on average.
    ///
    /// The stretch that varies most is left out, since it may be one that changed; a sixth of the
    /// threshold, squared, is the least, as for rows taken as independent.
    private static func noise(_ followed: Followed, _ stretches: [Range<Int>]) -> Double {
      let extra = stretches.map { range -> Double in
        let values = followed.values[range]
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return squares / (count - 1) - followed.variances[range].reduce(0, +) / count
      }.sorted().dropLast()
      let ordinary = followed.threshold / 6
      return max(0, extra.reduce(0, +) / Double(max(1, extra.count))) + ordinary * ordinary
    }
  }
}
