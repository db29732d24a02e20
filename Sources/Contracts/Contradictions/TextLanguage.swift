/// A set of texts that a rule speaks of.
package enum TextLanguage: Sendable, Hashable {
  /// Texts in which one of several expressions is found.
  case matching([String])
  /// Texts in which none is found.
  case free(of: [String])
  /// Texts of a form.
  case form(TextFormat.Form)
  /// Texts of so many code points.
  case length(CountRange)
}
