internal import Checklist
internal import Contracts

extension ConstraintResult {
  /// Digits of a value of the data: as many as people type, and fewer than arithmetic leaves.
  static let valueDigits = 7

  /// The broken values as people tell them apart; those of several columns come with their names
  /// and marks.
  var exampleWords: String {
    let ends = ShownNumber.all(in: expected ?? "")
    let isOne = column != nil && level == "row"
    return examples.map { example in
      isOne
        ? ShownNumber.text(example, significant: Self.valueDigits, apartFrom: ends).quotedIfBlank
        : example
    }.joined(separator: " … ")
  }

  /// The figure that was measured, or why there is none.
  var figureWords: String {
    if let note { return note }
    let isValue = [
      SmallestValue.card.name, LargestValue.card.name, MostCommonValue.card.name,
    ].contains(kind)
    return ShownNumber.texts(
      found ?? "", significant: isValue ? Self.valueDigits : 4,
      apartFrom: ShownNumber.all(in: expected ?? ""))
  }

  /// What should be, then what is: the figure, or the values.
  ///
  /// - Parameter showsPlace: whether it is said where the first of the rows stands.
  func words(showsPlace: Bool = true) -> String {
    let found: String
    if level == "row" {
      let place = showsPlace ? first.map { "row \($0.row)" } : nil
      found = [exampleWords.isEmpty ? nil : exampleWords, place].compactMap(\.self)
        .joined(separator: ", first ")
    } else {
      found = figureWords
    }
    return [expected.map { "expected \($0)" }, found.isEmpty ? nil : found].compactMap(\.self)
      .joined(separator: "; ")
  }
}
