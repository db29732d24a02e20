/// Whose a change is, and why: for the audit log.
package struct Account: Sendable, Hashable, Codable {
  /// Who, where that was said.
  package let by: String?
  /// The user of the operating system as whom the program ran.
  package let user: String?
  package let reason: String?
  /// Which rows were chosen, and what was done to their columns, in the person's words.
  package var how: [String]

  /// Says something of a change.
  package init(
    by: String? = nil, user: String? = nil, reason: String? = nil, how: [String] = []
  ) {
    self.by = by
    self.user = user
    self.reason = reason
    self.how = how
  }
}
