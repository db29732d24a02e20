/// Which rows are pieces of one thing, and what is known of whole things in production.
package struct EntityOptions: Sendable, Hashable {
  /// The column that says which entity a row is a piece of.
  package var column: String
  /// How predictions for pieces become one for the entity.
  package var aggregate: EntityAggregate
  /// Pieces of a whole entity in production; nil: as in the data.
  package var pieces: Int?
  /// Positive pieces of a positive whole entity; nil: as in the data, or 1 with ``pieces``.
  package var positivePieces: Int?
  /// The share of positive entities in production; nil: as in the data.
  package var prevalence: Double?
  /// Entities followed at most; more are refused.
  ///
  /// 5 million: about 1.2 GB.
  package var limit = 5_000_000

  /// Makes options.
  package init(
    column: String, aggregate: EntityAggregate, pieces: Int? = nil, positivePieces: Int? = nil,
    prevalence: Double? = nil
  ) {
    self.column = column
    self.aggregate = aggregate
    self.pieces = pieces
    self.positivePieces = positivePieces
    self.prevalence = prevalence
  }

  /// Checks what can be checked without data.
  ///
  /// - Throws: ``MetricRefusal``.
  package func check(_ metrics: MetricOptions) throws(MetricRefusal) {
    let isBinary = metrics.task == .binary
    guard isBinary || metrics.task == .regression else {
      throw .badOption("--entity", "of a \(metrics.task.rawValue) task", "binary or regression")
    }
    switch aggregate {
    case .any where !isBinary, .atLeast where !isBinary:
      throw .badOption("--aggregate", aggregate.name, "mean or max for a regression")
    default: break
    }
    guard isBinary || (pieces == nil && positivePieces == nil && prevalence == nil) else {
      throw .badOption(
        pieces == nil
          ? positivePieces == nil ? "--entity-prevalence" : "--positive-pieces"
          : "--pieces", "of a regression", "a binary task")
    }
    if let pieces, !(1...1_000_000).contains(pieces) {
      throw .badOption("--pieces", "\(pieces)", "1 to 1000000")
    }
    if let positivePieces, !(1...(pieces ?? 1)).contains(positivePieces) {
      throw .badOption(
        "--positive-pieces", "\(positivePieces)", "1 to the number given with --pieces")
    }
    if let prevalence, !(prevalence > 0 && prevalence < 1) {
      throw .badOption("--entity-prevalence", "\(prevalence)", "above 0 and below 1")
    }
  }
}
