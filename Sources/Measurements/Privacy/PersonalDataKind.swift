/// A kind of personal data that a text can hold: how it is recognised, and how often by accident.
package protocol PersonalDataKind: Sendable {
  /// What it says about itself.
  static var card: PersonalDataCard { get }

  /// Every place in a text that has the shape of this kind, and whether it passes the check of the
  /// kind.
  ///
  /// A kind without a check digit passes whatever has its shape.
  static func candidates(in text: SearchedText) -> [PersonalDataCandidate]

  /// Whether the digits of a whole number may be one of this kind that lost its separators.
  ///
  /// Digits alone could count anything, so that this is a hint and never more.
  static func mayBe(_ digits: [Int]) -> Bool
}

extension PersonalDataKind {
  package static func mayBe(_ digits: [Int]) -> Bool { false }
}

/// What a kind of personal data says about itself.
package struct PersonalDataCard: Sendable, Hashable {
  /// `payment-card`.
  package let id: String
  /// `payment card numbers`, many of them.
  package let title: String
  /// The share of texts of the right shape that pass the kind's check by accident; nil where it has
  /// no check, so that the shape alone tells.
  package let chance: Double?
  /// The standard that defines it.
  package let source: String

  /// Makes a card.
  package init(id: String, title: String, chance: Double? = nil, source: String) {
    self.id = id
    self.title = title
    self.chance = chance
    self.source = source
  }
}

/// A place in a text that has the shape of personal data.
package struct PersonalDataCandidate: Sendable, Hashable {
  /// Where in the text's bytes.
  package let range: Range<Int>
  /// Whether it passes the kind's check.
  package let passes: Bool
}

/// Every kind, the most common first.
package enum PersonalDataKinds {
  /// The kinds.
  package static let all: [any PersonalDataKind.Type] = [
    EmailAddress.self, PhoneNumber.self, PaymentCardNumber.self, BankAccountNumber.self,
    InternetAddress.self, AmericanSocialSecurityNumber.self, BrazilianTaxpayerNumber.self,
    FinnishIdentityCode.self, FrenchSocialSecurityNumber.self, ItalianTaxCode.self,
    SpanishIdentityNumber.self,
  ]
}
