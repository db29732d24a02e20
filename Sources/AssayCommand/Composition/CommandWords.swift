internal import Foundation

/// A command line as a person would type it again.
enum CommandWords {
  /// The words in one line, quoted where a shell needs it; the program by its name alone.
  static func line(_ words: [String]) -> String {
    (["assay"] + words.dropFirst()).map(quoted).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let plain = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-_./,=:@%+"))
    guard word.isEmpty || !word.unicodeScalars.allSatisfy(plain.contains) else { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
