/// A taxpayer's number of Brazil, CPF: nine digits and two check digits.
///
/// - Source: Receita Federal: both check digits by weights from 2 on, modulo 11.
package enum BrazilianTaxpayerNumber: PersonalDataKind {
  package static let card = PersonalDataCard(
    id: "br-cpf", title: "taxpayer numbers (Brazil)", chance: 0.01,
    source: "Receita Federal, Cadastro de Pessoas Físicas, two check digits modulo 11")

  package static func candidates(in text: SearchedText) -> [PersonalDataCandidate] {
    var found = text.digitRuns(separators: []).compactMap { run in
      run.digits.count == 11
        ? PersonalDataCandidate(range: run.range, passes: passes(run.digits)) : nil
    }
    for start in text.bytes.indices
    where text.has(".", at: start + 3) && text.has(".", at: start + 7) {
      guard !text.isWord(start - 1), text.has("-", at: start + 11), !text.isWord(start + 14),
        let first = text.number(start..<start + 3), let second = text.number(start + 4..<start + 7),
        let third = text.number(start + 8..<start + 11),
        let last = text.number(start + 12..<start + 14)
      else { continue }
      let digits = digits(((first * 1_000 + second) * 1_000 + third) * 100 + last)
      found.append(PersonalDataCandidate(range: start..<start + 14, passes: passes(digits)))
    }
    return found
  }

  /// The eleven digits of a number.
  private static func digits(_ number: Int) -> [Int] {
    var rest = number
    var digits = [Int](repeating: 0, count: 11)
    for place in digits.indices.reversed() {
      digits[place] = rest % 10
      rest /= 10
    }
    return digits
  }

  private static func passes(_ digits: [Int]) -> Bool {
    guard Set(digits).count > 1 else { return false }
    for place in 9...10 {
      let sum = (0..<place).reduce(0) { $0 + digits[$1] * (place + 1 - $1) }
      guard digits[place] == sum * 10 % 11 % 10 else { return false }
    }
    return true
  }
}
