/// The number of a payment card: 14 to 16 digits, a prefix of one of the large schemes, Luhn's
/// check digit.
///
/// - Source: ISO/IEC 7812-1; the schemes' published ranges.
package enum PaymentCardNumber: PersonalDataKind {
  package static let card = PersonalDataCard(
    id: "payment-card", title: "payment card numbers", chance: 0.1,
    source: "ISO/IEC 7812-1, with Luhn's check digit")

  package static func candidates(in text: SearchedText) -> [PersonalDataCandidate] {
    text.digitRuns(separators: Set(" -".utf8)).compactMap { run in
      guard hasKnownPrefix(run.digits) else { return nil }
      return PersonalDataCandidate(range: run.range, passes: CheckDigits.luhn(run.digits))
    }
  }

  private static func hasKnownPrefix(_ digits: [Int]) -> Bool {
    guard (14...16).contains(digits.count) else { return false }
    let four = digits.prefix(4).reduce(0) { $0 * 10 + $1 }
    let two = four / 100
    return switch digits.count {
    case 14: (300...305).contains(four / 10) || two == 36 || two == 38 || two == 39
    case 15: two == 34 || two == 37
    default:
      four / 1_000 == 4 || (51...55).contains(two) || (2_221...2_720).contains(four)
        || four == 6_011 || two == 65 || (3_528...3_589).contains(four)
    }
  }
}
