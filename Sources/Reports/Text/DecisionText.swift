package import Checklist

/// A person's decision in words.
package enum DecisionText {
  /// `Waived by Ada Lovelace until 2027-03-31: labels come from March on`.
  package static func words(_ decision: Decision) -> String {
    let verb =
      switch decision.kind {
      case "waive": "Waived"
      case "accept": "Accepted"
      case "reject": "Rejected"
      default: "Decided (\(decision.kind))"
      }
    let until = decision.until.map { " until \($0)" } ?? ""
    return "\(verb) by \(decision.by)\(until): \(decision.reason)"
  }
}

extension DecisionText {
  /// `Ada Lovelace signed parity on 2026-11-26: ready for the pilot`.
  package static func words(_ signature: Signature) -> String {
    let item = signature.item == DecisionEntry.model ? "the assessment" : signature.item
    let state = signature.isCurrent ? "" : " (the evidence has changed since)"
    return
      "\(signature.by) signed \(item) on \(signature.time.prefix(10))\(state): \(signature.reason)"
  }
}

extension AspectResult {
  /// Why the check's outcome is set aside, by a decision on it or on the whole aspect; nil when it
  /// counts.
  package func waiver(of check: CheckCard) -> Decision? {
    let own = checkDecisions[check.id]
    if own?.kind == "waive" { return own }
    return status == .waived && decision?.kind == "waive" ? decision : nil
  }

  /// Whether the check's outcome does not count.
  package func isWaived(_ check: CheckCard) -> Bool {
    waiver(of: check) != nil || (status == .waived && checkDecisions.isEmpty)
  }

  /// Whether a person has taken the outcome on: it no longer holds anything up.
  package func isAccepted(_ evidence: Evidence) -> Bool {
    evidence.status != .fail
      && (checkDecisions[evidence.check.id] ?? decision)?.kind == "accept"
  }
}
