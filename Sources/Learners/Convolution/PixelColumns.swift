package import Measurements

/// Which columns hold an image's pixels, and in which order.
///
/// ```
/// px_*            every column whose name fits: * stands for any text
/// px_0..px_63     the columns from one to another, as the data have them
/// px_0,px_1,…     these columns
/// ```
///
/// Columns of a pattern whose names differ only by a number at the end come in the order of the
/// numbers, so that `px_10` follows `px_9` whoever wrote the file; others as the data have them.
package enum PixelColumns {
  /// The columns that a list of names, patterns and ranges means.
  ///
  /// - Throws: ``RowsError`` when nothing fits.
  package static func resolve(
    _ terms: [String], among names: [String]
  ) throws(RowsError) -> [String] {
    var columns: [String] = []
    for term in terms {
      if names.contains(term) {
        columns.append(term)
      } else if term.contains("*") {
        let found = names.filter {
          fits($0, term.split(separator: "*", omittingEmptySubsequences: false))
        }
        guard !found.isEmpty else { throw .columnUnknown(name: term, available: names) }
        columns += ordered(found)
      } else {
        columns += try range(term, names)
      }
    }
    return columns
  }

  private static func range(_ term: String, _ names: [String]) throws(RowsError) -> [String] {
    let characters = Array(term)
    for place in characters.indices.dropLast() where characters[place] == "." {
      guard characters[place + 1] == "." else { continue }
      let first = names.firstIndex(of: String(characters[..<place]))
      let last = names.firstIndex(of: String(characters[(place + 2)...]))
      if let first, let last, first <= last { return Array(names[first...last]) }
    }
    throw .columnUnknown(name: term, available: names)
  }

  private static func fits(_ name: String, _ parts: [Substring]) -> Bool {
    guard let first = parts.first, let last = parts.last, name.hasPrefix(first) else {
      return false
    }
    var rest = name.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let end = end(of: part, in: rest) else { return false }
      rest = rest[end...]
    }
    return rest.count >= last.count && rest.hasSuffix(last)
  }

  private static func end(of part: Substring, in text: Substring) -> String.Index? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(part) { return text.index(start, offsetBy: part.count) }
      start = text.index(after: start)
    }
    return nil
  }

  private static func ordered(_ names: [String]) -> [String] {
    var numbered: [(number: Int, name: String)] = []
    var stems: Set<String> = []
    for name in names {
      let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(String(digits.reversed())) else { return names }
      stems.insert(String(name.dropLast(digits.count)))
      numbered.append((number, name))
    }
    guard stems.count == 1, Set(numbered.map(\.number)).count == names.count else { return names }
    return numbered.sorted { $0.number < $1.number }.map(\.name)
  }
}
