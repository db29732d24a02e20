package import Statistics

/// The metrics of whole entities, beside those of their pieces.
package struct EntityReport: Sendable {
  /// The rates of pieces.
  package struct PieceRates: Sendable {
    /// The share of positive pieces that are called positive.
    package let truePositiveRate: Estimate
    /// The share of negative pieces that are called positive.
    package let falsePositiveRate: Estimate
    /// The share of pieces that are positive.
    package let prevalence: Estimate
  }

  /// What the pieces' rates let expect of whole entities.
  package struct Expectation: Sendable {
    /// Pieces of an entity, and positive pieces of a positive one; nil: as in the data.
    package let pieces: Int?
    package let positivePieces: Int?
    /// The share of positive entities.
    package let prevalence: Double?
    /// By key: recall, specificity, precision, accuracy, f1.
    package let metrics: [(key: String, estimate: Estimate)]
    /// Why there is none.
    package let note: String?
  }

  package let options: EntityOptions
  /// Rows read, and rows without an entity.
  package let rows: Int
  package let strayRows: Int
  /// Entities, and positive ones of a binary task.
  package let entities: Int
  package let positiveEntities: Int?
  /// Labelled pieces of an entity: the mean, the fewest, the most; nil without entities.
  package let pieces: (mean: Double, fewest: Int, most: Int)?
  /// The metrics of entities.
  package let metrics: [MetricsReport.Entry]
  /// The metrics of rows, with intervals that respect entities.
  package let rowMetrics: [MetricsReport.Entry]
  /// Rates of pieces of a binary task.
  package let rates: PieceRates?
  package let expectation: Expectation?

  /// The intervals of a report's metrics over all rows replaced by those that respect entities.
  package func respecting(_ report: MetricsReport) -> MetricsReport {
    let metrics = report.metrics.map { entry in
      guard let own = rowMetrics.first(where: { $0.card.key == entry.card.key }) else {
        return entry
      }
      var estimate = entry.estimate
      estimate.interval = own.estimate.interval
      if estimate.interval == nil { estimate.note = estimate.note ?? own.estimate.note }
      return entry.with(estimate)
    }
    var respecting = report
    respecting.metrics = metrics
    return respecting
  }
}

extension EntityReport: Encodable {
  private enum Key: String, CodingKey { case entities }
  private enum Field: String, CodingKey {
    case column, aggregate, entities, positiveEntities, rowsWithoutEntity, pieces, metrics
    case pieceRates, expected
  }
  private enum PiecesKey: String, CodingKey { case mean, fewest, most }
  private enum RateKey: String, CodingKey {
    case truePositiveRate, falsePositiveRate, prevalence
  }
  private enum ExpectedKey: String, CodingKey {
    case pieces, positivePieces, prevalence, metrics, note
  }

  /// Writes `entities` into a document.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    var field = container.nestedContainer(keyedBy: Field.self, forKey: .entities)
    try field.encode(options.column, forKey: .column)
    try field.encode(options.aggregate.name, forKey: .aggregate)
    try field.encode(entities, forKey: .entities)
    try field.encodeIfPresent(positiveEntities, forKey: .positiveEntities)
    try field.encode(strayRows, forKey: .rowsWithoutEntity)
    if let pieces {
      var own = field.nestedContainer(keyedBy: PiecesKey.self, forKey: .pieces)
      try own.encode(pieces.mean, forKey: .mean)
      try own.encode(pieces.fewest, forKey: .fewest)
      try own.encode(pieces.most, forKey: .most)
    }
    try field.encode(EstimateFields(metrics), forKey: .metrics)
    if let rates {
      var own = field.nestedContainer(keyedBy: RateKey.self, forKey: .pieceRates)
      try own.encode(EstimateField(rates.truePositiveRate), forKey: .truePositiveRate)
      try own.encode(EstimateField(rates.falsePositiveRate), forKey: .falsePositiveRate)
      try own.encode(EstimateField(rates.prevalence), forKey: .prevalence)
    }
    if let expectation {
      var own = field.nestedContainer(keyedBy: ExpectedKey.self, forKey: .expected)
      try own.encode(expectation.pieces, forKey: .pieces)
      try own.encode(expectation.positivePieces, forKey: .positivePieces)
      try own.encode(expectation.prevalence, forKey: .prevalence)
      try own.encode(EstimateFields(expectation.metrics), forKey: .metrics)
      try own.encodeIfPresent(expectation.note, forKey: .note)
    }
  }
}
