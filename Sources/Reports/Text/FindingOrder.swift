package import Checklist

/// The order in which findings are told: what decides first, what is fine last.
package enum FindingOrder {
  /// A check's evidence and where it belongs.
  package struct Finding: Sendable, Hashable {
    package let aspect: Aspect
    package let evidence: Evidence
    /// Whether a decision in force has set it, or its whole aspect, aside, or taken it on.
    package let isWaived: Bool
  }

  /// All findings of an assessment, the most important first: those that a person decided upon
  /// after all others; then fail, attention and undecided, missing, pass, not applicable; then the
  /// weight.
  package static func all(_ assessment: Assessment) -> [Finding] {
    let findings = assessment.aspects.flatMap { result in
      result.checks.map {
        Finding(
          aspect: result.aspect, evidence: $0,
          isWaived: result.isWaived($0.check) || result.isAccepted($0))
      }
    }
    return findings.enumerated().sorted { left, right in
      let (first, second) = (left.element, right.element)
      if first.isWaived != second.isWaived { return second.isWaived }
      if rank(first.evidence) != rank(second.evidence) {
        return rank(first.evidence) < rank(second.evidence)
      }
      let weights = (weight(first.evidence), weight(second.evidence))
      return weights.0 == weights.1 ? left.offset < right.offset : weights.0 > weights.1
    }.map(\.element)
  }

  /// One aspect's evidence in the same order.
  package static func sorted(_ checks: [Evidence]) -> [Evidence] {
    checks.enumerated().sorted { left, right in
      if rank(left.element) != rank(right.element) {
        return rank(left.element) < rank(right.element)
      }
      let weights = (weight(left.element), weight(right.element))
      return weights.0 == weights.1 ? left.offset < right.offset : weights.0 > weights.1
    }.map(\.element)
  }

  private static func rank(_ evidence: Evidence) -> Int {
    switch evidence.status {
    case .fail: 0
    case .attention, .undecided: 1
    case .missing: 2
    case .pass: 3
    case .notApplicable: 4
    }
  }

  private static func weight(_ evidence: Evidence) -> Double {
    evidence.weight.isNaN ? 0 : evidence.weight
  }
}
