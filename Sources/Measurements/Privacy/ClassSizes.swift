package import ADBC
package import Statistics

/// How many rows share each combination of values in some columns, and how many different values of
/// sensitive columns they have.
///
/// Rows with one combination are a class; a missing value is a value. Kept are the classes with the
/// smallest hashes, up to a limit, each with all its rows: up to the limit the sizes are exact for
/// every class, beyond it for a random part of them.
///
/// ```
/// var sizes = ClassSizes(fields: fields, columns: ["age", "postcode"], sensitive: ["illness"], most: 2)
/// sizes.update(batch)
/// sizes.smallest   // 1: somebody is alone with their age and postcode
/// ```
///
/// - Complexity: O(rows · columns) time; memory for at most twice `limit` classes.
/// - Source: Sweeney, *k-anonymity: a model for protecting privacy*, 2002; Machanavajjhala and
///   others, *l-diversity: privacy beyond k-anonymity*, 2007, distinct l-diversity.
package struct ClassSizes: Sendable {
  /// Classes to keep at most by default: with a sensitive column about 40 MB.
  package static let defaultLimit = 1 << 18

  fileprivate struct Class: Sendable {
    var rows = 0
    /// For each sensitive column the hashes of different values, as many as are asked for.
    var values: [[UInt64]]
  }

  /// The columns whose values make a class.
  package let columns: [String]
  /// The columns of which a class has different values.
  package let sensitive: [String]
  /// Rows seen.
  package private(set) var rows = 0
  private let limit: Int
  private let mostValues: Int
  private let places: [Int?]
  private let sensitivePlaces: [Int?]
  private var classes: [UInt64: Class] = [:]
  private var ceiling = UInt64.max
  private static let seed: UInt64 = 0xBB67_AE85_84CA_A73B

  /// Starts with no rows.
  ///
  /// - Parameters:
  ///   - fields: the columns of the batches that will come; a column that they lack has no values.
  ///   - most: different values of a sensitive column to tell apart in a class.
  package init(
    fields: [ArrowField], columns: [String], sensitive: [String] = [], most: Int = 2,
    limit: Int = Self.defaultLimit
  ) {
    self.columns = columns
    self.sensitive = sensitive
    self.limit = max(limit, 1)
    mostValues = max(most, 1)
    places = columns.map { name in fields.firstIndex { $0.name == name } }
    sensitivePlaces = sensitive.map { name in fields.firstIndex { $0.name == name } }
  }

  /// Adds the rows of a batch.
  package mutating func update(_ batch: ArrowBatch) {
    rows += batch.rowCount
    withExtendedLifetime(batch) {
      let keys = Self.hashes(batch, places)
      let values = sensitivePlaces.map { Self.hashes(batch, [$0]) }
      for row in 0..<batch.rowCount where keys[row] <= ceiling {
        classes[keys[row], default: Class(values: sensitive.map { _ in [] })].add(
          1, values.map { [$0[row]] }, most: mostValues)
      }
    }
    discard()
  }

  private static func hashes(_ batch: ArrowBatch, _ places: [Int?]) -> [UInt64] {
    var hashed = [UInt64](repeating: seed, count: batch.rowCount)
    for place in places {
      if let place {
        unsafe ValueFingerprint.combine(batch.columns[place], into: &hashed, precision: .full)
      } else {
        for row in hashed.indices { hashed[row] = ValueFingerprint.missing(hashed[row]) }
      }
    }
    return hashed
  }

  /// Adds the rows of another count of the same columns.
  package mutating func merge(_ other: ClassSizes) {
    rows += other.rows
    ceiling = min(ceiling, other.ceiling)
    for (key, theirs) in other.classes where key <= ceiling {
      classes[key, default: Class(values: sensitive.map { _ in [] })].add(
        theirs.rows, theirs.values, most: mostValues)
    }
    if !isExact { classes = classes.filter { $0.key <= ceiling } }
    discard()
  }

  private mutating func discard() {
    guard classes.count > limit * 2 else { return }
    ceiling = classes.keys.sorted()[limit - 1]
    classes = classes.filter { $0.key <= ceiling }
  }

  /// Whether every class is kept.
  package var isExact: Bool { ceiling == .max }
  /// Classes kept.
  package var classCount: Int { classes.count }
  /// Rows of the kept classes.
  package var keptRows: Int { classes.values.reduce(0) { $0 + $1.rows } }
  /// Rows of the smallest kept class; nil without rows.
  package var smallest: Int? { classes.values.lazy.map(\.rows).min() }

  /// The share of kept classes: 1 while every class is kept.
  var keptPart: Double { isExact ? 1 : (Double(ceiling) + 1) * 0x1p-64 }

  /// Kept classes with fewer rows than `k`.
  package func part(below k: Int) -> Part {
    Part(classes.values.lazy.filter { $0.rows < k }.map(\.rows), largest: max(1, k - 1))
  }

  /// Kept classes in which a sensitive column has fewer than `l` different values.
  ///
  /// - Parameter place: of the column in ``sensitive``.
  /// - Precondition: `l` is at most the values that are told apart.
  package func part(ofFewerThan l: Int, valuesOf place: Int) -> Part {
    precondition(l <= mostValues, "\(l) values are not told apart, \(mostValues) are")
    return Part(
      classes.values.lazy.filter { $0.values[place].count < l }.map(\.rows),
      largest: classes.values.lazy.map(\.rows).max() ?? 1)
  }

  /// Kept classes of a kind.
  package struct Part: Sendable, Hashable {
    /// Their rows.
    package private(set) var rows = 0
    /// The rows of each squared, added up.
    private(set) var squares = 0.0
    /// Rows that one of the kind may have.
    let largest: Int

    init(_ sizes: some Sequence<Int>, largest: Int) {
      self.largest = largest
      for size in sizes {
        rows += size
        squares += Double(size) * Double(size)
      }
    }
  }

  /// The share of all rows that are in classes of a kind: counted, or told from the kept classes.
  ///
  /// A kept class stands for as many as the kept part is of all. How many of a kind were kept is
  /// chance, and the classes are few where the rows are not, so that the interval is that of their
  /// number, weighed with their rows.
  ///
  /// - Throws: ``Undefined`` without rows.
  package func share(_ part: Part, level: Double) throws(Undefined) -> Estimate {
    guard rows > 0 else { throw Undefined("the training data have no rows") }
    let all = Double(rows)
    guard !isExact else {
      let share = Double(part.rows) / all
      return Estimate(
        share, interval: Interval(low: share, high: share, level: 1, method: "exact count"))
    }
    let found = try WeightedCountInterval.interval(
      sum: Double(part.rows), squares: part.squares, largest: Double(part.largest), level: level)
    // Rows that were seen are there, and no more than all that are not known to be elsewhere.
    let (least, most) = (Double(part.rows) / all, Double(rows - keptRows + part.rows) / all)
    func bounded(_ rows: Double) -> Double { min(most, max(least, rows / keptPart / all)) }
    return Estimate(
      bounded(Double(part.rows)),
      interval: Interval(
        low: bounded(found.low), high: bounded(found.high), level: level, method: found.method))
  }
}

