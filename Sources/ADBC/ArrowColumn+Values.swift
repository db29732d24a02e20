extension ArrowColumn {
  /// The value as a number, or nil when it is missing or its type is none.
  ///
  /// Integers beyond ±2⁵³ and decimals of more than 15 digits are rounded to the nearest double.
  /// A decimal is its integer divided by a power of ten. True is 1, false 0. NaN and infinities
  /// pass through. Times, dates and text are no numbers: see ``microseconds(at:)``.
  package func double(at row: Int) -> Double? {
    guard unsafe isValid(row) else { return nil }
    switch unsafe type {
    case .float64: return unsafe values(as: Double.self).map { unsafe $0[row] }
    case .float32: return unsafe values(as: Float.self).map { unsafe Double($0[row]) }
    case .float16: return unsafe values(as: UInt16.self).map { unsafe Self.half($0[row]) }
    case .uint64: return unsafe values(as: UInt64.self).map { unsafe Double($0[row]) }
    case .boolean: return unsafe bit(at: row).map { $0 ? 1 : 0 }
    case .decimal(_, let scale, let width): return unsafe decimal(at: row, scale, width)
    case .dictionary:
      guard let values = unsafe dictionary.first, let index = unsafe dictionaryIndex(at: row)
      else { return nil }
      return unsafe values.double(at: index)
    case let stored: return unsafe integer(stored: stored, at: row).map(Double.init)
    }
  }

  /// The value as an integer, or nil when it is missing, no integer type, or above 2⁶³ − 1.
  package func integer(at row: Int) -> Int64? {
    guard unsafe isValid(row) else { return nil }
    return unsafe integer(stored: type, at: row)
  }

  /// The value as a truth, or nil when it is missing or the type is not boolean.
  package func boolean(at row: Int) -> Bool? {
    guard unsafe isValid(row), unsafe type == .boolean else { return nil }
    return unsafe bit(at: row)
  }

  /// Dates and timestamps as microseconds since 1970-01-01T00:00:00 (in UTC where the type has a
  /// zone, else local and zoneless); times of day as microseconds since midnight; durations as
  /// microseconds.
  ///
  /// Nil when the value is missing, the type is no time, a date or timestamp is outside
  /// ``CalendarText/instants`` (infinity among them), or microseconds exceed 64 bits. Nanoseconds
  /// are rounded towards the past.
  package func microseconds(at row: Int) -> Int64? {
    guard unsafe isValid(row) else { return nil }
    switch unsafe type {
    case .date32:
      guard let days = unsafe values(as: Int32.self) else { return nil }
      // 32 bits of days are 48 bits of seconds, but more than 64 of microseconds.
      let product = unsafe Int64(days[row]).multipliedReportingOverflow(by: 86_400_000_000)
      return product.overflow ? nil : CalendarText.instant(product.partialValue)
    case .date64: return unsafe scaled(at: row, unit: .milliseconds).flatMap(CalendarText.instant)
    case .timestamp(let unit, _):
      return unsafe scaled(at: row, unit: unit).flatMap(CalendarText.instant)
    case .duration(let unit): return unsafe scaled(at: row, unit: unit)
    case .time(let unit): return unsafe scaled(at: row, unit: unit)
    default: return nil
    }
  }

  private func scaled(at row: Int, unit: TimeUnit) -> Int64? {
    var count: Int64?
    if case .time = unsafe type, unit == .seconds || unit == .milliseconds {
      count = unsafe values(as: Int32.self).map { unsafe Int64($0[row]) }
    } else {
      count = unsafe values(as: Int64.self).map { unsafe $0[row] }
    }
    guard let count else { return nil }
    // The ends of the range are infinity, also where as nanoseconds they would be of the year 2262.
    if case .timestamp = unsafe type, count == .max || count <= -.max { return nil }
    if unit == .nanoseconds {
      return count >= 0 ? count / 1_000 : (count + 1) / 1_000 - 1
    }
    let product = count.multipliedReportingOverflow(by: 1_000_000 / unit.rawValue)
    return product.overflow ? nil : product.partialValue
  }

  func integer(stored: ArrowType, at row: Int) -> Int64? {
    switch stored {
    case .int8: unsafe values(as: Int8.self).map { unsafe Int64($0[row]) }
    case .int16: unsafe values(as: Int16.self).map { unsafe Int64($0[row]) }
    case .int32: unsafe values(as: Int32.self).map { unsafe Int64($0[row]) }
    case .int64: unsafe values(as: Int64.self).map { unsafe $0[row] }
    case .uint8: unsafe values(as: UInt8.self).map { unsafe Int64($0[row]) }
    case .uint16: unsafe values(as: UInt16.self).map { unsafe Int64($0[row]) }
    case .uint32: unsafe values(as: UInt32.self).map { unsafe Int64($0[row]) }
    case .uint64: unsafe values(as: UInt64.self).flatMap { unsafe Int64(exactly: $0[row]) }
    default: nil
    }
  }

  private func bit(at row: Int) -> Bool? {
    let index = unsafe offset + row
    guard let bytes = unsafe (buffers.first ?? nil)?.assumingMemoryBound(to: UInt8.self) else {
      return nil
    }
    return unsafe (bytes[index >> 3] >> UInt8(index & 7)) & 1 == 1
  }

  /// Little-endian two's complement of 4 to 32 bytes, as a double.
  private func decimal(at row: Int, _ scale: Int, _ bitWidth: Int) -> Double? {
    guard let base = unsafe buffers.first ?? nil else { return nil }
    let width = bitWidth / 8
    let start = unsafe base + (offset + row) * width
    let isNegative = unsafe start.load(fromByteOffset: width - 1, as: UInt8.self) & 0x80 != 0
    // The magnitude is summed, so that −1 does not become 2¹²⁸ − 1 minus 2¹²⁸ in floating point.
    var magnitude = 0.0
    var carry: UInt16 = isNegative ? 1 : 0
    var power = 1.0
    for index in 0..<width {
      var byte = UInt16(unsafe start.load(fromByteOffset: index, as: UInt8.self))
      if isNegative {
        byte = (~byte & 0xFF) + carry
        carry = byte >> 8
        byte &= 0xFF
      }
      magnitude += Double(byte) * power
      power *= 256
    }
    var divisor = 1.0
    // Beyond 400 the power is infinite whatever the scale says.
    for _ in 0..<min(scale.magnitude, 400) { divisor *= 10 }
    let value = scale >= 0 ? magnitude / divisor : magnitude * divisor
    return isNegative ? -value : value
  }

  /// IEEE half precision: 1 sign, 5 exponent, 10 fraction bits.
  private static func half(_ bits: UInt16) -> Double {
    let fraction = Double(bits & 0x3FF)
    let exponent = Int(bits >> 10 & 0x1F)
    let magnitude: Double =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1_024)
      }
    return bits & 0x8000 == 0 ? magnitude : -magnitude
  }
}
