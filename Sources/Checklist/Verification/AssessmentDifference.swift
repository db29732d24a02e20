/// What is different between two assessments of a model.
package struct AssessmentDifference: Sendable {
  /// An item before and after; nil where it is in one of them only.
  package struct Change: Sendable, Hashable {
    /// The id of an aspect or a check.
    package let id: String
    /// Its title.
    package let title: String
    /// Its status in the older one.
    package let before: String?
    /// Its status in the newer one.
    package let after: String?
    /// Its finding in the newer one, else in the older; nil for an aspect.
    package let finding: String?
  }

  /// When the older one was made.
  package let since: String
  /// The verdicts.
  package let verdict: (before: String, after: String)
  /// Aspects whose status changed.
  package let aspects: [Change]
  /// Checks whose status changed, which are new or gone.
  package let checks: [Change]
  /// Checks of the same status with other numbers.
  package let moved: [Change]
  /// Data sets whose content or columns changed, by role.
  package let inputs: [String]
  /// Settings that changed, by path.
  package let settings: [String]

  /// Compares two records.
  package init(from old: AssessmentRecord, to new: AssessmentRecord) {
    since = old.time
    verdict = (old.verdict, new.verdict)
    aspects = Self.pairs(old.aspects, new.aspects, id: \.id).compactMap { before, after in
      guard before?.status != after?.status, let known = after ?? before else { return nil }
      return Change(
        id: known.id, title: known.title, before: before?.status, after: after?.status,
        finding: nil)
    }
    var (checks, moved): ([Change], [Change]) = ([], [])
    for (before, after) in Self.pairs(
      old.aspects.flatMap(\.checks), new.aspects.flatMap(\.checks), id: \.id)
    {
      guard before?.evidence != after?.evidence, let known = after ?? before else { continue }
      let change = Change(
        id: known.id, title: known.title, before: before?.status, after: after?.status,
        finding: known.finding)
      if change.before == change.after { moved.append(change) } else { checks.append(change) }
    }
    self.checks = checks
    self.moved = moved
    inputs = Self.pairs(old.inputs, new.inputs, id: \.role).compactMap { before, after in
      before?.contentHash == after?.contentHash && before?.schemaHash == after?.schemaHash
        ? nil : (after ?? before)?.role
    }
    settings = Set(old.settings.keys).union(new.settings.keys)
      .filter { old.settings[$0] != new.settings[$0] }.sorted()
  }

  /// Whether nothing that was judged is different.
  package var isEmpty: Bool {
    verdict.before == verdict.after && aspects.isEmpty && checks.isEmpty && moved.isEmpty
  }

  /// Whether every number and finding is the same, so that only what people decided is different.
  package var isOfDecisionsAlone: Bool { !isEmpty && checks.isEmpty && moved.isEmpty }

  /// Elements of equal ids side by side: the newer ones in their order, then those that are gone.
  private static func pairs<Element>(
    _ old: [Element], _ new: [Element], id: KeyPath<Element, String>
  ) -> [(before: Element?, after: Element?)] {
    new.map { element in (old.first { $0[keyPath: id] == element[keyPath: id] }, element) }
      + old.filter { element in
        !new.contains { $0[keyPath: id] == element[keyPath: id] }
      }.map { ($0, nil) }
  }
}
