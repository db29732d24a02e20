/// A number on its way into a JSON document, with all the digits that its column has.
package enum ExactNumber: Encodable, Sendable, Hashable {
  case integer(Int64)
  case unsigned(UInt64)
  case real(Double)
  /// There is no number: written as null.
  case none

  /// A column's number by its key.
  package init(_ key: UInt64?, as kind: NumberKind) {
    guard let key else {
      self = .none
      return
    }
    switch kind {
    case .integer, .instant: self = .integer(Int64(bitPattern: key))
    case .unsigned: self = .unsigned(key)
    case .real: self = .real(Double(bitPattern: key))
    }
  }

  /// A number, null when it is absent or not finite.
  package init(_ value: Double?) {
    guard let value, value.isFinite else {
      self = .none
      return
    }
    self = .real(value)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .integer(let value): try container.encode(value)
    case .unsigned(let value): try container.encode(value)
    case .real(let value): try container.encode(value)
    case .none: try container.encodeNil()
    }
  }
}
