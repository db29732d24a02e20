internal import Statistics

/// The figures of a run against what the past shows of them, at one alarm rate for all together.
struct FigureJudgement {
  /// The figures with what was expected and the usual range.
  private(set) var figures: [ObservedFigure]
  private(set) var limits: JudgedLimits
  /// Figures outside their usual range.
  private(set) var unusual: Set<SeriesName> = []
  /// Figures that have a usual range.
  private(set) var judged: Set<SeriesName> = []

  /// Judges.
  ///
  /// - Parameters:
  ///   - history: good runs with rows, the latest last.
  ///   - changed: places in it of runs that a lasting change made unusual: their figures are
  ///     expected from then on, and say nothing of how far unchanged runs deviate.
  ///   - pastRows: rows of the pool that shifts are measured against.
  init(
    _ figures: [ObservedFigure], run: ObservedRun, history: [ObservedRun], changed: Set<Int>,
    pastRows: Int, cadence: Cadence, budget: AlarmBudget
  ) {
    self.figures = figures
    let alarmRate = budget.rate(every: cadence)
    let tracks = figures.indices.compactMap { index in
      Track(figures[index], at: index, run, history, changed, pastRows, cadence)
    }
    for track in tracks {
      let measure = figures[track.index].series.measure
      self.figures[track.index].expected = measure.value(at: track.expected)
      self.figures[track.index].rule = track.rule
    }
    // A figure with a short past would take the others' past from them.
    let longest = tracks.map(\.known).max() ?? 0
    let long = tracks.filter { $0.known >= max(RunLimits.leastRuns, longest / 2) }
    do throws(Undefined) {
      let found = try RunLimits(long.map(\.figure), alarmRate: alarmRate)
      limits = JudgedLimits(
        method: .init(found.method), runs: found.runs, needed: found.needed,
        alarmRate: alarmRate, budget: budget.words)
      for place in figures.indices where !long.contains(where: { $0.index == place }) {
        let known = tracks.first { $0.index == place }?.known ?? 0
        self.figures[place].runs = known
        self.figures[place].needed = max(RunLimits.leastRuns, longest / 2) - known
      }
      for (position, track) in long.enumerated() {
        let series = figures[track.index].series
        let range = found.range(of: position)
        judged.insert(series)
        self.figures[track.index].setRange(
          low: series.measure.value(at: track.expected + range.lowerBound),
          high: series.measure.value(at: track.expected + range.upperBound))
        if found.score(track.residual, of: position) > found.limit { unusual.insert(series) }
      }
    } catch {
      limits = JudgedLimits(
        method: .undecided, runs: longest, needed: max(1, RunLimits.leastRuns - longest),
        alarmRate: alarmRate, budget: budget.words)
    }
  }

  /// One figure's past on its scale.
  private struct Track {
    let index: Int
    let expected: Double
    let rule: String
    let residual: Double
    let figure: RunLimits.Figure
    /// Past runs with a deviation.
    let known: Int

    /// Nil when nothing is expected yet.
    init?(
      _ observed: ObservedFigure, at index: Int, _ run: ObservedRun, _ history: [ObservedRun],
      _ changed: Set<Int>, _ pastRows: Int, _ cadence: Cadence
    ) {
      let measure = observed.series.measure
      var points: [ComparableRuns.Point] = []
      var places: [Int] = []
      for (place, past) in history.enumerated() {
        guard let value = past[observed.series]?.value else { continue }
        points.append(.init(seconds: past.at.seconds, value: measure.scaled(value)))
        places.append(place)
      }
      let expectation: ComparableRuns.Expectation
      do throws(Undefined) {
        expectation = try ComparableRuns(points, rules: measure.rules)
          .expectation(at: run.at.seconds)
      } catch {
        return nil
      }
      var residuals = [Double?](repeating: nil, count: history.count)
      for (place, residual) in zip(places, expectation.residuals) where !changed.contains(place) {
        residuals[place] = residual.map { $0 - history[place].excess(of: observed.series) }
      }
      self.index = index
      expected = expectation.value
      rule = expectation.rule.rawValue
      residual = measure.scaled(observed.value) - expectation.value
      known = residuals.count { $0 != nil }
      figure = RunLimits.Figure(
        residuals: residuals,
        floor: measure.floor(rows: run.rows, past: pastRows, cadence: cadence),
        isOneSided: measure.isOneSided)
    }
  }
}

extension ObservedRun {
  /// By how much a figure lay outside of its usual range, on its scale.
  ///
  /// An alarm may have been chance, so the run that gave it counts, as one at its limit; but how
  /// far beyond it lay would alone widen the usual range until nothing is unusual any more, so that
  /// waits for a person who accepts the run.
  fileprivate func excess(of series: SeriesName) -> Double {
    guard !isAccepted, let figure = self[series], let expected = figure.expected,
      let low = figure.low, let high = figure.high
    else { return 0 }
    let measure = series.measure
    let value = measure.scaled(figure.value)
    let middle = measure.scaled(expected)
    let widest = max(measure.scaled(high) - middle, middle - measure.scaled(low))
    let deviation = value - middle
    return deviation > widest ? deviation - widest : deviation < -widest ? deviation + widest : 0
  }
}

extension JudgedLimits.Method {
  fileprivate init(_ method: RunLimits.Method) {
    switch method {
    case .rank: self = .rank
    case .student: self = .student
    }
  }
}
