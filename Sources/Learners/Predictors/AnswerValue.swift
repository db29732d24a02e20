internal import Foundation

/// A JSON value of a model's answer.
enum AnswerValue: Sendable, Hashable {
  case null
  case truth(Bool)
  case number(Double)
  case text(String)
  case list([AnswerValue])
  case object([String: AnswerValue])

  /// Reads a JSON document; nil when the bytes are none.
  static func parse(_ bytes: some Sequence<UInt8>) -> AnswerValue? {
    do {
      return try JSONDecoder().decode(AnswerValue.self, from: Data(bytes))
    } catch {
      return nil
    }
  }

  /// What stands at a path of keys and places: `predictions`, `data.0.score`; nil where nothing
  /// does.
  func value(at path: String) -> AnswerValue? {
    var value = self
    for part in path.split(separator: ".") {
      switch value {
      case .object(let members):
        guard let member = members[String(part)] else { return nil }
        value = member
      case .list(let members):
        guard let place = Int(part), members.indices.contains(place) else { return nil }
        value = members[place]
      default: return nil
      }
    }
    return value
  }

  /// Numbers of one cell: a list's or a single one; nil where something else is among them.
  var numbers: [Double]? {
    switch self {
    case .null: return [.nan]
    case .truth(let truth): return [truth ? 1 : 0]
    case .number(let number): return [number]
    case .list(let members):
      var numbers: [Double] = []
      for member in members {
        guard let inner = member.numbers else { return nil }
        numbers += inner
      }
      return numbers
    case .text, .object: return nil
    }
  }

  /// Texts of a list or a single one; nil where something else is among them.
  var texts: [String]? {
    switch self {
    case .text(let text): return [text]
    case .list(let members):
      var texts: [String] = []
      for member in members {
        guard let inner = member.texts else { return nil }
        texts += inner
      }
      return texts
    default: return nil
    }
  }
}

extension AnswerValue: Decodable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([AnswerValue].self) {
      self = .list(list)
    } else if let object = try? container.decode([String: AnswerValue].self) {
      self = .object(object)
    } else {
      self = .truth(try container.decode(Bool.self))
    }
  }
}
