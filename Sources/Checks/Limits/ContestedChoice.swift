internal import Checklist
internal import Learners
internal import Measurements
internal import Statistics

/// A candidate beside the model that was chosen: what it is surely better in, and what it gives up
/// for it.
struct ContestedChoice {
  /// The share of the model's own time or cost up to which a difference does not matter.
  static let tolerance = 0.05

  /// What the candidate is to the choice in one respect.
  enum Standing: Hashable {
    case better, alike, worse, open
  }

  let name: String
  let measurements: [Measurement]
  private var standings: [(what: String, standing: Standing)] = []
  private var lacking: [String] = []

  /// - Parameter difference: the model's metric less the candidate's on the same rows, or why there
  ///   is none.
  init(
    _ candidate: Contender, against own: Contender,
    difference: Result<PairedDifference, Undefined>, _ primary: PrimaryMetric
  ) {
    name = candidate.name
    let gain: Estimate
    switch difference {
    case .success(let found): gain = primary.gain(of: found)
    case .failure(let undefined): gain = Estimate(undefined: undefined)
    }
    standings.append(("quality", Self.standing(gain, within: primary.tolerance)))
    measurements = [
      Measurement(
        name: "\(primary.key) by which \(candidate.name) is better", value: gain.value,
        interval: gain.interval, unit: primary.card.unit, threshold: primary.tolerance,
        note: gain.note)
    ]
    for (what, mine, theirs) in [
      ("time", own.time, candidate.time), ("cost", own.cost, candidate.cost),
    ] {
      switch (mine, theirs) {
      case (nil, nil): continue
      case (let mine?, let theirs?): standings.append((what, Self.standing(mine, theirs)))
      // What only one has is no comparison.
      default: lacking.append(what)
      }
    }
  }

  /// Whether it is surely no worse in anything and better in something.
  var dominates: Bool {
    lacking.isEmpty && standings.allSatisfy { $0.standing == .better || $0.standing == .alike }
      && standings.contains { $0.standing == .better }
  }

  /// Whether it may be so, as far as is known.
  var mayDominate: Bool {
    !dominates && standings.allSatisfy { $0.standing != .worse }
      && standings.contains { $0.standing == .better || $0.standing == .open }
  }

  /// `former is surely better in time, cost and surely worse in quality`.
  var words: String {
    let parts: [(Standing, String)] = [
      (.better, "surely better in"), (.worse, "surely worse in"), (.alike, "alike in"),
      (.open, "undecided in"),
    ]
    let told = parts.compactMap { standing, words -> String? in
      let whats = standings.filter { $0.standing == standing }.map(\.what)
      return whats.isEmpty ? nil : "\(words) \(whats.listed())"
    }
    let unknown =
      lacking.isEmpty ? "" : "; \(lacking.listed()) of one of the two was not measured"
    return "\(name.visible) is \(told.joined(separator: " and "))\(unknown)"
  }

  /// Holds a gain, positive where the candidate is better, against what does not matter either way.
  private static func standing(_ gain: Estimate, within tolerance: Double) -> Standing {
    guard let interval = gain.interval else { return .open }
    if interval.low > tolerance { return .better }
    if interval.high < -tolerance { return .worse }
    return interval.low >= -tolerance && interval.high <= tolerance ? .alike : .open
  }

  /// Compares times or costs, of which less is better.
  ///
  /// A price follows from a throughput that may have no interval: then it is taken as it is.
  private static func standing(_ own: Estimate, _ candidate: Estimate) -> Standing {
    guard let mine = own.value, let theirs = candidate.value else { return .open }
    let limit = mine * tolerance
    if own.interval == nil, candidate.interval == nil {
      return mine - theirs > limit ? .better : theirs - mine > limit ? .worse : .alike
    }
    do throws(Undefined) {
      return standing(try IndependentDifference.measure(own, minus: candidate), within: limit)
    } catch {
      return .open
    }
  }
}

extension PrimaryMetric {
  /// How much better the second of two models is, by the first's metric less the second's.
  fileprivate func gain(of difference: PairedDifference) -> Estimate {
    // Where zero is best the difference is one of magnitudes.
    let sign = isHigherBetter ? -1.0 : 1
    let ends = [difference.interval.low * sign, difference.interval.high * sign].sorted()
    return Estimate(
      difference.value * sign,
      interval: Interval(
        low: ends[0], high: ends[1], level: difference.interval.level,
        method: difference.interval.method))
  }
}
