import Foundation

/// Holds a JSON value against the part of JSON Schema that Assay's schemas use.
struct SchemaCheck {
  let root: [String: Any]

  /// What is wrong, one line each; empty when the value fits.
  func problems(_ value: Any) -> [String] {
    problems(value, root, at: "$")
  }

  private func problems(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = reference.replacingOccurrences(of: "#/$defs/", with: "")
      guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
        return ["\(path): the schema has no \(reference)"]
      }
      return problems(value, target, at: path)
    }
    var found: [String] = []
    if let allowed = schema["enum"] as? [String], !allowed.contains(value as? String ?? "") {
      found.append("\(path): \(value) is none of \(allowed)")
    }
    let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
    if !types.isEmpty, !types.contains(where: { Self.has(value, type: $0) }) {
      found.append("\(path): \(value) is no \(types.joined(separator: " or "))")
    }
    if let object = value as? [String: Any] {
      found += problems(object: object, schema, at: path)
    }
    if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
      for (index, element) in array.enumerated() {
        found += problems(element, items, at: "\(path)[\(index)]")
      }
    }
    return found
  }

  private func problems(
    object: [String: Any], _ schema: [String: Any], at path: String
  ) -> [String] {
    var found: [String] = []
    let properties = schema["properties"] as? [String: Any] ?? [:]
    for name in schema["required"] as? [String] ?? [] where object[name] == nil {
      found.append("\(path).\(name) is missing")
    }
    for (name, element) in object {
      if let property = properties[name] as? [String: Any] {
        found += problems(element, property, at: "\(path).\(name)")
      } else if let other = schema["additionalProperties"] as? [String: Any] {
        found += problems(element, other, at: "\(path).\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        found.append("\(path).\(name) is not in the schema")
      }
    }
    return found
  }

  private static func has(_ value: Any, type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "boolean": (value as? NSNumber).map(isBoolean) ?? false
    case "number": (value as? NSNumber).map { !isBoolean($0) } ?? false
    case "integer":
      (value as? NSNumber).map { !isBoolean($0) && $0.doubleValue.rounded() == $0.doubleValue }
        ?? false
    default: false
    }
  }

  private static func isBoolean(_ number: NSNumber) -> Bool {
    // A truth and a number are both NSNumber: only their type codes tell them apart.
    let code = unsafe number.objCType.pointee
    return code == CChar(UInt8(ascii: "c")) || code == CChar(UInt8(ascii: "B"))
  }
}
