/// What differences between labels mean.
///
/// Each scale has what the ones before it have: numbers with an origin are also numbers, in order,
/// and different or not.
package enum LabelScale: String, Sendable, Hashable, Codable, CaseIterable {
  /// Labels are equal or different: `cat`, `dog`.
  case nominal
  /// Labels have an order, without distances: `poor`, `fair`, `good`.
  case ordinal
  /// Labels are numbers whose differences mean something: degrees, stars.
  case interval
  /// Labels are numbers from 0 on whose ratios mean something: counts, lengths.
  case ratio
}