extension ClassSizes.Class {
  fileprivate mutating func add(_ count: Int, _ hashes: [[UInt64]], most: Int) {
    rows += count
    for (place, found) in hashes.enumerated() {
      for hash in found where values[place].count < most && !values[place].contains(hash) {
        values[place].append(hash)
      }
    }
  }
}

/// Counts the classes of rows in a scan.
package struct ClassSizesFold: Fold {
  private let quasiIdentifiers: [String]
  private let sensitive: [String]
  private let most: Int
  private var sizes: ClassSizes

  /// Prepares to count.
  ///
  /// - Parameter most: different values of a sensitive column to tell apart in a class.
  package init(columns: [String], sensitive: [String], most: Int) {
    quasiIdentifiers = columns
    self.sensitive = sensitive
    self.most = most
    sizes = ClassSizes(fields: [], columns: columns, sensitive: sensitive, most: most)
  }

  package var columns: Set<String>? { Set(quasiIdentifiers + sensitive) }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    sizes = ClassSizes(fields: fields, columns: quasiIdentifiers, sensitive: sensitive, most: most)
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    sizes.update(batch)
  }

  package mutating func merge(_ other: Self) {
    sizes.merge(other.sizes)
  }

  package mutating func finish() -> ClassSizes { sizes }
}
