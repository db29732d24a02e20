package import ADBC
internal import Checklist
package import Engines

/// Data to which the rules of a contract are questions.
package struct JudgedRows {
  /// The rows, in the engine's SQL.
  package let query: String
  package let fields: [ArrowField]
  /// Whether the values were text whose types were told from it.
  package let isText: Bool
  /// Columns that some of several files lack.
  package let partlyAbsent: Set<String>
  /// What they are called in errors.
  package let name: String
  /// The SQL of the database that is asked, where it is not the embedded engine.
  package let there: Dialect?

  /// Rows of a query.
  package init(
    query: String, fields: [ArrowField], isText: Bool, partlyAbsent: Set<String> = [], name: String
  ) {
    self.query = query
    self.fields = fields
    self.isText = isText
    self.partlyAbsent = partlyAbsent
    self.name = name
    there = nil
  }

  /// The rows of a table, about which its database is asked.
  package init(_ session: TableSession, name: String) {
    query = ""
    fields = session.fields
    isText = false
    partlyAbsent = []
    self.name = name
    there = session.dialect
  }

  /// The rows of a source that was described.
  ///
  /// - Throws: ``EngineError``.
  package init(
    _ source: DataSource, _ description: SourceDescription, engine: any Engine, name: String
  ) throws(EngineError) {
    self.init(
      query: try engine.query(source, columns: nil), fields: description.fields,
      isText: description.isText,
      partlyAbsent: Set(
        description.warnings.filter { $0.code == .absentColumn }.compactMap(\.column)),
      name: name)
  }
}

extension ContractPlan {
  /// The rules of a contract as questions to data of an engine.
  ///
  /// - Parameters:
  ///   - folder: what paths in the contract are relative to; empty for the working directory.
  ///   - environment: only rules that hold there; nil for all.
  ///   - stage: only rules that hold there; nil for all.
  ///   - now: the moment at which freshness is taken, as the engine reads it.
  /// - Throws: ``ProjectErrors`` for rules that the data cannot be asked, ``EngineError``.
  package init(
    _ contract: Contract, of rows: JudgedRows, engine: any Engine, folder: String,
    environment: String?, stage: String?, now: String
  ) throws {
    var others: [String: (query: String, fields: [ArrowField])] = [:]
    for rule in contract.rules where rows.there == nil {
      guard let reference = rule.constraint as? ForeignKey, others[reference.data] == nil else {
        continue
      }
      let other = try engine.source(try reference.path(from: folder, engine))
        .reading(as: contract.types(ofKeysIn: reference.data))
      others[reference.data] = (
        try engine.query(other, columns: nil), try engine.describe(other).fields
      )
    }
    try self.init(
      contract, environment: environment, stage: stage,
      data: ContractData(
        fields: rows.fields, isText: rows.isText,
        declared: contract.types, partlyAbsent: rows.partlyAbsent, now: now, others: others,
        there: rows.there),
      source: rows.name)
    try refuseMisfittingExpressions(over: rows.query, engine: engine)
  }
}

extension Contract {
  /// The types of the keys in other data: what the columns that point to them are stated to be.
  fileprivate func types(ofKeysIn data: String) -> [String: StatedType] {
    let stated = statedTypes
    var types: [String: StatedType] = [:]
    for case let reference as ForeignKey in rules.map(\.constraint) where reference.data == data {
      for (key, column) in zip(reference.keys, reference.columns) {
        types[key] = types[key] ?? stated[column]
      }
    }
    return types
  }
}

extension ForeignKey {
  /// The other data as seen from elsewhere than the contract's folder.
  fileprivate func path(
    from folder: String, _ engine: any Engine
  ) throws(EngineError) -> String {
    guard case .path(let path) = try engine.source(data), !path.hasPrefix("/"),
      !folder.isEmpty
    else { return data }
    return "\(folder)/\(path)"
  }
}
