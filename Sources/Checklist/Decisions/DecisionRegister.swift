/// The decisions sorted by what holds today.
struct DecisionRegister {
  /// The decision in force on each item.
  let inForce: [ItemDecision.Item: ItemDecision]
  /// Those that ended before today and were not renewed.
  let expired: [ItemDecision]

  init(_ decisions: [ItemDecision], today: CalendarDate) {
    let latest = Dictionary(
      decisions.filter { $0.holds(on: today) }.map { ($0.item, $0) }, uniquingKeysWith: { $1 })
    inForce = latest.filter { $0.value.kind != .withdraw }
    expired = decisions.filter { !$0.holds(on: today) && latest[$0.item] == nil }
  }

  /// The decision in force on a check; nil also when the check stands worse than when it was taken.
  func decision(on evidence: Evidence) -> ItemDecision? {
    guard let decision = inForce[.check(evidence.check.id)],
      !decision.isOutrun(by: evidence.status)
    else { return nil }
    return decision
  }

  /// The decision in force on an aspect; nil also when a check of it stands worse than the aspect
  /// did when it was taken.
  func decision(on aspect: AspectID, checks: [Evidence]) -> ItemDecision? {
    guard let decision = inForce[.aspect(aspect)],
      !checks.contains(where: { decision.isOutrun(by: $0.status) })
    else { return nil }
    return decision
  }

  /// One sentence for each decision on the aspect or its checks that does not do what it seems to.
  func notes(on aspect: AspectID, checks: [Evidence]) -> [String] {
    let ended = expired.filter { $0.item.belongs(to: aspect) }.map { decision in
      """
      The decision of \(decision.by) to \(decision.kind.rawValue) \(decision.item.name) ended on \
      \(decision.until?.description ?? "an unknown day") and no longer counts.
      """
    }
    var notes = ended
    if let decision = inForce[.aspect(aspect)],
      let worse = checks.first(where: { decision.isOutrun(by: $0.status) })
    {
      notes.append(decision.reopened(by: worse))
    }
    for evidence in checks {
      guard let decision = inForce[.check(evidence.check.id)] else { continue }
      if let note = Self.note(on: decision, evidence) { notes.append(note) }
    }
    return notes
  }

  private static func note(on decision: ItemDecision, _ evidence: Evidence) -> String? {
    let id = evidence.check.id
    if decision.isOutrun(by: evidence.status) { return decision.reopened(by: evidence) }
    switch (evidence.status, decision.kind) {
    case (_, .reject): return nil
    case (.pass, _), (.notApplicable, _):
      return
        "The decision of \(decision.by) to \(decision.kind.rawValue) \(id) is not needed today."
    case (.fail, .accept):
      return "\(decision.by) accepted \(id), which does not lift its failure: only a waiver does."
    default: return nil
    }
  }
}

extension ItemDecision {
  /// Whether evidence of today is worse than what the person saw: then the item is open again.
  ///
  /// A rejection stands until a person lifts it, whatever the evidence becomes.
  func isOutrun(by status: CheckStatus) -> Bool {
    guard kind == .waive || kind == .accept, let seen else { return false }
    return status.severity > Self.severity(ofStatus: seen)
  }

  func reopened(by evidence: Evidence) -> String {
    """
    \(by) decided to \(kind.rawValue) \(item.name) when it stood at “\(seen ?? "")”; \
    \(evidence.check.id) is now “\(evidence.status.rawValue)”, so the item is open again.
    """
  }

  /// Of a check's or an aspect's status by its raw value; an unknown one is the mildest, so that
  /// what a person never saw is open.
  private static func severity(ofStatus status: String) -> Int {
    if let check = CheckStatus(rawValue: status) { return check.severity }
    return switch AspectStatus(rawValue: status) {
    case .fail, .waived: 2
    case .attention, .unanswered: 1
    case .pass, nil: 0
    }
  }
}

extension CheckStatus {
  /// How much stands against the claim: 0 nothing, 1 a doubt, 2 a failure.
  var severity: Int {
    switch self {
    case .pass, .notApplicable: 0
    case .attention, .undecided, .missing: 1
    case .fail: 2
    }
  }
}

extension ItemDecision.Item {
  /// The id of the aspect or the check.
  package var name: String {
    switch self {
    case .aspect(let id): id.rawValue
    case .check(let id): id
    }
  }

  /// Whether it is the aspect or one of its checks.
  func belongs(to aspect: AspectID) -> Bool {
    switch self {
    case .aspect(let id): id == aspect
    case .check(let id): id.hasPrefix(aspect.rawValue + ".")
    }
  }
}
