/// What would settle a comparison of two samples that its rows leave undecided.
///
/// The interval's half-width falls with `√(1/n + 1/m)`. To be as narrow as the distance to the
/// limit it needs a smaller sum, and one sample alone may be too small for that however large the
/// other grows: then more rows of the other decide nothing, and that is the answer.
///
/// - Source: the variance of a difference of two independent means.
package enum RowsNeeded: Sendable, Hashable {
  /// About so many more rows of the sample that is judged.
  case more(Int)
  /// The sample that it is compared with is too small: about so many more rows of that one.
  case moreOfReference(Int)
  /// Both are too small: about so many more of each.
  case moreOfBoth(current: Int, reference: Int)
  /// The estimate lies too close to the limit for any practical number of rows.
  case impractical

  /// Beyond so many times the rows at hand nobody gathers more.
  ///
  /// The interval would have to become ten times narrower, so that the estimate is closer to the
  /// limit than a tenth of what chance moves it by: its next value may as well lie on the other
  /// side.
  package static let practicalFactor = 100.0

  /// Rows of one sample, nothing else being uncertain.
  ///
  /// - Parameters:
  ///   - distance: how far the estimate is from the limit.
  ///   - halfWidth: from the estimate to the end of the interval beyond the limit.
  package init(distance: Double, halfWidth: Double, rows: Int) {
    guard let needed = Self.needed(distance, halfWidth, rows: rows) else {
      self = .impractical
      return
    }
    self = .more(needed)
  }

  /// Rows of two samples.
  ///
  /// - Parameters:
  ///   - current: rows of the sample that is judged.
  ///   - reference: rows of the one it is compared with.
  ///   - most: rows of each that are looked at at most; nil for all.
  package init(
    distance: Double, halfWidth: Double, current: Int, reference: Int, most: Int? = nil
  ) {
    guard current > 0, reference > 0, distance > 0, halfWidth > 0, halfWidth.isFinite else {
      self = .impractical
      return
    }
    let shrinking = (distance / halfWidth) * (distance / halfWidth)
    let allowed = (1 / Double(current) + 1 / Double(reference)) * shrinking
    func more(_ rows: Int, beside other: Int) -> Int? {
      let left = allowed - 1 / Double(other)
      return left > 0 ? Self.practical(1 / left, rows, most) : nil
    }
    let alone = more(current, beside: reference)
    let otherAlone = more(reference, beside: current)
    switch (alone, otherAlone) {
    case (let alone?, _): self = .more(alone)
    case (nil, let other?): self = .moreOfReference(other)
    case (nil, nil):
      // Both grow by the same factor.
      guard let mine = Self.practical(Double(current) / shrinking, current, most),
        let theirs = Self.practical(Double(reference) / shrinking, reference, most)
      else {
        self = .impractical
        return
      }
      self = .moreOfBoth(current: mine, reference: theirs)
    }
  }

  /// More rows of the sample that is judged, where they alone decide.
  package var more: Int? {
    if case .more(let rows) = self { rows } else { nil }
  }

  private static func needed(_ distance: Double, _ halfWidth: Double, rows: Int) -> Int? {
    guard rows > 0, distance > 0, halfWidth > 0, halfWidth.isFinite else { return nil }
    let factor = (halfWidth / distance) * (halfWidth / distance)
    return practical(Double(rows) * factor, rows, nil)
  }

  /// So many more rows than there are; nil beyond what is practical or looked at.
  private static func practical(_ wanted: Double, _ rows: Int, _ most: Int?) -> Int? {
    let more = wanted - Double(rows)
    guard more > 0, wanted <= Double(rows) * practicalFactor,
      wanted <= most.map(Double.init) ?? .infinity, more < 1e15
    else { return nil }
    return Int(more.rounded(.up))
  }
}
