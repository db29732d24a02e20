/// A batch as it is listed: where it came from, where its rows are, why they are held.
package struct ListedBatch: Sendable, Encodable {
  package let batch: Batch
  package let summary: HeldSummary

  /// Lists a batch.
  package init(_ batch: Batch, _ summary: HeldSummary) {
    self.batch = batch
    self.summary = summary
  }

  private enum Key: String, CodingKey {
    case number, run, time, source, contract, environment, stage, passedTo, blocking, books, rules
    case columns
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(batch.number, forKey: .number)
    try container.encode(batch.origin.run, forKey: .run)
    try container.encode(batch.origin.time, forKey: .time)
    try container.encode(batch.origin.source, forKey: .source)
    try container.encode(batch.origin.contract, forKey: .contract)
    try container.encodeIfPresent(batch.origin.environment, forKey: .environment)
    try container.encodeIfPresent(batch.origin.stage, forKey: .stage)
    try container.encodeIfPresent(batch.origin.passedTo, forKey: .passedTo)
    try container.encode(batch.blocking, forKey: .blocking)
    try container.encode(Books([batch]), forKey: .books)
    try container.encode(summary.rules, forKey: .rules)
    try container.encode(summary.columns, forKey: .columns)
  }
}
