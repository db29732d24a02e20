/// Which items of an assessment still rest on what they were made from.
package struct Verification: Sendable, Hashable {
  /// How an item stands.
  package enum State: String, Sendable, Hashable {
    /// All that it was made from is the same.
    case fresh
    /// Something that it was made from has changed.
    case stale
    /// Something that it was made from cannot be looked at again.
    case unknown
  }

  /// A check or a question of the checklist.
  package struct Item: Sendable, Hashable {
    /// The id of the check or the question.
    package let id: String
    /// The aspect's id.
    package let aspect: String
    /// How it stands.
    package let state: State
    /// What changed, a clause each.
    package let reasons: [String]
  }

  /// A data set as it is today.
  package enum Input: Sendable, Hashable {
    /// SHA-256 of its content; nil for a source without bytes of its own.
    case present(contentHash: String?, schemaHash: String)
    /// It cannot be read, and why.
    case unreadable(String)
  }

  /// The items, in the record's order: the checks of an aspect, then its questions.
  package let items: [Item]

  /// The items that are not fresh.
  package var doubtful: [Item] { items.filter { $0.state != .fresh } }

  /// Compares a record with today.
  ///
  /// - Parameters:
  ///   - inputs: the data sets that assay.yaml names today, by role.
  ///   - settings: SHA-256 of every setting by its path, today.
  ///   - answers: by the question's id, today.
  ///   - version: of the program that compares.
  package init(
    _ record: AssessmentRecord, inputs: [String: Input], settings: [String: String],
    answers: [String: Answer], version: String
  ) {
    let now = Today(record: record, inputs: inputs, settings: settings, version: version)
    items = record.aspects.flatMap { aspect in
      aspect.checks.map { check in
        let (stale, unknown) = (now.changes(of: check), now.doubts(of: check))
        return Item(
          id: check.id, aspect: aspect.id,
          state: !stale.isEmpty ? .stale : !unknown.isEmpty ? .unknown : .fresh,
          reasons: stale + unknown)
      }
        + aspect.questions.map { question in
          let answer = answers[question.id]
          let isSame =
            answer?.text == question.answer && answer?.by == question.answeredBy
            && answer?.evidence == question.evidence
          return Item(
            id: question.id, aspect: aspect.id, state: isSame ? .fresh : .stale,
            reasons: isSame ? [] : ["its answer in assay.yaml changed"])
        }
    }
  }
}

/// A record beside what is there today.
private struct Today {
  let record: AssessmentRecord
  let inputs: [String: Verification.Input]
  let settings: [String: String]
  let version: String

  /// What changed under a check.
  func changes(of check: AssessmentRecord.Check) -> [String] {
    var reasons: [String] = []
    if record.assayVersion != version {
      reasons.append("it was made by Assay \(record.assayVersion), and this is \(version)")
    }
    for role in check.data { reasons += change(of: role) }
    let paths = Set(record.settings.keys).union(settings.keys).filter { path in
      check.settings.contains { path == $0 || path.hasPrefix($0 + ".") }
    }
    reasons += paths.sorted().filter { record.settings[$0] != settings[$0] }.map {
      "\($0) in assay.yaml changed"
    }
    return reasons
  }

  /// What cannot be looked at again under a check.
  func doubts(of check: AssessmentRecord.Check) -> [String] {
    check.data.compactMap { role in
      guard let was = record.inputs.first(where: { $0.role == role }), was.contentHash == nil,
        case .present(nil, let schema) = inputs[role], schema == was.schemaHash
      else { return nil }
      return Self.doubt(role)
    }
  }

  /// A data set by its key; what evidence rests on besides by its own name.
  private static func name(_ role: String) -> String {
    Project.DataRole(rawValue: role) == nil ? role : "data.\(role)"
  }

  private static func doubt(_ role: String) -> String {
    Project.DataRole(rawValue: role) == nil
      ? "no file shows what the \(role) is, and only --recompute asks it"
      : "data.\(role) is a query, whose rows only --recompute can compare"
  }

  private func change(of role: String) -> [String] {
    let was = record.inputs.first { $0.role == role }
    let name = Self.name(role)
    switch (was, inputs[role]) {
    case (nil, nil): return []
    case (nil, _): return ["\(name) was not named then"]
    case (_, nil): return ["\(name) is no longer named"]
    case (_, .unreadable(let reason)): return ["\(name) cannot be read: \(reason)"]
    case (let was?, .present(let content, let schema)):
      if was.schemaHash != schema { return ["columns of \(name) changed"] }
      return was.contentHash == content ? [] : ["the content of \(name) changed"]
    }
  }
}
