/// Tells columns that probably hold personal data, so that their values are not shown until a person
/// has looked.
enum PersonalData {
  /// Words in names of such columns.
  private static let words: Set<String> = [
    "email", "mail", "phone", "mobile", "name", "firstname", "lastname", "surname", "address",
    "street", "birthdate", "birthday", "dob", "ssn", "passport", "iban", "ip",
  ]

  /// Whether a column's name or the form of its values suggests it.
  static func isLikely(_ name: String, forms: Set<TextFormat.Form>) -> Bool {
    if forms.contains(.email) || forms.contains(.ipv4) || forms.contains(.ipv6) { return true }
    let parts = name.lowercased().split { !$0.isLetter }.map(String.init)
    return parts.contains(where: words.contains)
  }
}
