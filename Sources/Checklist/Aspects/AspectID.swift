/// The twelve aspects, in the checklist's order.
package enum AspectID: String, Sendable, Hashable, Codable, CaseIterable {
  case parity, baseline, metrics, benchmark, truth, distribution
  case limits, integration, quality, drift, performance, responsible
}
