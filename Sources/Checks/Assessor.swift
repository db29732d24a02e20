package import Checklist

/// Runs the checks on what was measured; one that throws asks for attention, and hides no other.
package enum Assessor {
  /// The evidence of every check of these aspects, in the registry's order.
  ///
  /// - Parameters:
  ///   - known: evidence that stands as it is, in place of a check's own.
  ///   - progress: called with each check before it runs.
  package static func evidence(
    _ facts: Facts, aspects: Set<AspectID>, known: [Evidence] = [],
    progress: ((CheckCard) -> Void)? = nil
  ) -> [Evidence] {
    CheckRegistry.checks.filter { aspects.contains($0.card.aspect) }.map { check in
      if let evidence = known.first(where: { $0.check.id == check.card.id }) { return evidence }
      progress?(check.card)
      do {
        return try check.judge(facts)
      } catch {
        return Evidence(
          check: check.card, status: .attention,
          finding:
            "The check could not be made: \(ErrorText(error, hiding: facts.project.columns.personal).clause).",
          method: "The check stopped at the error above; nothing was concluded.",
          remedy: "Mend the cause and assess again; the other checks are not affected.",
          weight: 0.5, isBroken: true)
      }
    }
  }
}
