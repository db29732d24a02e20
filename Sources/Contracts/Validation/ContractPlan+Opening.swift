internal import ADBC
internal import Checklist
package import Engines

extension ContractPlan {
  /// The rules of a contract as questions to data of an engine.
  ///
  /// - Parameters:
  ///   - description: of the data.
  ///   - folder: what paths in the contract are relative to; empty for the working directory.
  ///   - environment: only rules that hold there; nil for all.
  ///   - stage: only rules that hold there; nil for all.
  ///   - now: the moment at which freshness is taken, as the engine reads it.
  ///   - shown: what the data are called, for errors.
  /// - Throws: ``ProjectErrors`` for rules that the data cannot be asked, ``EngineError``.
  package init(
    _ contract: Contract, of source: DataSource, description: SourceDescription,
    engine: any Engine, folder: String, environment: String?, stage: String?, now: String,
    shown: String
  ) throws {
    var others: [String: (query: String, fields: [ArrowField])] = [:]
    for rule in contract.rules {
      guard let reference = rule.constraint as? ForeignKey, others[reference.data] == nil else {
        continue
      }
      let other = try DataSource(argument: reference.path(from: folder))
      others[reference.data] = (
        try engine.query(other, columns: nil), try engine.describe(other).fields
      )
    }
    let types = contract.columns.compactMap { column in column.type.map { (column.name, $0) } }
    try self.init(
      contract, environment: environment, stage: stage,
      data: ContractData(
        fields: description.fields, isText: description.isText,
        declared: Dictionary(types) { first, _ in first }, now: now, others: others),
      source: shown)
    try refuseMisfittingExpressions(
      over: try engine.query(source, columns: nil), engine: engine)
  }
}

extension ForeignKey {
  /// The other data as seen from elsewhere than the contract's folder.
  fileprivate func path(from folder: String) throws(EngineError) -> String {
    guard case .path(let path) = try DataSource(argument: data), !path.hasPrefix("/"),
      !folder.isEmpty
    else { return data }
    return "\(folder)/\(path)"
  }
}
