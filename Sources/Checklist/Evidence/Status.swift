/// How one check came out.
package enum CheckStatus: String, Sendable, Hashable, Codable, CaseIterable {
  /// The claim holds.
  case pass
  /// Something a person should look at; also a check that could not run to its end.
  case attention
  /// The claim does not hold.
  case fail
  /// The data are too few to tell; the finding says how many more rows would.
  case undecided
  /// It cannot apply to this model; the finding says why.
  case notApplicable
  /// Its inputs are absent; the finding says which line of assay.yaml enables it.
  case missing
}

/// How an aspect stands, from its checks, questions and decisions.
package enum AspectStatus: String, Sendable, Hashable, Codable, CaseIterable {
  /// Every check that applies passes or is accepted, and every question is answered.
  case pass
  /// A check asks for attention, is undecided, or is missing.
  case attention
  /// A check fails and nobody waived it.
  case fail
  /// Nothing stands against it but a question without an answer.
  case unanswered
  /// A person set it, or a check in it that does not pass, aside for a time.
  case waived
}

/// The answer of an assessment.
package enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// Every aspect passes.
  case go = "GO"
  /// Nothing failed, and some aspect needs attention, lacks an answer or is waived.
  case goWithConditions = "GO_WITH_CONDITIONS"
  /// An aspect failed and nobody waived it.
  case noGo = "NO_GO"
}
