/// Parts of the production plan, into which questions of the checklist fall.
package enum PlanPart: String, ConfigurationWord, FieldValue {
  case purpose, monitoring, quality, labels, retraining, limits, fallback, review, system, people

  /// What it means.
  package var summary: String {
    switch self {
    case .purpose: "what the metrics mean in production"
    case .monitoring: "what is watched, and who acts"
    case .quality: "incoming data"
    case .labels: "the truth"
    case .retraining: "training again"
    case .limits: "goals and limits"
    case .fallback: "what answers in the model's place"
    case .review: "people who look at predictions, and what they report"
    case .system: "the system around the model"
    case .people: "what the model does to people"
    }
  }

  /// The part that a question belongs to; nil for one about how the model was made and judged.
  package init?(question: Question) {
    if let part = Self.apart[question.id] {
      self = part
      return
    }
    switch question.id.split(separator: ".").first.flatMap({ AspectID(rawValue: String($0)) }) {
    case .truth: self = .labels
    case .limits: self = .limits
    case .integration: self = .system
    case .quality: self = .quality
    case .drift, .performance: self = .monitoring
    case .responsible: self = .people
    default: return nil
    }
  }

  /// Questions that do not follow their aspect.
  private static let apart: [String: PlanPart] = [
    "metrics.meaning": .purpose, "metrics.translation": .purpose, "metrics.period": .purpose,
    "performance.retraining": .retraining, "integration.failure": .fallback,
    "integration.human": .review, "integration.reports": .review,
  ]
}
