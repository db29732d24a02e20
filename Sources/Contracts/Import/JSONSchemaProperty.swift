internal import Checklist
internal import Engines

/// What a JSON Schema says of one property, as rules of a column.
enum JSONSchemaProperty {
  /// References that are followed one after the other, at most.
  private static let mostReferences = 20

  /// The schema that a reference within the file leads to; nil where it leads nowhere.
  static func resolve(_ schema: PlacedValue, root: PlacedValue) -> PlacedValue? {
    var schema = schema
    for _ in 0..<mostReferences {
      guard let reference = schema["$ref"]?.text else { return schema }
      guard reference.hasPrefix("#/") else { return nil }
      var target: PlacedValue? = root
      for part in reference.dropFirst(2).split(separator: "/") {
        target = target?[String(part).replacing("~1", with: "/").replacing("~0", with: "~")]
      }
      guard let target, target.entries != nil else { return nil }
      schema = target
    }
    return nil
  }

  /// Whether a missing value is allowed: the type says so, or nothing is said of it.
  static func allowsNull(_ schema: PlacedValue?) -> Bool {
    guard let schema else { return true }
    if schema["nullable"]?.flag == true { return true }
    if let values = schema["enum"]?.members { return values.contains(where: \.isNothing) }
    guard let types = schema["type"]?.texts else { return schema["const"] == nil }
    return types.contains("null")
  }

  /// That a value is a whole number of times another; nearly so of one with a fraction, which no
  /// binary number is exactly.
  private static func isMultiple(of divisor: String, column: String) -> String {
    let value = SQLText.identifier(column)
    guard Int(divisor) == nil else { return "\(value) % \(divisor) = 0" }
    let times = "\(value) / \(divisor)"
    return "abs(\(times) - round(\(times))) <= 1e-12 * greatest(abs(\(times)), 1)"
  }

  /// Notes all that is said of a property.
  static func read(
    _ column: String, _ given: inout SourceMapping, into draft: inout ImportDraft
  ) {
    given.skip(
      "title", "description", "$comment", "examples", "default", "$id", "id", "readOnly",
      "writeOnly", "deprecated", "nullable", "$defs", "definitions", "contentMediaType",
      "contentEncoding")
    let places = given
    func rule(_ key: String) -> SourceRule {
      SourceRule(name: key, column: column, path: places.path(key), place: places.place(key))
    }
    let format = given.take("format")?.text
    if let types = given.take("type") {
      draft.note(rule("type")) { (_) throws(NotCarried) in
        [try type(types.texts ?? [], format: format, of: column)]
      }
    }
    values(column, &given, rule, into: &draft)
    range(column, &given, rule, into: &draft)
    if let divisor = given.take("multipleOf") {
      draft.note(rule("multipleOf")) { (_) throws(NotCarried) in
        guard let text = divisor.text, let number = divisor.number, number > 0 else {
          throw NotCarried("it is no number above 0")
        }
        return [.predicate(Self.isMultiple(of: text, column: column), shows: [column])]
      }
    }
    let (least, greatest) = (given.take("minLength"), given.take("maxLength"))
    for (key, end) in [("minLength", least), ("maxLength", greatest)] where end != nil {
      draft.note(rule(key)) { (_) throws(NotCarried) in
        for end in [least, greatest].compactMap(\.self) where (end.whole ?? -1) < 0 {
          throw NotCarried("it is no number of characters")
        }
        return [
          ImportedConstraint(
            TextLength.self, of: column,
            [
              "min": least?.whole.map { .whole($0) }, "max": greatest?.whole.map { .whole($0) },
            ])
        ]
      }
    }
    if let pattern = given.take("pattern")?.text {
      draft.carry(
        rule("pattern"),
        [
          ImportedConstraint(
            TextPattern.self, of: column, [TextPattern.matches.name: .texts([pattern])])
        ])
    }
    if let format {
      draft.note(rule("format")) { (_) throws(NotCarried) in
        try self.format(format, of: column)
      }
    }
    draft.listRest(
      of: given, column: column,
      because: "rules on what is inside a value, and combinations of schemas, have no counterpart")
  }

