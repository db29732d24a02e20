/// A JSON value of the schema.
indirect enum SchemaValue: Encodable {
  case text(String)
  case number(Double)
  case whole(Int)
  case flag(Bool)
  case list([SchemaValue])
  case object([String: SchemaValue])

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .whole(let whole): try container.encode(whole)
    case .flag(let flag): try container.encode(flag)
    case .list(let members): try container.encode(members)
    case .object(let members): try container.encode(members)
    }
  }
}

extension SchemaValue {
  /// A list of texts.
  static func texts(_ texts: [String]) -> SchemaValue {
    .list(texts.map(SchemaValue.text))
  }
}
