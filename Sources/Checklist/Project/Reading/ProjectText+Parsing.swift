import Yams

extension ProjectText {
  /// Parses the text as one YAML document that is a mapping.
  func root(file: String, start: String = "`assay init` writes one to start from")
    throws(ProjectError) -> Node.Mapping
  {
    let node: Node?
    do {
      // Without resolver rules nothing is guessed from a scalar's look: `no` stays text, 1.10 stays
      // as typed, and what a value must be is known from its key.
      node = try compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw refusal(for: error, file: file)
    } catch {
      throw ProjectError(
        message: "the file cannot be parsed: \(error)", file: file, line: 1, column: 1, remedy: nil)
    }
    switch node {
    case .mapping(let mapping): return mapping
    case nil:
      throw ProjectError(
        message: "the file is empty", file: file, line: 1, column: 1,
        remedy: start)
    case .scalar(let scalar) where scalar.string.isEmpty:
      throw ProjectError(
        message: "the file is empty", file: file, line: 1, column: 1,
        remedy: start)
    case .some(let other):
      throw ProjectError(
        message: "the file must be a mapping of keys to values", file: file,
        line: other.mark?.line ?? 1, column: other.mark?.column ?? 1,
        remedy: "start it with `version: 1`")
    }
  }

  private func refusal(for error: YamlError, file: String) -> ProjectError {
    func refusal(_ message: String, _ place: Place, _ remedy: String?) -> ProjectError {
      ProjectError(
        message: message, file: file, line: place.line, column: place.column, remedy: remedy)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let place = Place(line: mark.line, column: mark.column)
      if problem.contains("another document") {
        return refusal(
          "a second document starts here, and only one is read", place, "remove the line `---`")
      }
      if let tab = tab(before: place) {
        return refusal("a tab is used to indent", tab, "indent with spaces")
      }
      if problem.contains("nesting level") {
        return refusal("this is nested more deeply than is read", place, "nest less deeply")
      }
      return refusal("this is not YAML: \(problem)", place, remedy(for: problem))
    case .reader(let problem, let offset, _, _):
      return refusal(
        "this is not YAML: \(problem)", place(ofCharacter: offset),
        "remove the character, or write it as an escape such as \"\\x07\" in double quotes")
    case .duplicatedKeysInMapping(let names, let context):
      let first = Place(line: context.mark.line, column: context.mark.column)
      let name = names.first ?? ""
      return refusal(
        "“\(name.shortened)” is given twice; the first is on line \(first.line)",
        repetition(of: name, after: first) ?? first, "keep one of the two")
    default:
      return refusal("the file cannot be parsed: \(error)", Place(line: 1, column: 1), nil)
    }
  }

  private func remedy(for problem: String) -> String? {
    if problem.contains("mapping values are not allowed") {
      return "put a value that contains “: ” in double quotes, and check the indentation"
    }
    if problem.contains("cannot start any token") {
      return "put the value in double quotes"
    }
    if problem.contains("unknown escape") {
      return "in double quotes \\ begins an escape: put the text in single quotes"
    }
    if problem.contains("alias") { return "put a value that starts with * in double quotes" }
    return "check quotes, brackets and indentation up to this line"
  }

  private var lines: [Substring] {
    text.split(omittingEmptySubsequences: false) { $0.isNewline }
  }

  /// The first tab in the indentation of the line, or of one just above it.
  private func tab(before place: Place) -> Place? {
    let lines = lines
    for line in [place.line, place.line - 1] where lines.indices.contains(line - 1) {
      let indentation = lines[line - 1].prefix { $0 == " " || $0 == "\t" }
      if let tab = indentation.firstIndex(of: "\t") {
        let column = indentation.distance(from: indentation.startIndex, to: tab) + 1
        return Place(line: line, column: column)
      }
    }
    return nil
  }

  private func place(ofCharacter offset: Int?) -> Place {
    guard let offset else { return Place(line: 1, column: 1) }
    let before = text.prefix(offset)
    let line = before.reduce(1) { $0 + ($1.isNewline ? 1 : 0) }
    let last = before.split(omittingEmptySubsequences: false) { $0.isNewline }.last
    return Place(line: line, column: (last?.unicodeScalars.count ?? 0) + 1)
  }

  /// Where a key of a block mapping stands again, at the same indentation.
  private func repetition(of key: String, after first: Place) -> Place? {
    for (index, line) in lines.enumerated().dropFirst(first.line) {
      let scalars = line.unicodeScalars.dropFirst(first.column - 1)
      let here = String(String.UnicodeScalarView(scalars))
      if [key + ":", "\"\(key)\":", "'\(key)':"].contains(where: here.hasPrefix) {
        return Place(line: index + 1, column: first.column)
      }
    }
    return nil
  }
}

extension String {
  /// The text for a message: what cannot be printed is escaped, and a long one is cut.
  package var shortened: String {
    let most = 60
    let printable = prefix(most).unicodeScalars.map { scalar in
      YAMLText.isPrintable(scalar) ? String(scalar) : scalar.escaped
    }
    return printable.joined() + (count > most ? "…" : "")
  }
}
