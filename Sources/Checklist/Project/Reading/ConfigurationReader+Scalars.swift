internal import Statistics
import Yams

extension ConfigurationReader {
  /// Reads a value that is one piece of text in the file.
  mutating func scalar(
    _ scalar: Node.Scalar, as shape: ConfigurationShape, path: String, place: Place
  ) -> ConfigurationValue? {
    let text = scalar.string
    switch shape {
    case .text(let form):
      if form.accepts(text) { return .text(text) }
    case .flag:
      if scalar.style == .plain, let flag = Bool(text) { return .flag(flag) }
    case .choice(let choices):
      return choice(text, choices, path: path, place: place).map { .text($0) }
    case .name(let kind):
      guard let known = vocabulary.names(of: kind), !known.contains(text) else {
        return .text(text)
      }
      refuseUnknown(kind, text, among: known, at: place)
      return nil
    case .number(let range):
      if let number = Self.number(scalar), range.contains(number) { return .number(number) }
    case .whole(let range):
      if scalar.style == .plain, let whole = Int(text), range.contains(whole) {
        return .whole(whole)
      }
    case .list, .mapping, .entries, .either:
      break
    }
    refuse(
      "“\(path.shortened)” must be \(shape.expectation), not \(Self.quoted(scalar))", at: place,
      remedy: Self.remedy(scalar, shape))
    return nil
  }

  mutating func refuseUnknown(
    _ kind: ConfigurationShape.NameKind, _ name: String, among known: [String], at place: Place
  ) {
    let remedy: String
    if let suggestion = Spelling.suggestion(for: name, among: known) {
      remedy = suggestion
    } else if known.isEmpty {
      remedy = "this version has none"
    } else if known.count <= 12 {
      remedy = "there are \(known.joined(separator: ", "))"
    } else {
      remedy = "`assay checklist` and `assay explain` list what there is"
    }
    refuse("there is no \(kind.noun) “\(name.shortened)”", at: place, remedy: remedy)
  }

  /// Refuses a key, naming one of a similar spelling, or where the key itself belongs.
  mutating func refuseUnknownKey(
    _ name: String, among keys: [ConfigurationKey], path: String, at place: Place
  ) {
    let elsewhere = paths.filter { $0 == name || $0.hasSuffix("." + name) }
    let remedy: String
    if let suggestion = Spelling.suggestion(for: name, among: keys.map(\.name)) {
      remedy = suggestion
    } else if let belongs = elsewhere.first {
      remedy =
        elsewhere.count <= 3
        ? "it belongs to “\(belongs)”" : "it belongs to others, such as “\(belongs)”"
    } else {
      remedy = "there are \(keys.map(\.name).joined(separator: ", "))"
    }
    refuse(
      "unknown key “\(name.shortened)”" + (path.isEmpty ? "" : " in “\(path.shortened)”"),
      at: place, remedy: remedy)
  }

  private mutating func choice(
    _ text: String, _ choices: [ConfigurationShape.Choice], path: String, place: Place
  ) -> String? {
    let possible = choices.filter { $0.refusal == nil }.map(\.value)
    if let choice = choices.first(where: { $0.value == text }) {
      guard let refusal = choice.refusal else { return text }
      refuse(
        "“\(path)” “\(text)” \(refusal)", at: place,
        remedy: "there are \(possible.joined(separator: ", "))")
      return nil
    }
    refuse(
      "“\(path)” must be one of \(possible.joined(separator: ", ")), not “\(text.shortened)”",
      at: place,
      remedy: Self.synonym(text, choices).map { "write `\($0)`" }
        ?? Spelling.suggestion(for: text, among: possible))
    return nil
  }

  /// The word for what is called so elsewhere: `number` for `decimal(10, 2)`.
  private static func synonym(_ text: String, _ choices: [ConfigurationShape.Choice]) -> String? {
    let word = text.lowercased().prefix { $0 != "(" && $0 != "[" }
    return choices.first { $0.refusal == nil && $0.synonyms.contains(String(word)) }?.value
  }

