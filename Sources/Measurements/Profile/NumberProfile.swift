/// What is known of the numbers (or instants) of one column.
///
/// Exact while at most ``ProfileOptions/exactValues`` values differ, binned on the grid beyond
/// that; count, mean, standard deviation and extremes are exact in both. Merging profiles of parts
/// in any order equals the profile of the whole.
package struct NumberProfile: Sendable, Hashable, Codable {
  /// Integers, reals or instants (microseconds since 1970).
  package let kind: NumberKind
  /// The grid on which values are, or would be, binned.
  package let grid: LogLinearGrid
  /// NaN and infinities, which are in no other figure.
  package private(set) var specials: SpecialNumbers
  /// The numbers.
  package private(set) var content: Content
  /// Exact count, sum and sum of squares of the numbers.
  package private(set) var moments: ExactMoments

  /// All values, or their bins.
  package enum Content: Sendable, Hashable, Codable {
    case exact(ValueCounts)
    case binned(BinnedNumbers)
  }

  init(
    kind: NumberKind, grid: LogLinearGrid, specials: SpecialNumbers, content: Content
  ) {
    self.kind = kind
    self.grid = grid
    self.specials = specials
    self.content = content
    switch content {
    case .exact(let values): moments = values.moments
    case .binned(let binned): moments = binned.moments
    }
  }

  /// Numbers, without NaN and infinities.
  package var count: Int { moments.count }

  /// Whether every value is kept.
  package var isExact: Bool {
    if case .exact = content { true } else { false }
  }

  /// Values equal to zero.
  package var zeros: Int {
    switch content {
    case .exact(let values): values.zeros
    case .binned(let binned): binned.zeros
    }
  }

  /// Values below zero.
  package var negative: Int {
    switch content {
    case .exact(let values): values.negative
    case .binned(let binned): binned.negative
    }
  }

  /// Key of the smallest number, nil without numbers.
  package var minimumKey: UInt64? {
    switch content {
    case .exact(let values): values.keys.first
    case .binned(let binned): binned.minimumKey
    }
  }

  /// Key of the largest number, nil without numbers.
  package var maximumKey: UInt64? {
    switch content {
    case .exact(let values): values.keys.last
    case .binned(let binned): binned.maximumKey
    }
  }

  /// The smallest number, rounded when it is a long integer; nil without numbers.
  package var minimum: Double? { minimumKey.map(kind.real) }
  /// The largest number, rounded when it is a long integer; nil without numbers.
  package var maximum: Double? { maximumKey.map(kind.real) }

  /// Different numbers.
  package var distinct: DistinctCount {
    switch content {
    case .exact(let values): DistinctCount(exactly: values.keys.count)
    case .binned(let binned): DistinctCount(sketch: binned.sketch, atMost: count)
    }
  }

  /// Adds the numbers of another part of the data.
  ///
  /// - Parameter limit: different values kept exactly.
  /// - Throws: ``ProfileMismatch`` when the kinds or the grids differ.
  package mutating func merge(
    _ other: NumberProfile, limit: Int
  ) throws(ProfileMismatch) {
    guard kind == other.kind else {
      throw ProfileMismatch("one part holds \(kind.rawValue), the other \(other.kind.rawValue)")
    }
    guard grid == other.grid else {
      throw ProfileMismatch(
        "the parts are binned around different origins, \(grid.origin) and \(other.grid.origin)")
    }
    specials.merge(other.specials)
    switch (content, other.content) {
    case (.exact(let left), .exact(let right)):
      let values = left.merged(with: right)
      content =
        values.keys.count <= limit ? .exact(values) : .binned(BinnedNumbers(values, grid: grid))
    case (.exact(let left), .binned(var right)):
      right.merge(BinnedNumbers(left, grid: grid), kind: kind)
      content = .binned(right)
    case (.binned(var left), .exact(let right)):
      left.merge(BinnedNumbers(right, grid: grid), kind: kind)
      content = .binned(left)
    case (.binned(var left), .binned(let right)):
      left.merge(right, kind: kind)
      content = .binned(left)
    }
    moments.merge(other.moments)
  }
}

/// Two profiles that cannot be added, and why.
package struct ProfileMismatch: Error, Sendable, Hashable {
  /// Why, in words for people.
  package let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

/// A number of different values, exact or estimated.
package struct DistinctCount: Sendable, Hashable, Codable {
  /// Different values.
  package let value: Int
  /// One standard error as a share of the value; 0 when exact.
  package let relativeStandardError: Double

  init(exactly value: Int) {
    self.value = value
    relativeStandardError = 0
  }

  init(sketch: DistinctSketch, atMost limit: Int) {
    // A damaged sketch may estimate more than 64 bits hold.
    value =
      Int(exactly: min(sketch.estimate.rounded(), Double(limit))).map { min($0, limit) } ?? limit
    relativeStandardError = DistinctSketch.relativeStandardError
  }

  /// Whether every value was counted.
  package var isExact: Bool { relativeStandardError == 0 }
}
