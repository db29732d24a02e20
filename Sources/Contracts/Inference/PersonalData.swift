/// Tells columns that hold personal data, or probably do, by their names.
package enum PersonalNames {
  /// Words that name nothing else.
  private static let certain: Set<String> = [
    "email", "phone", "firstname", "lastname", "surname", "birthdate", "birthday", "dob", "ssn",
    "passport",
    "iban",
  ]
  /// Words that may name something else too: a product has a name, a shop an address.
  private static let likely: Set<String> = ["mail", "mobile", "name", "address", "street", "ip"]
  /// Words beside which those name a person's.
  private static let ofPeople: Set<String> = [
    "first", "last", "full", "middle", "maiden", "person", "customer", "client", "user", "patient",
    "employee", "contact", "owner", "home", "billing", "delivery",
  ]

  /// Whether a name says that its column is personal.
  package static func isCertain(_ name: String) -> Bool {
    !words(name).isDisjoint(with: certain)
  }

  /// Whether a name speaks of a person, so that values are no examples to show: `email`, `name`,
  /// `first_name`, and not `product_name`.
  package static func areOfPeople(_ name: String) -> Bool {
    let words = words(name)
    return isCertain(name)
      || !words.isEmpty && words.isSubset(of: likely.union(ofPeople))
        && !words.isDisjoint(with: likely)
  }

  /// Whether a name suggests it.
  static func isLikely(_ name: String) -> Bool {
    !words(name).isDisjoint(with: certain.union(likely))
  }

  private static func words(_ name: String) -> Set<String> {
    Set(name.lowercased().split { !$0.isLetter }.map(String.init))
  }
}

/// Tells columns that probably hold personal data, so that their values are not shown until a
/// person has looked.
enum PersonalData {
  /// Whether a column's name or the form of its values suggests it.
  static func isLikely(_ name: String, forms: Set<TextFormat.Form>) -> Bool {
    if forms.contains(.email) || forms.contains(.ipv4) || forms.contains(.ipv6) { return true }
    return PersonalNames.isLikely(name)
  }
}
