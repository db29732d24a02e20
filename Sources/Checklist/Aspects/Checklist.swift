/// The checklist: what has to be true, known or decided before a model goes to production.
package enum Checklist {
  /// The twelve aspects, in their order.
  package static let aspects: [Aspect] = AspectID.allCases.map(aspect)

  /// All questions, in the order of the aspects.
  package static let questions: [Question] = aspects.flatMap(\.questions)

  /// The aspect of that id.
  package static func aspect(_ id: AspectID) -> Aspect {
    switch id {
    case .parity: .parity
    case .baseline: .baseline
    case .metrics: .metrics
    case .benchmark: .benchmark
    case .truth: .truth
    case .distribution: .distribution
    case .limits: .limits
    case .integration: .integration
    case .quality: .quality
    case .drift: .drift
    case .performance: .performance
    case .responsible: .responsible
    }
  }
}
