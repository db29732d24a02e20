import Foundation

/// The JSON Schema of a file whose keys are described.
package enum ConfigurationSchema {
  /// The schema as text, draft 2020-12, keys sorted, ending in a newline.
  ///
  /// - Throws: what the JSON encoder throws, which no value here makes it do.
  package static func json(
    title: String, description: String, keys: [ConfigurationKey],
    vocabulary: Vocabulary = Vocabulary(metrics: [], checks: [])
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var members = object(keys, vocabulary)
    members["$schema"] = .text("https://json-schema.org/draft/2020-12/schema")
    members["title"] = .text(title)
    members["description"] = .text(description)
    return String(decoding: try encoder.encode(SchemaValue.object(members)), as: UTF8.self) + "\n"
  }

  private static func object(
    _ keys: [ConfigurationKey], _ vocabulary: Vocabulary
  ) -> [String: SchemaValue] {
    var properties: [String: SchemaValue] = [:]
    for key in keys { properties[key.name] = property(key, vocabulary) }
    return [
      "type": .text("object"),
      "properties": .object(properties),
      "required": .texts(keys.filter(\.isRequired).map(\.name)),
      "additionalProperties": .flag(false),
    ]
  }

  private static func property(
    _ key: ConfigurationKey, _ vocabulary: Vocabulary
  ) -> SchemaValue {
    let shape = shape(key.shape, vocabulary)
    var members: [String: SchemaValue] =
      key.isRequired ? shape : ["anyOf": .list([.object(shape), absent])]
    members["description"] = .text(key.summary)
    if let fallback = key.fallback.flatMap(SchemaValue.init) { members["default"] = fallback }
    return .object(members)
  }

  /// A key without a value counts as not given.
  private static let absent = SchemaValue.object(["type": .text("null")])

  private static func shape(
    _ shape: ConfigurationShape, _ vocabulary: Vocabulary
  ) -> [String: SchemaValue] {
    switch shape {
    case .text(let form): return text(form)
    case .flag: return ["type": .text("boolean")]
    case .choice(let choices):
      return ["enum": .texts(choices.filter { $0.refusal == nil }.map(\.value))]
    case .name(let kind):
      return vocabulary.names(of: kind).map { ["enum": .texts($0)] } ?? text(.words)
    case .number(let range):
      var members: [String: SchemaValue] = ["type": .text("number")]
      if range.isAboveZero {
        members["exclusiveMinimum"] = .number(0)
      } else if range.lowerBound.isFinite {
        members["minimum"] = .number(range.lowerBound)
      }
      if range.upperBound.isFinite { members["maximum"] = .number(range.upperBound) }
      return members
    case .whole(let range):
      var members: [String: SchemaValue] = ["type": .text("integer")]
      if range.lowerBound != .min { members["minimum"] = .whole(range.lowerBound) }
      if range.upperBound != .max { members["maximum"] = .whole(range.upperBound) }
      return members
    case .list(let member):
      let single = SchemaValue.object(self.shape(member, vocabulary))
      let list = SchemaValue.object(["type": .text("array"), "items": single])
      return member.isMapping
        ? ["type": .text("array"), "items": single] : ["anyOf": .list([single, list])]
    case .mapping(let keys): return object(keys, vocabulary)
    case .entries(let kind, let member):
      let value = SchemaValue.object([
        "anyOf": .list([.object(self.shape(member, vocabulary)), absent])
      ])
      var members: [String: SchemaValue] = [
        "type": .text("object"), "additionalProperties": value,
      ]
      if let names = vocabulary.names(of: kind) {
        members["propertyNames"] = .object(["enum": .texts(names)])
      }
      return members
    case .either(let short, orMapping: let keys):
      return [
        "anyOf": .list([
          .object(self.shape(short, vocabulary)), .object(object(keys, vocabulary)),
        ])
      ]
    }
  }

  /// Text may be typed without quotes, and then an editor sees a number or a truth value.
  private static func text(_ form: ConfigurationShape.TextForm) -> [String: SchemaValue] {
    switch form {
    case .prose: ["type": .texts(["string", "number", "boolean"])]
    case .column: ["type": .texts(["string", "number", "boolean"]), "minLength": .whole(1)]
    case .words, .data, .path, .pattern, .sql:
      ["type": .texts(["string", "number", "boolean"]), "pattern": .text("\\S")]
    case .bound:
      [
        "anyOf": .list([
          .object(["type": .text("number")]),
          .object([
            "type": .text("string"), "pattern": .text("^([0-9]{4}-[0-9]{2}-[0-9]{2}|[-+.0-9eE]+$)"),
          ]),
        ])
      ]
    case .duration:
      [
        "type": .text("string"),
        "pattern": .text("^[0-9.eE+]+ +(second|minute|hour|day|week)s?$"),
      ]
    case .date: ["type": .text("string"), "pattern": .text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    case .window:
      [
        "anyOf": .list([
          .object(["enum": .texts(Project.CalendarUnit.allCases.map(\.rawValue))]),
          .object(["type": .text("integer"), "minimum": .whole(1)]),
          .object(["type": .text("string"), "pattern": .text("^0*[1-9][0-9]*$")]),
        ])
      ]
    }
  }
}

extension SchemaValue {
  /// The default of a key; nil for values that no key has as its default.
  fileprivate init?(_ value: ConfigurationValue) {
    switch value {
    case .text(let text): self = .text(text)
    case .flag(let flag): self = .flag(flag)
    case .number(let number): self = .number(number)
    case .whole(let whole): self = .whole(whole)
    case .list, .mapping: return nil
    }
  }
}