  /// A finite number written in decimal, without quotes.
  private static func number(_ scalar: Node.Scalar) -> Double? {
    guard scalar.style == .plain,
      scalar.string.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
      let number = Double(scalar.string), number.isFinite
    else { return nil }
    return number
  }

  /// What a mapping could be that stands where one word is: the key that the word names, or those
  /// that are needed.
  private static func example(_ text: String, of keys: [ConfigurationKey]) -> String? {
    let named = keys.filter { $0.name == text }
    let needed = named.isEmpty ? keys.filter(\.isRequired) : named
    // Of many keys none is what was meant.
    let shown = needed.isEmpty && keys.count <= 10 ? Array(keys.prefix(1)) : needed
    guard !shown.isEmpty else { return nil }
    return "write for example "
      + "{\(shown.map { "\($0.name): \($0.example)" }.joined(separator: ", "))}"
  }

  private static func quoted(_ scalar: Node.Scalar) -> String {
    if scalar.string.allSatisfy(\.isWhitespace) { return "blank text" }
    let isQuoted = scalar.style != .plain && Double(scalar.string) != nil
    return (isQuoted ? "the text " : "") + "“\(scalar.string.shortened)”"
  }

  private static func remedy(_ scalar: Node.Scalar, _ shape: ConfigurationShape) -> String? {
    let text = scalar.string
    switch shape {
    case .number, .whole:
      if scalar.style != .plain, Double(text) != nil { return "remove the quotes" }
      if text.hasSuffix("%"), let percent = Double(text.dropLast()) {
        return "write \(ConfigurationShape.number(percent / 100))"
      }
      if text.contains(","), Double(text.replacing(",", with: ".")) != nil {
        return "write \(text.replacing(",", with: "."))"
      }
      return nil
    case .flag:
      return ["yes", "on", "no", "off", "true", "false"].contains(text.lowercased())
        ? "write true or false, without quotes" : nil
    case .mapping(let keys): return example(text, of: keys)
    case .text(.bound): return BoundRemedy.of(text)
    case .text(.window):
      return Spelling.suggestion(for: text, among: Project.CalendarUnit.allCases.map(\.rawValue))
    default: return nil
    }
  }
}

extension ConfigurationShape {
  var isMapping: Bool {
    if case .mapping = self { return true }
    return false
  }
}

extension ConfigurationShape.TextForm {
  /// Whether a text has the form.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .prose: true
    // A column may be called anything, even a blank.
    case .column: !text.isEmpty
    case .words, .pattern, .sql: !text.allSatisfy(\.isWhitespace)
    // No system opens a name with a NUL in it, and C code would cut it off there.
    case .data, .path:
      !text.allSatisfy(\.isWhitespace) && !text.unicodeScalars.contains("\0")
    case .date: CalendarDate(text) != nil
    case .window: Project.Window(text) != nil
    case .bound: ConfigurationBound(text) != nil
    case .duration: ConfigurationDuration(text) != nil
    }
  }
}

extension Node {
  var place: Place {
    Place(line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  /// Whether the value is left out: nothing, `~` or `null` without quotes.
  var isAbsent: Bool {
    guard case .scalar(let scalar) = self, scalar.style == .plain || scalar.style == .any,
      foreignTag == nil
    else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// A tag that a person wrote; `!!str` before text is harmless.
  var foreignTag: String? {
    let tag: String
    switch self {
    case .scalar(let scalar): tag = scalar.tag.rawValue
    case .mapping(let mapping): tag = mapping.tag.rawValue
    case .sequence(let sequence): tag = sequence.tag.rawValue
    case .alias: return "alias"
    }
    let isOwn = ["", "!", "tag:yaml.org,2002:str"].contains(tag)
    return isOwn ? nil : String(tag.drop { $0 == "!" })
  }

  var kindName: String {
    switch self {
    case .scalar: "a single value"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
