/// What one column holds.
package struct ColumnProfile: Sendable, Hashable, Codable {
  /// The column's name.
  package let name: String
  /// Rows without a value.
  package private(set) var missing: Int
  /// Rows with a value that could not be measured.
  package private(set) var unreadable: Int
  /// The values.
  package private(set) var content: Content

  /// Values by what they are.
  package enum Content: Sendable, Hashable, Codable {
    case numbers(NumberProfile)
    case categories(CategoryProfile)
    case truths(TruthCounts)
    case unmeasured(reason: String)
  }

  init(name: String, missing: Int, unreadable: Int, content: Content) {
    self.name = name
    self.missing = missing
    self.unreadable = unreadable
    self.content = content
  }

  /// Rows with a value; NaN and infinities are values.
  package var count: Int {
    switch content {
    case .numbers(let numbers): numbers.count + numbers.specials.total + unreadable
    case .categories(let categories): categories.total + unreadable
    case .truths(let truths): truths.trues + truths.falses + unreadable
    case .unmeasured: unreadable
    }
  }

  /// All rows.
  package var rows: Int { count + missing }

  /// The column over the rows where it has a value.
  var leavingOutMissing: ColumnProfile {
    ColumnProfile(name: name, missing: 0, unreadable: unreadable, content: content)
  }

  /// Different values, NaN and infinities left out; nil when the column is not measured.
  package var distinct: DistinctCount? {
    switch content {
    case .numbers(let numbers): numbers.distinct
    case .categories(let categories): categories.distinct
    case .truths(let truths):
      DistinctCount(exactly: (truths.trues > 0 ? 1 : 0) + (truths.falses > 0 ? 1 : 0))
    case .unmeasured: nil
    }
  }

  /// What the values are, for people and for the choice of a test.
  ///
  /// Texts are categories unless nearly every row has its own: more than 100 different ones that
  /// are more than half of the rows, or 50 bytes long on average with more than 100 different.
  package var type: ColumnType {
    switch content {
    case .numbers(let numbers): return numbers.kind == .instant ? .timestamp : .numeric
    case .truths: return .boolean
    case .unmeasured: return .unmeasured
    case .categories(let categories):
      let distinct = categories.distinct.value
      let average = Double(categories.length?.sum ?? 0) / Double(max(categories.total, 1))
      let isText = distinct > 100 && (2 * distinct > categories.total || average > 50)
      return isText ? .text : .categorical
    }
  }

  /// Adds the same column of another part of the data.
  ///
  /// - Throws: ``ProfileMismatch`` when the parts hold different types.
  package mutating func merge(
    _ other: ColumnProfile, exactValues limit: Int
  ) throws(ProfileMismatch) {
    switch (content, other.content) {
    case (.numbers(var mine), .numbers(let theirs)):
      try mine.merge(theirs, limit: limit)
      content = .numbers(mine)
    case (.categories(var mine), .categories(let theirs)):
      mine.merge(theirs)
      content = .categories(mine)
    case (.truths(var mine), .truths(let theirs)):
      mine.trues += theirs.trues
      mine.falses += theirs.falses
      content = .truths(mine)
    case (.unmeasured, .unmeasured): break
    default:
      throw ProfileMismatch(
        "column \(name) is \(type.rawValue) in one part and \(other.type.rawValue) in another")
    }
    missing += other.missing
    unreadable += other.unreadable
  }
}

/// What a column's values are.
package enum ColumnType: String, Sendable, Hashable, Codable {
  case numeric, categorical, boolean, timestamp, text
  /// Lists of numbers, all of one length, as `drift` compares them.
  case vector
  /// Nested or binary: counted, not measured.
  case unmeasured
}
