extension AssessmentRecord {
  /// The evidence of some checks, under their cards.
  package func evidence(under cards: [CheckCard]) -> [Evidence] {
    evidenceOfChecks.compactMap { evidence in
      guard let card = cards.first(where: { $0.id == evidence.check.id }) else { return nil }
      var evidence = evidence
      evidence.check = card
      return evidence
    }
  }

  /// The evidence, as far as a record keeps it: its charts are in the report only.
  package var evidenceOfChecks: [Evidence] {
    aspects.flatMap { aspect in
      aspect.checks.compactMap { check in
        guard let id = AspectID(rawValue: aspect.id),
          let status = CheckStatus(rawValue: check.status)
        else { return nil }
        return Evidence(
          check: CheckCard(
            id: check.id, aspect: id, title: check.title, summary: "", reference: check.reference,
            needs: [], settings: check.settings),
          status: status, finding: check.finding,
          measurements: check.measurements.map(\.asMeasured), method: check.method,
          remedy: check.remedy)
      }
    }
  }
}

extension AssessmentRecord.Measurement {
  /// As checks give it.
  package var asMeasured: Measurement {
    Measurement(
      name: name, value: value, interval: interval, unit: unit, threshold: threshold, note: note,
      isMomentary: momentary ?? false)
  }
}
