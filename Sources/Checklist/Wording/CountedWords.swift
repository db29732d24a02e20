extension Int {
  /// `1 column`, `1,234 columns`.
  package func of(_ one: String, _ many: String? = nil) -> String {
    "\(NumberText.count(self)) \(self == 1 ? one : many ?? "\(one)s")"
  }

  /// The verb that goes with so many.
  package func verb(_ one: String, _ many: String) -> String {
    self == 1 ? one : many
  }
}

extension Double {
  /// `1 day`, `0.9 days`, with so many significant digits: the noun goes with the number as it is
  /// shown.
  package func of(_ one: String, significant: Int = 4) -> String {
    let shown = NumberText.plain(self, significant: significant)
    return "\(shown) \(shown == "1" ? one : "\(one)s")"
  }
}
