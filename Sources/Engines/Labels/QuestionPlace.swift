/// Where a question over several sources is asked: in the database that holds them all and counts,
/// else in the embedded engine, which reads files where they are and copies tables.
package struct QuestionPlace: Sendable, Hashable {
  /// The database; nil for the embedded engine.
  private let address: DatabaseAddress?

  /// The place for these sources; without any, the embedded engine.
  package init(_ sources: [DataSource]) {
    let addresses = Set(
      sources.map { source -> DatabaseAddress? in
        if case .table(let address, _) = source, address.counts { address } else { nil }
      })
    address = addresses.count == 1 ? addresses.first ?? nil : nil
  }

  /// Whether a database is asked.
  package var isDatabase: Bool { address != nil }

  package var dialect: Dialect { address?.dialect ?? .duckdb }

  /// Columns of a source as a query in the language of the place.
  ///
  /// - Throws: ``EngineError`` when it cannot be read.
  func query(
    _ source: DataSource, columns: [String], _ engine: any Engine
  ) throws(EngineError) -> String {
    guard address != nil, case .table(_, let relation) = source else {
      return try engine.query(source, columns: columns)
    }
    let list = columns.map(dialect.identifier)
    return "select \(list.joined(separator: ", ")) from \(relation.inFrom)"
  }

  /// A query in the language of the place as a source.
  ///
  /// - Throws: ``EngineError`` when it is no single query.
  package func source(_ query: String) throws(EngineError) -> DataSource {
    guard let address else { return .query(query) }
    return .table(address, try DatabaseRelation(query))
  }
}
