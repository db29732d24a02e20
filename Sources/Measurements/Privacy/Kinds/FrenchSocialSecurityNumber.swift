/// A social security number of France, NIR: sex, year and month of birth, place, order, and a key.
///
/// Of Corsica's departments 2A and 2B, which are no digits, none is found.
///
/// - Source: INSEE: the key is 97 less the number modulo 97.
package enum FrenchSocialSecurityNumber: PersonalDataKind {
  package static let card = PersonalDataCard(
    id: "fr-nir", title: "social security numbers (France)", chance: 1.0 / 97,
    source: "INSEE, numéro d'inscription au répertoire, key modulo 97")

  package static func candidates(in text: SearchedText) -> [PersonalDataCandidate] {
    text.digitRuns(separators: Set(" ".utf8)).compactMap { run in
      guard run.digits.count == 15, run.digits[0] == 1 || run.digits[0] == 2,
        (1...12).contains(run.digits[3] * 10 + run.digits[4])
      else { return nil }
      let rest = CheckDigits.remainder(run.digits.prefix(13), by: 97)
      return PersonalDataCandidate(
        range: run.range, passes: run.digits[13] * 10 + run.digits[14] == 97 - rest)
    }
  }
}
