/// What to compare: which columns play which role, and which groups count.
package struct FairnessOptions: Sendable, Hashable {
  /// The column of what happened.
  package var target: String
  /// The column of the predicted class.
  package var prediction: String?
  /// The column of the positive class' score; read when there is no predicted class.
  package var score: String?
  /// The smallest score that is called positive.
  package var threshold: Double
  /// The label that is the positive class; without it 1 and true are.
  package var positive: String?
  /// Several classes: the columns of their probabilities; read when there is no predicted class.
  package var probabilities: [String] = []
  /// Several classes: their names in the order of ``probabilities``.
  package var classes: [String] = []
  /// Columns whose values are the groups, each an attribute of its own.
  package var by: [String]
  /// Whether combinations of the attributes are attributes too.
  package var intersections: Bool
  /// Rows below which a group is shown but enters no disparity.
  package var smallestGroup: Int
  /// Rows below which counts are hidden; 0 hides nothing.
  package var suppressBelow: Int
  /// The group that others are compared with; nil: the largest.
  package var referenceGroup: String?
  /// The smallest ratio of selection rates that is good; four fifths.
  package var limit: Double
  /// Level of the intervals, above 0 and below 1.
  package var level: Double
  /// Where chance starts.
  package var seed: UInt64

  /// Values of one attribute; more are no groups of people.
  package static let valueLimit = 50
  /// Combinations of values to follow at most.
  package static let combinationLimit = 2_000
  /// Classes that are each compared with the rest.
  package static let classLimit = 50
  /// Attributes to combine: five have 26 combinations.
  package static let combinedColumns = 5

  /// Makes options.
  package init(
    target: String, prediction: String? = nil, score: String? = nil, threshold: Double = 0.5,
    positive: String? = nil, by: [String], intersections: Bool = false, smallestGroup: Int = 30,
    suppressBelow: Int = 0, referenceGroup: String? = nil, limit: Double = 0.8,
    level: Double = 0.95, seed: UInt64 = 1
  ) {
    self.target = target
    self.prediction = prediction
    self.score = score
    self.threshold = threshold
    self.positive = positive
    self.by = by
    self.intersections = intersections
    self.smallestGroup = smallestGroup
    self.suppressBelow = suppressBelow
    self.referenceGroup = referenceGroup
    self.limit = limit
    self.level = level
    self.seed = seed
  }

  /// The columns that are read.
  package var columns: Set<String> {
    Set(by + [target, prediction ?? score].compactMap(\.self) + probabilities)
  }

  /// Checks what can be checked without data.
  ///
  /// - Throws: ``FairnessRefusal``.
  package func check() throws(FairnessRefusal) {
    guard prediction != nil || score != nil || !probabilities.isEmpty else {
      throw .metrics(
        .missingOption("--prediction or --score", "groups are compared by what they were called"))
    }
    guard !by.isEmpty else {
      throw .metrics(.missingOption("--by", "the columns whose values are the groups"))
    }
    if let twice = by.first(where: { name in by.filter { $0 == name }.count > 1 }) {
      throw .metrics(.badOption("--by", twice, "each column once"))
    }
    if intersections, !(2...Self.combinedColumns).contains(by.count) {
      throw .metrics(
        .badOption(
          "--intersections of --by", by.joined(separator: ","),
          "2 to \(Self.combinedColumns) columns"))
    }
    guard threshold.isFinite else {
      throw .metrics(.badOption("--threshold", "\(threshold)", "a number"))
    }
    guard level > 0, level < 1 else {
      throw .metrics(.badOption("--level", "\(level)", "above 0 and below 1"))
    }
    guard limit > 0, limit <= 1 else {
      throw .metrics(.badOption("--limit", "\(limit)", "above 0 and at most 1"))
    }
    guard smallestGroup >= 1 else {
      throw .metrics(.badOption("--smallest-group", "\(smallestGroup)", "at least 1"))
    }
    guard suppressBelow >= 0 else {
      throw .metrics(.badOption("--suppress-below", "\(suppressBelow)", "0 or more"))
    }
  }
}

/// Why groups cannot be compared on what the person gave.
package enum FairnessRefusal: Error, Sendable, Hashable {
  /// As for any metric.
  case metrics(MetricRefusal)
  /// An attribute has more values than there are groups of people.
  case tooManyValues(column: String, limit: Int)
  /// The attributes have more combinations than are followed.
  case tooManyCombinations(limit: Int)
  /// No attribute has the reference group.
  case unknownReference(String, groups: [String])

  /// One sentence, without its full stop: what, where, what to do.
  package var message: String {
    switch self {
    case .metrics(let refusal): refusal.message
    case .tooManyValues(let column, let limit):
      "column \(column) has more than \(limit) values: groups of people are few; "
        + "cut its values into classes first"
    case .tooManyCombinations(let limit):
      "the columns of --by have more than \(limit) combinations: "
        + "name fewer columns or leave --intersections out"
    case .unknownReference(let name, let groups):
      "no attribute has the group \(name) of --reference-group: the groups are "
        + groups.prefix(20).joined(separator: ", ")
    }
  }
}
