package import Checklist

extension AssessmentDocument {
  /// SHA-256 of the evidence of each check and aspect by its id, and of all under `model`.
  ///
  /// Evidence is what was found and answered: neither decisions nor times change it, nor what is of
  /// a moment, so that a signature below it stays good until a number, a sentence or an answer is
  /// another one.
  package static func evidenceHashes(_ aspects: [AspectResult]) -> [String: String] {
    var hashes: [String: String] = [:]
    for result in aspects {
      var parts: [String] = []
      for evidence in result.checks {
        let hash = EvidenceHash.of(Self.evidence(evidence.withoutMoments).text(.compact))
        hashes[evidence.check.id] = hash
        parts.append(hash)
      }
      parts += result.questions.map { EvidenceHash.of(question($0).text(.compact)) }
      hashes[result.aspect.id.rawValue] = EvidenceHash.of(parts.joined(separator: "\n"))
    }
    hashes[DecisionEntry.model] = EvidenceHash.of(
      aspects.compactMap { hashes[$0.aspect.id.rawValue] }.joined(separator: "\n"))
    return hashes
  }
}

extension Evidence {
  /// The evidence without the values that every run gives anew.
  fileprivate var withoutMoments: Evidence {
    var evidence = self
    for place in evidence.measurements.indices where evidence.measurements[place].isMomentary {
      evidence.measurements[place].value = nil
      evidence.measurements[place].interval = nil
    }
    return evidence
  }
}
