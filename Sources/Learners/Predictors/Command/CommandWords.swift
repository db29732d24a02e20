/// A command as its words, divided without a shell.
///
/// Blanks divide, and quotes of either kind hold together what they enclose. Nothing else has a
/// meaning: no variables, no patterns, no pipes. Who wants a shell names one: `sh -c '…'`.
package enum CommandWords {
  /// The words; a list of several is taken as it is.
  ///
  /// - Throws: ``PredictorError/declaration(_:remedy:)`` when a quote has no end or there is no
  ///   word.
  package static func words(_ given: [String]) throws(PredictorError) -> [String] {
    let words = given.count == 1 ? try split(given[0]) : given
    guard let first = words.first, !first.isEmpty else {
      throw .declaration("the model's command is empty", remedy: "name a program, such as ./score")
    }
    guard !words.contains(where: { $0.utf8.contains(0) }) else {
      throw .declaration("the model's command holds a zero byte", remedy: "remove it")
    }
    return words
  }

  private static func split(_ text: String) throws(PredictorError) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil else {
      throw .declaration(
        "a quote in the model's command has no end: \(text)", remedy: "close it")
    }
    return words + [word].compactMap(\.self)
  }
}
