/// How rows are divided into sets: all that another person needs to divide them again.
package struct SplitRecipe: Sendable, Hashable {
  /// How rows are assigned.
  package var method: Method
  /// Where chance starts.
  package var seed: UInt64
  /// Each set's share of the rows, in the order train, validation, test.
  package var parts: [Part]
  /// Whether equal rows stay together.
  package var duplicates: Duplicates
  /// Whom or what rows are about, for ``Method/group``.
  package var entity: String?
  /// The column whose values are the strata, for ``Method/stratified``.
  package var stratify: String?
  /// The column of the rows' time, for ``Method/time``.
  package var timestamp: String?
  /// The time that is left out between two sets, in microseconds.
  package var gap: Int64
  /// Columns that do not make rows different: identifiers.
  package var ignore: [String]
  /// The column whose values are counted in each set; else that of the strata.
  package var target: String?

  /// Ways to assign rows to sets.
  package enum Method: String, Sendable, Hashable, Codable, CaseIterable {
    /// Each row by chance.
    case random
    /// By chance within each class.
    case stratified
    /// All rows of an entity to one set.
    case group
    /// Earlier rows before later ones.
    case time
  }

  /// What becomes of equal rows.
  package enum Duplicates: String, Sendable, Hashable, Codable, CaseIterable {
    /// All copies of a row go to one set: chance looks at what a row holds.
    case together
    /// Each row goes its own way: chance looks at the row's number.
    case apart
  }

  /// A set and its share.
  package struct Part: Sendable, Hashable {
    /// `train`, `validation`, `test`.
    package let name: String
    /// 0…1, both ends left out.
    package let fraction: Double

    /// Makes a part.
    package init(name: String, fraction: Double) {
      self.name = name
      self.fraction = fraction
    }
  }

  /// Describes a division.
  package init(
    method: Method, seed: UInt64, fractions: [Double], duplicates: Duplicates = .together,
    entity: String? = nil, stratify: String? = nil, timestamp: String? = nil, gap: Int64 = 0,
    ignore: [String] = [], target: String? = nil
  ) throws(SplitRefusal) {
    guard let names = Self.names(fractions.count),
      fractions.allSatisfy({ $0 > 0 && $0 < 1 }),
      (fractions.reduce(0, +) - 1).magnitude < Self.roundingRoom
    else { throw .fractions(fractions) }
    self.method = method
    self.seed = seed
    parts = zip(names, fractions).map { Part(name: $0, fraction: $1) }
    self.duplicates = duplicates
    self.entity = entity
    self.stratify = stratify
    self.timestamp = timestamp
    self.gap = gap
    self.ignore = ignore
    self.target = target
    if let column = [
      ("group", method == .group, entity), ("stratified", method == .stratified, stratify),
      ("time", method == .time, timestamp),
    ]
    .first(where: { $0.1 && $0.2 == nil }) {
      throw .columnMissing(method: column.0)
    }
  }

  /// Shares that were typed with few digits, such as three times 0.333, are taken as they are; the
  /// last set gets what is left.
  private static let roundingRoom = 0.005

  private static func names(_ count: Int) -> [String]? {
    switch count {
    case 2: ["train", "test"]
    case 3: ["train", "validation", "test"]
    default: nil
    }
  }

  /// The column whose values are counted in each set.
  package var labelColumn: String? { target ?? stratify }

  /// Columns that it names.
  package var columns: [String] {
    [entity, stratify, timestamp, target].compactMap(\.self) + ignore
  }
}

/// Why rows cannot be divided as asked.
package enum SplitRefusal: Error, Sendable, Hashable {
  /// The shares are no two or three numbers above 0 that sum to 1.
  case fractions([Double])
  /// The method needs a column that is not named.
  case columnMissing(method: String)
  /// There is not a single row.
  case noRows
  /// The column of the strata has more values than are followed.
  case tooManyStrata(column: String, limit: Int)
  /// Rows have no time.
  case missingTimes(column: String, rows: Int)
  /// The column of the time holds something else.
  case notTimes(column: String)
  /// A set would have no row.
  case emptySet(name: String, units: Int, method: SplitRecipe.Method)
  /// Every row has the same values.
  case oneUnit(rows: Int, method: SplitRecipe.Method)
  /// Read again, the data gave other rows or another order.
  case notRepeatable

  /// One sentence without its full stop: what, where, what to do.
  package var message: String {
    switch self {
    case .fractions(let fractions):
      "\(fractions.map { "\($0)" }.joined(separator: ",")) are no shares of sets: give two or three "
        + "numbers above 0 that sum to 1, such as 0.8,0.2 or 0.7,0.15,0.15"
    case .columnMissing("group"):
      "--entity is missing: --method group needs the column of the entity"
    case .columnMissing("time"):
      "--timestamp is missing: --method time needs the column of the time"
    case .columnMissing:
      "--stratify is missing: --method stratified needs the column of the classes"
    case .noRows: "there are no rows to divide"
    case .tooManyStrata(let column, let limit):
      "column \(column) has more than \(limit) values: name one with fewer, or cut its values into "
        + "classes first"
    case .missingTimes(let column, let rows):
      "\(rows) rows have no time in column \(column): they would be in no set; leave them out with a "
        + "query, or divide by another column"
    case .notTimes(let column):
      "column \(column) holds no times: expected dates or timestamps"
    case .emptySet(let name, let units, let method):
      "the \(name) set would have no row: there are \(units) \(Self.unit(method)); give more rows or "
        + "other fractions"
    case .oneUnit(let rows, let method):
      method == .random || method == .stratified
        ? "all \(rows) rows hold the same values, so that they stay together; use --duplicates apart"
        : "all \(rows) rows have the same \(Self.one(method)), so that they stay together"
    case .notRepeatable:
      "the data gave other rows, or another order of them, when it was read again: end the query with "
        + "an order by, or write its rows to a file first"
    }
  }

  private static func one(_ method: SplitRecipe.Method) -> String {
    method == .time ? "time" : "entity"
  }

  private static func unit(_ method: SplitRecipe.Method) -> String {
    switch method {
    case .random, .stratified: "different rows"
    case .group: "entities"
    case .time: "different times"
    }
  }
}
