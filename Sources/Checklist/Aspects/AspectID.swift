/// The twelve aspects, in the checklist's order.
package enum AspectID: String, Sendable, Hashable, Codable, CaseIterable {
  /// Training and production agree.
  case parity
  /// Something simple to beat.
  case baseline
  /// What the metrics mean on both sides.
  case metrics
  /// Metrics on train and test, and the split.
  case benchmark
  /// Where labels come from.
  case truth
  /// The sets against one another.
  case distribution
  /// Goals and hard limits for quality, speed and cost.
  case limits
  /// The larger system around the model.
  case integration
  /// Errors in incoming data.
  case quality
  /// Real changes in incoming data.
  case drift
  /// Performance once live.
  case performance
  /// What the model does to people.
  case responsible
}