  private static func type(
    _ names: [String], format: String?, of column: String
  ) throws(NotCarried) -> ImportedConstraint {
    let given = names.filter { $0 != "null" }
    let types: [String: ValueType] = [
      "integer": .integer, "number": .number, "boolean": .boolean, "string": .text,
    ]
    guard given.count == 1, let name = given.first, let type = types[name] else {
      throw NotCarried(
        given.count == 1
          ? "values of type \(given[0].shortened) are no cells of a table"
          : "a contract names one type, and not \(names.joined(separator: ", "))")
    }
    // Text that is a time is stored as a time in a table.
    let stored: ValueType =
      switch (type, format) {
      case (.text, "date"?): .date
      case (.text, "date-time"?): .timestamp
      default: type
      }
    return ImportedConstraint(
      StoredType.self, of: column, [StoredType.type.name: .text(stored.rawValue)])
  }

  private static func values(
    _ column: String, _ given: inout SourceMapping, _ rule: (String) -> SourceRule,
    into draft: inout ImportDraft
  ) {
    for key in ["enum", "const"] {
      guard let value = given.take(key) else { continue }
      draft.note(rule(key)) { (_) throws(NotCarried) in
        guard let texts = value.texts, !texts.isEmpty else {
          throw NotCarried("it lists something that is no single value")
        }
        return [
          ImportedConstraint(ValueSet.self, of: column, [ValueSet.values.name: .texts(texts)])
        ]
      }
    }
  }

  /// Both ends are one constraint, which stands for the rules on both.
  private static func range(
    _ column: String, _ given: inout SourceMapping, _ rule: (String) -> SourceRule,
    into draft: inout ImportDraft
  ) {
    // In draft 4 the exclusive ends are flags.
    let isAbove = given.take("exclusiveMinimum")
    let isBelow = given.take("exclusiveMaximum")
    let ends: [(key: String, end: PlacedValue?, bound: String)] = [
      ("minimum", given.take("minimum"), isAbove?.flag == true ? "above" : "min"),
      ("exclusiveMinimum", isAbove?.flag == nil ? isAbove : nil, "above"),
      ("maximum", given.take("maximum"), isBelow?.flag == true ? "below" : "max"),
      ("exclusiveMaximum", isBelow?.flag == nil ? isBelow : nil, "below"),
    ]
    var bounds = ConfigurationMapping()
    for (_, end, bound) in ends {
      if let text = end?.text, end?.number != nil { bounds[bound] = .text(text) }
    }
    for (key, end, _) in ends where end != nil {
      draft.note(rule(key)) { (_) throws(NotCarried) in
        guard end?.number != nil else { throw NotCarried("it is no number") }
        return [ImportedConstraint(ValueRange.self, of: column, bounds)]
      }
    }
    for (key, flag) in [("exclusiveMinimum", isAbove), ("exclusiveMaximum", isBelow)] {
      if flag?.flag != nil { draft.accept(rule(key)) }
    }
  }

  private static func format(
    _ name: String, of column: String
  ) throws(NotCarried) -> [ImportedConstraint] {
    let forms: [String: TextFormat.Form] = [
      "email": .email, "uri": .url, "uuid": .uuid, "ipv4": .ipv4, "ipv6": .ipv6, "time": .time,
    ]
    switch name {
    case "date", "date-time":
      let type: ValueType = name == "date" ? .date : .timestamp
      return [
        ImportedConstraint(
          StoredType.self, of: column, [StoredType.type.name: .text(type.rawValue)])
      ]
    default:
      guard let form = forms[name] else {
        throw NotCarried("the form “\(name.shortened)” is not known: write a `pattern`")
      }
      return [
        ImportedConstraint(
          TextFormat.self, of: column, [TextFormat.form.name: .text(form.rawValue)])
      ]
    }
  }
}
