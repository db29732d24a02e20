/// What one column of one data set shows, as far as a contract can be inferred from it.
package struct ColumnSummary: Sendable {
  package let name: String
  /// Nil for lists, structs and whatever else no contract can name.
  package let type: ValueType?
  /// Rows, and of them those that have a value.
  var rows: Int
  var present: Int
  /// Different values.
  var distinct: Int
  /// Values that are no number or infinite.
  var notFinite = 0
  /// The smallest and the greatest values, each the outermost first, at most ``tailLength``.
  var low: [Double] = []
  var high: [Double] = []
  /// The ends of whole numbers, exactly.
  var lowText: String?
  var highText: String?
  var mean: Double?
  var standardDeviation: Double?
  /// How numbers are spread; nil where it was not asked.
  var shape: ColumnShape?
  /// The fewest and the most characters.
  var shortest: Int?
  var longest: Int?
  /// Forms that every value has.
  var forms: Set<TextFormat.Form> = []
  /// Whether any text shows the marks of a wrong encoding.
  var isDamaged = false
  /// Whether any moment lies in the future.
  var isAhead = false
  /// Counts by value; nil when there are too many.
  var counts: [String: Int]?

  /// Values of each tail that are kept.
  static let tailLength = 64
  /// Most values that are taken as a list of categories.
  static let mostCategories = 100

  /// Values in which only the last row could be one of its kind: categories seen once.
  var singletons: Int { counts?.values.count { $0 == 1 } ?? 0 }

  /// Two summaries of the same column as one.
  ///
  /// The different values of both are known only where they were counted; elsewhere the sum stands,
  /// which is exact where no value is in both.
  func merged(with other: ColumnSummary) -> ColumnSummary {
    var merged = self
    merged.rows += other.rows
    merged.present += other.present
    merged.notFinite += other.notFinite
    merged.isDamaged = isDamaged || other.isDamaged
    merged.isAhead = isAhead || other.isAhead
    merged.low = Array((low + other.low).sorted().prefix(Self.tailLength))
    merged.high = Array((high + other.high).sorted(by: >).prefix(Self.tailLength))
    merged.lowText = Self.outer(lowText, other.lowText, merged.low.first, low.first)
    merged.highText = Self.outer(highText, other.highText, merged.high.first, high.first)
    merged.shortest = [shortest, other.shortest].compactMap(\.self).min()
    merged.longest = [longest, other.longest].compactMap(\.self).max()
    if present == 0 {
      merged.forms = other.forms
    } else if other.present > 0 {
      merged.forms = forms.intersection(other.forms)
    }
    if let counts, let second = other.counts {
      let all = counts.merging(second, uniquingKeysWith: +)
      merged.counts = all.count <= Self.mostCategories ? all : nil
      merged.distinct = all.count
    } else {
      merged.counts = nil
      merged.distinct += other.distinct
    }
    (merged.mean, merged.standardDeviation, merged.shape) = (nil, nil, nil)
    return merged
  }

  private static func outer(
    _ own: String?, _ other: String?, _ merged: Double?, _ first: Double?
  ) -> String? {
    guard let own, let other else { return own ?? other }
    return merged == first ? own : other
  }
}
