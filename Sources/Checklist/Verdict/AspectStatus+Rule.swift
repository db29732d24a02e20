extension AspectStatus {
  /// How an aspect stands.
  ///
  /// The worst that is not lifted decides: a failure, then a warning, then a question without an
  /// answer, then a waiver. A waiver of the whole aspect replaces all of it.
  ///
  /// | check | no decision | accepted | waived | rejected |
  /// | --- | --- | --- | --- | --- |
  /// | pass, not applicable | pass | pass | pass | fail |
  /// | attention, undecided, missing | attention | pass | waived | fail |
  /// | fail | fail | fail | waived | fail |
  ///
  /// Accepting an aspect accepts each of its checks, and leaves its questions to be answered. A
  /// rejected aspect fails, whatever its checks and the decisions on them are.
  ///
  /// - Parameters:
  ///   - checks: the status of each check with the decision in force on it.
  ///   - unanswered: questions without an answer.
  ///   - decision: the decision in force on the aspect.
  package init(
    checks: [(status: CheckStatus, decision: ItemDecision.Kind?)], unanswered: Int,
    decision: ItemDecision.Kind?
  ) {
    guard decision != .waive else {
      self = .waived
      return
    }
    guard decision != .reject else {
      self = .fail
      return
    }
    let standings = checks.map { Self.standing($0.status, $0.decision ?? decision) }
    if standings.contains(.fail) {
      self = .fail
    } else if standings.contains(.attention) {
      self = .attention
    } else if unanswered > 0 {
      self = .unanswered
    } else if standings.contains(.waived) {
      self = .waived
    } else {
      self = .pass
    }
  }

  /// How a check stands with the decision in force on it, as its column of the table says.
  static func standing(
    _ status: CheckStatus, _ decision: ItemDecision.Kind?
  ) -> AspectStatus {
    switch (status, decision) {
    case (_, .reject): .fail
    case (.pass, _), (.notApplicable, _): .pass
    case (_, .waive): .waived
    case (.fail, _): .fail
    case (_, .accept): .pass
    case (.attention, _), (.undecided, _), (.missing, _): .attention
    }
  }
}

extension Verdict {
  /// The verdict over the aspects: no with a failure, with conditions when any is not passed.
  package init(_ aspects: some Sequence<AspectStatus>) {
    var verdict = Verdict.go
    for status in aspects {
      switch status {
      case .fail:
        self = .noGo
        return
      case .attention, .unanswered, .waived: verdict = .goWithConditions
      case .pass: break
      }
    }
    self = verdict
  }
}
