/// The name of an interval's method as people write it.
package enum IntervalMethodText {
  /// Names that are more than their words, by the method's own name.
  private static let names = [
    "delong": "DeLong", "cross-fitted-delong": "DeLong, cross-fitted", "wilson": "Wilson",
    "clopperPearson": "Clopper–Pearson", "mover": "MOVER",
    "dvoretzkyKieferWolfowitz": "Dvoretzky–Kiefer–Wolfowitz",
    "foldedNormalInversion": "folded normal", "log-t": "Student t on the logarithm",
    "bootstrapOfCounts": "bootstrap of counts",
  ]

  /// `DeLong` for `delong`; `window chance` for `window-chance` and `windowChance`.
  package static func words(_ method: String) -> String {
    if let name = names[method] { return name }
    var words = ""
    for character in method.visible {
      if character.isUppercase, words.last?.isLowercase == true {
        words += " " + character.lowercased()
      } else {
        words.append(character == "-" ? " " : character)
      }
    }
    return words
  }
}
