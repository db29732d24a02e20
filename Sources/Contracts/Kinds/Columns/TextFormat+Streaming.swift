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
    case .ipv6, .ip:
      let short = try ByteAutomaton(Form.shortIPv6Pattern, .whole)
      let long = form == .ip ? try ByteAutomaton(Form.ipv6.pattern, .whole) : whole
      return .values(of: column) { value in
        if unsafe whole.matches(value.bytes) || long.matches(value.bytes) { return true }
        return unsafe short.matches(value.bytes) && Self.groups(value.bytes) <= 7
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
      var cursor = unsafe JSONCursor(start, isLenient: true)
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
