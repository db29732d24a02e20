/// A reason for which training and serving compute other values, and how it shows.
package protocol SkewCause: Sendable {
  /// What it says about itself.
  static var card: SkewCauseCard { get }

  /// Which of the differing cells it explains, and in which words; nil when none.
  static func explain(_ sample: SkewSample) -> SkewExplanation?
}

/// What a cause says about itself.
package struct SkewCauseCard: Sendable, Hashable {
  /// `constant-factor`.
  package let id: String
  /// What happened, a few words.
  package let title: String
  /// Where to look, one sentence.
  package let remedy: String
}

/// Cells of one column, as many as are kept.
package struct SkewSample: Sendable {
  /// Whether the numbers are instants.
  package let isInstant: Bool
  /// Pairs that differ.
  package var differing: [CellPair]
  /// Pairs that are the same: evidence against a rule that would have changed them.
  package let equal: [CellPair]
  package let tolerance: CellTolerance

  /// The pairs of two finite numbers among those that differ, by their place there.
  var numbers: [(place: Int, offline: Double, online: Double)] {
    differing.enumerated().compactMap { place, pair in
      guard let offline = pair.offline.number, let online = pair.online.number else { return nil }
      return (place, offline, online)
    }
  }
}

/// What a cause explains of a column's differing cells.
package struct SkewExplanation: Sendable, Hashable {
  package let cause: SkewCauseCard
  /// What is seen, a clause: `online is 100 times offline (euros and cents)`.
  package let words: String
  /// The explained pairs, by their place among the differing ones.
  let places: [Int]
  /// The share of all differing pairs that are kept.
  package internal(set) var share = 0.0

  init(_ cause: SkewCauseCard, _ words: String, places: [Int]) {
    self.cause = cause
    self.words = words
    self.places = places
  }
}

/// The causes that are looked for, the most telling first: of two that explain as many cells, the
/// first is named.
package enum SkewCauseCatalogue {
  package static let causes: [any SkewCause.Type] = [
    MissingFilled.self,
    ValueLost.self,
    TimeZoneShift.self,
    StaleValue.self,
    CaseOrWhitespace.self,
    ConstantFactor.self,
    ConstantOffset.self,
    LinearChange.self,
    ClippedRange.self,
    RoundedValue.self,
    ReplacedByConstant.self,
    CategoryRecoding.self,
  ]

  /// Fewer cells than these are no pattern.
  static let fewestPairs = 3
  /// A cause of fewer of the differing cells is not named.
  static let smallestShare = 0.2
  /// Causes that are named of one column.
  static let mostNamed = 3

  /// The causes that explain most of the differing cells, each of what those before it left.
  package static func explain(_ sample: SkewSample) -> [SkewExplanation] {
    let total = sample.differing.count
    guard total >= fewestPairs else { return [] }
    var left = sample
    var found: [SkewExplanation] = []
    while found.count < mostNamed, left.differing.count >= fewestPairs {
      var best: SkewExplanation?
      for cause in causes {
        guard let one = cause.explain(left), one.places.count > (best?.places.count ?? 0) else {
          continue
        }
        best = one
      }
      guard var best, best.places.count >= fewestPairs else { break }
      best.share = Double(best.places.count) / Double(total)
      guard best.share >= smallestShare else { break }
      found.append(best)
      let explained = Set(best.places)
      left.differing = left.differing.enumerated().filter { !explained.contains($0.offset) }
        .map(\.element)
    }
    return found
  }
}
