package import Checklist

/// What a rule says of every column, row or batch that it holds for, as far as two rules can
/// contradict in it.
///
/// A claim may say less than its rule, never more: then no rules are refused that can hold
/// together.
package enum Claim: Sendable {
  /// Values, by their place among all, are at least this.
  case floor(ClaimedEnd, ClaimedPlace)
  /// Values, by their place among all, are at most this.
  case ceiling(ClaimedEnd, ClaimedPlace)
  /// The sum lies between two ends.
  case total(Bounds)
  /// The mean of the values as they are, none clipped, lies between two ends.
  case average(Bounds)
  /// The standard deviation is at least this.
  case spread(ClaimedEnd)
  /// Every value is one of these, but for a share of them besides what the rule tolerates.
  case listing([String], except: Double)
  /// No value is one of these.
  case excluding([String])
  /// Each of these occurs.
  case containing([String])
  /// One of these is the most common value.
  case mostCommon([String])
  /// Every value is of a type.
  case type(ValueType)
  /// Every value is a text of this language.
  case text(TextLanguage)
  /// Every row has a value.
  case filled
  /// No value occurs twice.
  case unique
  /// Something that is counted lies between two ends.
  case count(ClaimedCount, Bounds)
  /// The number of rows.
  case rows(CountRange)
  /// Columns of a row in their order, each at least or, strictly, more than the one before.
  case ascending([String], isStrict: Bool)
  /// Columns of a row that are equal.
  case equal([String])
  /// Columns of a row of which no two are equal.
  case different([String])
  /// There are no other columns.
  case columns([String])
}

/// Which of the values something is said of.
package enum ClaimedPlace: Sendable, Hashable {
  /// Each of them, but for those that the rule tolerates.
  case every
  /// The one below which this share of them lies: 0 is the smallest, 1 the largest.
  case quantile(Double)
  case mean
}

/// What is counted of a column.
package enum ClaimedCount: Sendable, Hashable {
  /// Rows without a value, as a share of all.
  case nullShare
  /// Different values.
  case distinct
  /// Different values, as a share of those that are there.
  case distinctShare
}

/// An end of a range.
package struct ClaimedEnd: Sendable, Hashable {
  package let bound: ConfigurationBound
  /// Whether the end itself is outside.
  package let isOutside: Bool

  /// Which of two ends of one kind is the lesser; nil of a number and a time.
  func order(_ other: ClaimedEnd) -> Int? {
    guard bound.isTime == other.bound.isTime else { return nil }
    if let first = bound.exact, let second = other.bound.exact {
      return first < second ? -1 : first > second ? 1 : 0
    }
    guard let first = bound.number, let second = other.bound.number else { return nil }
    return first < second ? -1 : first > second ? 1 : 0
  }
}

extension Bounds {
  /// The lower end.
  var floor: ClaimedEnd? { least.map { ClaimedEnd(bound: $0, isOutside: excludesLeast) } }

  /// The upper end.
  var ceiling: ClaimedEnd? { greatest.map { ClaimedEnd(bound: $0, isOutside: excludesGreatest) } }

  /// Both ends of what lies at a place.
  func claims(_ place: ClaimedPlace) -> [Claim] {
    [floor.map { .floor($0, place) }, ceiling.map { .ceiling($0, place) }].compactMap(\.self)
  }
}

extension Clipping {
  /// Ends of a mean that no clipped values have.
  func flaws(ofMean bounds: Bounds) -> [ConstraintFlaw] {
    if let least = bounds.least?.number, let most = self.bounds.greatest?.number, least > most {
      return [
        ConstraintFlaw(
          Bounds.min.name,
          "values count as \(self.bounds.greatest?.text ?? "") at most, and their mean is no more")
      ]
    }
    if let most = bounds.greatest?.number, let least = self.bounds.least?.number, most < least {
      return [
        ConstraintFlaw(
          Bounds.max.name,
          "values count as \(self.bounds.least?.text ?? "") at least, and their mean is no less")
      ]
    }
    return []
  }

  /// What is left to say of a figure of clipped values: an end beyond those of the values says
  /// nothing of them.
  func claims(_ bounds: Bounds, _ place: ClaimedPlace) -> [Claim] {
    bounds.claims(place).filter { claim in
      switch claim {
      case .floor(let end, _):
        (self.bounds.least?.number).map { $0 < end.bound.number ?? -.infinity } ?? true
      case .ceiling(let end, _):
        (self.bounds.greatest?.number).map { $0 > end.bound.number ?? .infinity } ?? true
      default: true
      }
    }
  }
}
