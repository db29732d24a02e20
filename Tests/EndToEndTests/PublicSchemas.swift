import Foundation
import Testing

/// JSON Schemas that refer to each other by their ids, as far as OpenLineage's use the language.
///
/// A keyword that is not known is a problem, so that nothing passes for want of understanding.
struct PublicSchemas {
  private var documents: [String: [String: Any]] = [:]

  /// Reads the schemas of a folder.
  init(_ folder: URL) throws {
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "json" {
      let value = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
      let schema = try #require(value as? [String: Any])
      documents[try #require(schema["$id"] as? String)] = schema
    }
  }

  /// What is wrong with a value by the schema that an address names, one line each; empty when it
  /// fits.
  func problems(_ value: Any, by reference: String) -> [String] {
    problems(value, reference: reference, in: "", at: "$")
  }

  private func problems(
    _ value: Any, reference: String, in document: String, at path: String
  ) -> [String] {
    let parts = reference.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
    let name = parts[0].isEmpty ? document : parts[0]
    var schema: Any? = documents[name]
    for key in (parts.count > 1 ? parts[1] : "").split(separator: "/") {
      schema = (schema as? [String: Any])?[String(key)]
    }
    guard let schema = schema as? [String: Any] else { return ["\(path): no schema \(reference)"] }
    return problems(value, schema, in: name, at: path)
  }

  private func problems(
    _ value: Any, _ schema: [String: Any], in document: String, at path: String
  ) -> [String] {
    func inner(_ part: Any) -> [String] {
      problems(value, part as? [String: Any] ?? [:], in: document, at: path)
    }
    return schema.flatMap { keyword, given -> [String] in
      let parts = given as? [Any] ?? []
      switch keyword {
      case "$schema", "$id", "$defs", "description", "example", "examples", "default", "title":
        return []
      case "$ref":
        return problems(value, reference: given as? String ?? "", in: document, at: path)
      case "allOf": return parts.flatMap(inner)
      case "anyOf", "oneOf":
        let fitting = parts.count { inner($0).isEmpty }
        let isRight = keyword == "anyOf" ? fitting > 0 : fitting == 1
        return isRight ? [] : ["\(path): \(fitting) of \(keyword) fit"]
      case "not": return inner(given).isEmpty ? ["\(path): is what it must not be"] : []
      case "enum":
        let isOne = parts.contains { ($0 as? NSObject) == (value as? NSObject) }
        return isOne ? [] : ["\(path): \(value) is none of \(parts)"]
      case "minimum":
        guard let number = value as? Double, let least = given as? Double else { return [] }
        return number >= least ? [] : ["\(path): \(number) is below \(least)"]
      case "format":
        return Self.isFormed(value, given as? String ?? "")
          ? [] : ["\(path): \(value) is no \(given)"]
      case "type", "properties", "required", "additionalProperties", "items":
        return problems(value, keyword, given, schema, in: document, at: path)
      default: return ["\(path): the keyword \(keyword) is not known"]
      }
    }
  }

  /// What is wrong by the keywords about the shape.
  private func problems(
    _ value: Any, _ keyword: String, _ given: Any, _ schema: [String: Any], in document: String,
    at path: String
  ) -> [String] {
    let object = value as? [String: Any]
    switch keyword {
    case "type":
      return SchemaCheck(root: ["type": given]).problems(value).map { _ in
        "\(path): \(value) is no \(given)"
      }
    case "required":
      guard let object else { return [] }
      return (given as? [String] ?? []).filter { object[$0] == nil }.map {
        "\(path).\($0) is missing"
      }
    case "properties":
      return (given as? [String: Any] ?? [:]).flatMap { name, property in
        object?[name].map {
          problems($0, property as? [String: Any] ?? [:], in: document, at: "\(path).\(name)")
        } ?? []
      }
    case "items":
      return (value as? [Any] ?? []).enumerated().flatMap {
        problems($1, given as? [String: Any] ?? [:], in: document, at: "\(path)[\($0)]")
      }
    default:
      let named = schema["properties"] as? [String: Any] ?? [:]
      let others = (object ?? [:]).filter { named[$0.key] == nil }
      if (given as? Bool) == false {
        return others.keys.map { "\(path).\($0) is not in the schema" }
      }
      guard let part = given as? [String: Any] else { return [] }
      return others.flatMap { problems($1, part, in: document, at: "\(path).\($0)") }
    }
  }

  private static func isFormed(_ value: Any, _ format: String) -> Bool {
    guard let text = value as? String else { return true }
    switch format {
    case "uuid": return UUID(uuidString: text) != nil
    case "uri": return URL(string: text)?.scheme != nil
    case "date-time":
      return text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/) != nil
    default: return false
    }
  }
}
