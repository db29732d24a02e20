package import Statistics

/// `{"value": …, "interval": …}`; a value that is undefined is null with a note; a note
/// beside an interval says why it may promise too much.
package struct EstimateDocument: Encodable {
  private let estimate: Estimate

  private enum Key: String, CodingKey { case value, interval, note }

  /// The document of an estimate.
  package init(_ estimate: Estimate) { self.estimate = estimate }

  /// Writes the object.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(estimate.value, forKey: .value)
    try container.encodeIfPresent(estimate.interval, forKey: .interval)
    try container.encodeIfPresent(estimate.remark, forKey: .note)
  }
}
