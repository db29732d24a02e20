/// Why a line is no JSON object that can be judged, and where.
package struct JSONFlaw: Error, Sendable, Hashable {
  /// What is wrong.
  package let reason: Reason
  /// Bytes of the line before the place.
  package let offset: Int

  /// What can be wrong with a line.
  package enum Reason: String, Sendable, Hashable {
    case notAnObject = "the line is no JSON object"
    case noKey = "a key in double quotes is expected"
    case noColon = "a colon is expected"
    case noComma = "a comma or the end of the object or list is expected"
    case noValue = "a value is expected"
    case badNumber = "a number is not written as JSON has it"
    case badEscape = "an escape in a text is none that JSON has"
    case loneSurrogate = "an escape is half of a pair of surrogates"
    case control = "a text holds a control character or does not end"
    case notUTF8 = "a text is no UTF-8"
    case tooDeep = "objects and lists lie too deep in each other"
    case repeatedKey = "a key occurs twice"
    case trailing = "something follows the object"
  }
}
