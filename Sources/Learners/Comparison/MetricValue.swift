package import Statistics

/// A metric and its value.
package struct MetricValue: Sendable, Hashable {
  /// The metric.
  package let card: Card
  /// Its value with interval, or why there is none.
  package let estimate: Estimate

  /// Makes a value.
  package init(card: Card, estimate: Estimate) {
    self.card = card
    self.estimate = estimate
  }
}
