extension TextFormat {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: Self.card.types, implied: .text)
    if form == .json { return .values(of: column) { unsafe Self.isJSON($0.bytes) } }
    let whole = try ByteAutomaton(form.pattern, .whole)
    switch form {
    case .date:
      return .values(of: column) { value in
        var reading = unsafe TextReading(value.bytes)
        return unsafe whole.matches(value.bytes) && reading.date() != nil
      }
    case .timestamp:
      return .values(of: column) { value in
        guard unsafe whole.matches(value.bytes) else { return false }
        var reading = unsafe TextReading(UnsafeBufferPointer(rebasing: value.bytes.prefix(10)))
        return reading.date() != nil
      }
    case .phone:
      return .values(of: column) { value in
        guard unsafe whole.matches(value.bytes) else { return false }
        return unsafe 8...15 ~= value.bytes.count { $0 &- UInt8(ascii: "0") < 10 }
      }
    case .email:
      return .values(of: column) { value in
        guard unsafe whole.matches(value.bytes), unsafe value.bytes.count <= Form.longestEmail
        else {
          return false
        }
        let local = unsafe value.bytes.firstIndex(of: UInt8(ascii: "@")) ?? 0
        return local <= Form.longestLocalPart
      }
    case .ipv6, .ip:
      var addresses: [(automaton: ByteAutomaton, most: Int)] = []
      for written in Form.ipv6Patterns {
        addresses.append((try ByteAutomaton(written.pattern, .whole), written.most))
      }
      let isAny = form == .ip
      return .values(of: column) { value in
        if isAny, unsafe whole.matches(value.bytes) { return true }
        return addresses.contains { address in
          unsafe address.automaton.matches(value.bytes) && Self.groups(value.bytes) <= address.most
        }
      }
    default: return .values(of: column) { unsafe whole.matches($0.bytes) }
    }
  }

  /// Runs of hexadecimal digits.
  private static func groups(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var groups = 0
    var isInside = false
    for index in text.indices {
      let isDigit = unsafe UTF8Bytes.hexadecimal(text[index]) != nil
      if isDigit, !isInside { groups += 1 }
      isInside = isDigit
    }
    return groups
  }

  private static func isJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // The NUL ends every loop of the cursor.
    let padded = unsafe Array(text) + [UInt8](repeating: 0, count: JSONCursor.padding + 1)
    return unsafe padded.withUnsafeBufferPointer { padded in
      guard let start = padded.baseAddress else { return false }
      var cursor = unsafe JSONCursor(start, isStrict: true)
      cursor.skipSpace()
      do throws(JSONFlaw) {
        try cursor.skipValue()
      } catch {
        return false
      }
      cursor.skipSpace()
      return cursor.offset == text.count
    }
  }
}
