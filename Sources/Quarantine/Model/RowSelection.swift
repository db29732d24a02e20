internal import Contracts
internal import Engines

/// Which held rows of a batch are meant.
package struct RowSelection: Sendable, Hashable {
  /// Their names: `b3-17`; empty for any.
  package var ids: [String]
  /// A rule that they broke.
  package var rule: String?
  /// A column that a broken rule is about.
  package var column: String?
  /// A value of a column that names them.
  package var key: String?
  /// A condition on their columns, in the engine's SQL.
  package var condition: String?
  /// Columns of which, among the rows that fit, one of each value is not meant, the first that
  /// breaks no other rule; empty means all of them.
  package var repetitionsOf: [String] = []
  /// Rules for which the batch is held whole: those say nothing of a single row.
  var wholeRules: [String] = []

  /// Means rows that fit all of it; without anything, all rows.
  package init(
    ids: [String] = [], rule: String? = nil, column: String? = nil, key: String? = nil,
    condition: String? = nil
  ) {
    self.ids = ids
    self.rule = rule
    self.column = column
    self.key = key
    self.condition = condition
  }

  /// Whether it means all rows.
  package var isEverything: Bool { words.isEmpty }

  /// How it was asked for.
  package var words: [String] {
    let parts: [(String, String?)] = [
      ("--id", ids.isEmpty ? nil : ids.joined(separator: ",")), ("--rule", rule),
      ("--column", column), ("--key", key), ("--where", condition),
    ]
    return parts.compactMap { option, value in value.map { "\(option) \($0)" } }
      + (repetitionsOf.isEmpty ? [] : ["--keep-first"])
  }

  /// The condition that is true for them and never null.
  ///
  /// - Parameter rows: the rows, as a relation.
  /// - Throws: ``QuarantineError`` when its condition is none, ``EngineError``.
  func sql(over rows: String, engine: any Engine) throws -> String {
    var parts: [String] = []
    if !ids.isEmpty {
      parts.append(
        "\(StoreColumn.id.rawValue) in (\(ids.map(SQLText.literal).joined(separator: ", ")))")
    }
    if let rule {
      parts.append(
        "list_contains(json_extract_string(assay_rules, '$[*]'), \(SQLText.literal(rule)))")
    }
    if let column {
      parts.append("list_contains(json_keys(assay_values), \(SQLText.literal(column)))")
    }
    if let key {
      parts.append(
        "list_contains(json_extract_string(\(QuarantineColumn.key.rawValue), '$.*'), \(SQLText.literal(key)))"
      )
    }
    if let condition {
      try Expression.refuseFlaws(
        "--where", condition, .predicate(condition, over: "select * from \(rows)"), engine)
      parts.append("(\(condition)\n)")
    }
    guard !parts.isEmpty else { return "true" }
    let fitting = "coalesce(\(parts.joined(separator: " and ")), false)"
    guard !repetitionsOf.isEmpty else { return fitting }
    return """
      \(StoreColumn.id.rawValue) in (select \(StoreColumn.id.rawValue) from (
        select \(StoreColumn.id.rawValue), row_number() over (
          partition by \(SQLText.list(repetitionsOf))
          order by \(breaksMore), \(StoreColumn.number)) as "assay n"
        from \(rows) where \(fitting)) where "assay n" > 1)
      """
  }

  /// Whether a row broke another rule about rows than the selection's when it was last judged: such
  /// a copy stays only where every copy did.
  var breaksMore: String {
    let others = ([rule].compactMap(\.self) + wholeRules).map(SQLText.literal)
    return """
      len(list_filter(json_extract_string(assay_rules, '$[*]'), \
      lambda x: x not in (\(others.joined(separator: ", "))))) > 0
      """
  }
}

/// SQL that a person wrote.
enum Expression {
  /// Refuses what the engine does not understand, or what does not fit the rows.
  static func refuseFlaws(
    _ option: String, _ text: String, _ fitting: PersonalExpression, _ engine: any Engine
  ) throws {
    for expression in [.expression(text), fitting] {
      guard let flaw = try engine.flaw(in: expression) else { continue }
      throw QuarantineError(
        .refused, "\(option) \(text.shownOnOneLine) cannot be used: \(flaw.shownOnOneLine)",
        remedy:
          "write one expression of the engine's SQL over the rows' columns, names that are no "
          + "plain words in double quotes")
    }
  }
}
