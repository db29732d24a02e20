package import ADBC
package import Engines

/// The columns of the data at hand under the names that the statement gives them, and what the
/// rules need besides.
///
/// Inside a statement columns are `c0`, `c1`, …, whatever they are called, so that no name can
/// break one and names that differ in letter case alone stay apart.
package struct ContractData: Sendable {
  /// The columns in the data's order.
  package let fields: [ArrowField]
  /// Whether types were told from text, as of a CSV file.
  package let isText: Bool
  /// Columns that some of several files lack.
  let partlyAbsent: Set<String>
  /// The types that the contract states.
  let declared: [String: ValueType]
  /// The moment against which freshness is taken, as the engine reads it.
  let now: String
  /// What foreign keys point to, by the text in the contract: a query and its columns.
  let others: [String: (query: String, fields: [ArrowField])]
  /// The SQL in which the questions are asked.
  let dialect: Dialect
  /// Whether they are asked of the database that holds the rows, not of the embedded engine.
  let isThere: Bool

  /// Expressions over rows in the data's order, named `w0`, `w1`, ….
  private(set) var windows: [String] = []
  /// Expressions that are true where their value occurs several times, named `d0`, `d1`, ….
  private(set) var repetitions: [Repetition] = []
  /// Expressions of the contract over the columns' own names, named `s0`, `s1`, ….
  private(set) var predicates: [String] = []
  /// The same over all rows, named `g0`, `g1`, ….
  private(set) var aggregates: [String] = []

  /// Describes data.
  package init(
    fields: [ArrowField], isText: Bool, declared: [String: ValueType],
    partlyAbsent: Set<String> = [], now: String,
    others: [String: (query: String, fields: [ArrowField])] = [:], there: Dialect? = nil
  ) {
    dialect = there ?? .duckdb
    isThere = there != nil
    self.fields = fields
    self.isText = isText
    self.declared = declared
    self.partlyAbsent = partlyAbsent
    self.now = now
    self.others = others
  }

  /// A value that should occur once.
  struct Repetition: Sendable {
    let aliases: [String]

    /// The value, in SQL; of several columns a structure, whose parts need names to be kept.
    var value: String {
      guard aliases.count > 1 else { return aliases[0] }
      return "{\(aliases.map { "'\($0)': \($0)" }.joined(separator: ", "))}"
    }

    /// The condition that all of its parts are there.
    var isPresent: String {
      aliases.map { "\($0) is not null" }.joined(separator: " and ")
    }

    /// The query for the values that occur several times among rows: one column `v`.
    func query(over rows: String = "data") -> String {
      "select \(value) as v from \(rows) where \(isPresent) group by "
        + "\(aliases.joined(separator: ", ")) having count(*) > 1"
    }

    /// The aggregate over rows that is true when a value occurs several times.
    var occurs: String {
      "count(case when \(isPresent) then 1 end) > "
        + "count(distinct case when \(isPresent) then \(value) end)"
    }
  }

  /// A column as the statement sees it.
  package struct Column: Sendable {
    package let name: String
    /// Its name in the statement.
    package let alias: String
    /// Its values as the contract's type.
    package let sql: String
    /// The type of ``sql``.
    package let type: ValueType?
    /// The type that it is stored as.
    package let stored: ValueType?
    /// How the type is stored.
    package let arrow: ArrowType
    let dialect: Dialect
  }

  /// Refuses a question that only the embedded engine can be asked.
  ///
  /// - Throws: ``ConstraintMisfit/elsewhere(_:)``.
  func requireHere(_ reason: String) throws(ConstraintMisfit) {
    if isThere { throw .elsewhere(reason) }
  }

  /// A column by its name, of one of the types.
  ///
  /// - Parameter types: what is possible; empty for anything.
  /// - Throws: ``ConstraintMisfit``.
  func column(_ name: String?, of types: [ValueType] = []) throws(ConstraintMisfit) -> Column {
    guard let name, let index = fields.firstIndex(where: { $0.name == name }) else {
      throw .absent(column: name ?? "")
    }
    let arrow = fields[index].type
    let stored = ValueType(arrow)
    let alias = "c\(index)"
    let declared = self.declared[name] ?? stored
    var sql = alias
    if let declared, declared != stored {
      switch (declared, stored) {
      case (.text, _) where isText && stored != nil: sql = "cast(\(alias) as varchar)"
      case (_, .text) where isThere: throw .elsewhere("text is read as \(declared.rawValue)")
      case (_, .text): sql = declared.reading(alias)
      case (.number, .integer), (.integer, .number), (.timestamp, .date), (.date, .timestamp): break
      default:
        throw .stored(
          column: name, found: stored?.rawValue ?? "something else", declared: declared.rawValue)
      }
    }
    guard types.isEmpty || declared.map(types.contains) == true else {
      throw .type(
        column: name, found: declared?.rawValue ?? "of a type that cannot be measured",
        expected: types.map(\.rawValue).joined(separator: " or "))
    }
    return Column(
      name: name, alias: alias, sql: sql, type: declared, stored: stored, arrow: arrow,
      dialect: dialect)
  }

  /// The numbers of names such as `c12` in SQL.
  ///
  /// A literal that reads so costs no more than a column.
  static func numbers(of letter: Character, in sql: [String]) -> Set<Int> {
    var found: Set<Int> = []
    for text in sql {
      for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") })
      where word.first == letter {
        if let number = Int(word.dropFirst()) { found.insert(number) }
      }
    }
    return found
  }

  /// Adds an expression over rows in their order; answers its name.
  mutating func window(_ sql: String) -> String {
    windows.append(sql)
    return "w\(windows.count - 1)"
  }

  /// Adds the question whether a value occurs several times; answers its name.
  ///
  /// - Parameter aliases: the columns whose values, together, are the value.
  mutating func repetition(_ aliases: [String]) -> String {
    repetitions.append(Repetition(aliases: aliases))
    return "d\(repetitions.count - 1)"
  }

  /// Adds an expression of the contract; answers its name.
  mutating func predicate(_ sql: String) -> String {
    predicates.append(sql)
    return "s\(predicates.count - 1)"
  }

  /// Adds an aggregate of the contract; answers its name.
  mutating func aggregate(_ sql: String) -> String {
    aggregates.append(sql)
    return "g\(aggregates.count - 1)"
  }
}

extension ContractData.Column {
  /// Whether values may be no number or infinite.
  var isFloating: Bool {
    switch arrow {
    case .float16, .float32, .float64: true
    default: stored == .text && type == .number
    }
  }

  /// Whether the engine must be kept from comparing it as a decimal, which cannot hold every
  /// number.
  var isDecimal: Bool {
    if case .decimal = arrow { return true }
    return false
  }

  /// Whether values are whole numbers that the engine compares exactly.
  var isWhole: Bool { type == .integer && !isFloating && !isDecimal }

  /// The values without those that are no number.
  var sqlWithoutNaN: String {
    isFloating ? "case when \(dialect.isNaN(sql)) then null else \(sql) end" : sql
  }
}
