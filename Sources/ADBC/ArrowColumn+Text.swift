extension ArrowColumn {
  /// The value as a person would write it, or nil when it is missing or the type is unsupported.
  ///
  /// Invalid UTF-8 is repaired with U+FFFD. Numbers are the shortest text that reads back equal;
  /// dates are `2024-02-29`, timestamps `2024-02-29T12:00:00.5`, with `Z` where the type has a
  /// zone. Binary values are hexadecimal.
  package func text(at row: Int) -> String? {
    guard unsafe isValid(row) else { return nil }
    switch unsafe type {
    case .null, .list, .unsupported: return nil
    case .boolean: return unsafe boolean(at: row).map { $0 ? "true" : "false" }
    case .utf8, .largeUtf8, .utf8View:
      return unsafe bytes(at: row).map { unsafe String(decoding: $0, as: UTF8.self) }
    case .binary, .largeBinary, .binaryView, .fixedSizeBinary:
      return unsafe bytes(at: row).map { bytes in
        unsafe bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      }
    case .dictionary:
      guard let values = unsafe dictionary.first, let index = unsafe dictionaryIndex(at: row)
      else { return nil }
      return unsafe values.text(at: index)
    case .uint64: return unsafe values(as: UInt64.self).map { unsafe String($0[row]) }
    case .float32: return unsafe values(as: Float.self).map { unsafe "\($0[row])" }
    case .decimal(_, 0, _):
      return unsafe double(at: row).map { number in
        Int64(exactly: number).map(String.init) ?? "\(number)"
      }
    case .float16, .float64, .decimal: return unsafe double(at: row).map { "\($0)" }
    case .date32, .date64:
      return unsafe microseconds(at: row).map { CalendarText.date(microseconds: $0) }
        ?? CalendarText.outside
    case .timestamp(_, let zone):
      return unsafe microseconds(at: row).map {
        CalendarText.timestamp(microseconds: $0) + (zone.isEmpty ? "" : "Z")
      } ?? CalendarText.outside
    case .time: return unsafe microseconds(at: row).map { CalendarText.time(microseconds: $0) }
    case .duration: return unsafe microseconds(at: row).map { "\($0)" }
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32:
      return unsafe integer(at: row).map(String.init)
    }
  }
}

extension ArrowBatch {
  /// All values of one row as text; see ``ArrowColumn/text(at:)``.
  package func text(row: Int) -> [String?] {
    unsafe columns.map { unsafe $0.text(at: row) }
  }
}

/// Dates and times of the proleptic Gregorian calendar, from counts since 1970-01-01.
package enum CalendarText {
  /// The instants that are read: those of the years 1 to 9999, which have four digits in every
  /// notation.
  ///
  /// Infinity, and counts of another unit than the type says, are beyond them.
  package static let instants: ClosedRange<Int64> =
    -62_135_596_800_000_000...253_402_300_799_999_999
  /// How a date or timestamp outside ``instants`` is written.
  package static let outside = "outside the years 1 to 9999"

  /// The instant, nil when it is outside ``instants``.
  static func instant(_ microseconds: Int64) -> Int64? {
    instants.contains(microseconds) ? microseconds : nil
  }

  /// `2024-02-29`.
  package static func date(microseconds: Int64) -> String {
    let (year, month, day) = civil(day: floorDivide(microseconds, 86_400_000_000))
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// `2024-02-29T12:00:00.25`; the fraction only where there is one.
  package static func timestamp(microseconds: Int64) -> String {
    let day = floorDivide(microseconds, 86_400_000_000)
    return date(microseconds: microseconds) + "T"
      + time(microseconds: microseconds &- day &* 86_400_000_000)
  }

  /// `12:00:00.25`, from microseconds since midnight.
  package static func time(microseconds: Int64) -> String {
    let seconds = floorDivide(microseconds, 1_000_000)
    var text = padded(seconds / 3_600, 2) + ":" + padded(seconds / 60 % 60, 2)
    text += ":" + padded(seconds % 60, 2)
    var fraction = padded(microseconds &- seconds &* 1_000_000, 6)
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return fraction.isEmpty ? text : text + "." + fraction
  }

  /// Year, month and day of a day count.
  ///
  /// - Source: the 400-year cycle of the Gregorian calendar, years starting in March so that the
  ///   leap day is the last of its year.
  private static func civil(day: Int64) -> (Int64, Int64, Int64) {
    let shifted = day + 719_468  // days from 0000-03-01 to 1970-01-01
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  private static func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }
}
