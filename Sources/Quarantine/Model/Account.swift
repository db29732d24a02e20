/// What a person says of a change: for the audit log.
package struct Account: Sendable, Hashable, Codable {
  package let by: String?
  package let reason: String?
  /// Which rows were chosen, and what was done to their columns, in the person's words.
  package var how: [String]

  /// Says something of a change.
  package init(by: String? = nil, reason: String? = nil, how: [String] = []) {
    self.by = by
    self.reason = reason
    self.how = how
  }
}
