/// How one check came out.
package enum CheckStatus: String, Sendable, Hashable, Codable, CaseIterable {
  case pass
  /// Something a person should look at; also a check that could not run to its end.
  case attention
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
  case pass
  case attention
  case fail
  case unanswered
  case waived
}

/// The answer of an assessment.
package enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
  case go = "GO"
  case goWithConditions = "GO_WITH_CONDITIONS"
  case noGo = "NO_GO"
}
