/// A JSON value whose objects keep the order of their keys.
///
/// Documents are built as these values and written by ``JSONValue/text(_:)``, so that keys come out
/// in the documented order and a golden file compares byte for byte. Literals work:
/// `["rows": 12, "columns": ["a", "b"], "note": nil]`.
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// Not-a-number and the infinities are written as `null`: the caller adds a `"note"` beside them.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])
}

extension JSONValue {
  /// A whole number, or `null`.
  package init(_ value: Int?) {
    self = value.map(JSONValue.integer) ?? .null
  }

  /// A number, or `null` when absent or not finite.
  package init(_ value: Double?) {
    guard let value, value.isFinite else {
      self = .null
      return
    }
    self = .number(value)
  }

  /// A string, or `null`.
  package init(_ value: String?) {
    self = value.map(JSONValue.string) ?? .null
  }

  /// The members of an object with `more` after them; a value that is no object gives `more` alone.
  package func appending(_ more: [(key: String, value: JSONValue)]) -> JSONValue {
    guard case .object(let members) = self else { return .object(more) }
    return .object(members + more)
  }
}

extension JSONValue: Equatable {
  /// Equal when they have the same values in the same order.
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left == right
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringInterpolation,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { (key: $0.0, value: $0.1) })
  }
}
