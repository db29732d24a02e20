/// What a text says as a value of another type, read as the engine's casts do.
///
/// Differences: an offset from UTC moves a time to UTC, and the words `epoch` and `infinity` are no
/// times.
@safe struct TextReading {
  // Safe: `at` stays between the first byte and `end`, and a reading is over before its text is.

  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private var at = 0

  /// Reads a text without the space around it.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    unsafe bytes = text
    var end = text.count
    while at < end, unsafe Self.isSpace(text[at]) { at += 1 }
    while end > at, unsafe Self.isSpace(text[end - 1]) { end -= 1 }
    self.end = end
  }

  /// Reads a text of the contract.
  static func of<Value>(_ text: String, _ read: (inout TextReading) -> Value) -> Value {
    let bytes = Array(text.utf8)
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      var reading = unsafe TextReading(bytes)
      return read(&reading)
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || 0x09...0x0D ~= byte
  }

  private var byte: UInt8? { unsafe at < end ? bytes[at] : nil }

  /// What is left of it.
  private var rest: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(rebasing: bytes[at..<end])
  }

  /// A number: decimal, with single underscores between digits, an infinity or what is no number.
  mutating func number() -> (whole: Int64?, number: Double)? {
    var text: [UInt8] = []
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
      if byte == UInt8(ascii: "-") { text.append(UInt8(ascii: "-")) }
      at += 1
    }
    let sign = text.count
    if let special = special() { return (nil, sign == 1 ? -special : special) }
    guard let digits = digits() else { return nil }
    // JSON has no leading zeros and no number without digits before the point.
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    text += significant.isEmpty ? [UInt8(ascii: "0")] : Array(significant)
    var count = digits.count
    if byte == UInt8(ascii: ".") {
      at += 1
      guard let fraction = self.digits() else { return nil }
      count += fraction.count
      if !fraction.isEmpty { text += [UInt8(ascii: ".")] + fraction }
    }
    guard count > 0 else { return nil }
    if let letter = byte, letter | 0x20 == UInt8(ascii: "e") {
      text.append(letter)
      at += 1
      if let sign = byte, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        text.append(sign)
        at += 1
      }
      guard let power = self.digits(), !power.isEmpty else { return nil }
      text += power
    }
    guard at == end else { return nil }
    return Self.value(text)
  }

  private mutating func special() -> Double? {
    let word = unsafe String(decoding: rest, as: UTF8.self).lowercased()
    switch word {
    case "inf", "infinity": return .infinity
    case "nan": return .nan
    default: return nil
    }
  }

  /// Digits without their underscores; nil where one stands wrong.
  private mutating func digits() -> [UInt8]? {
    var digits: [UInt8] = []
    var wasDigit = false
    while let byte {
      if byte == UInt8(ascii: "_") {
        guard wasDigit else { return nil }
        wasDigit = false
      } else if byte &- UInt8(ascii: "0") < 10 {
        digits.append(byte)
        wasDigit = true
      } else {
        break
      }
      at += 1
    }
    return digits.isEmpty || wasDigit ? digits : nil
  }

  private static func value(_ text: [UInt8]) -> (whole: Int64?, number: Double)? {
    let padded = text + [UInt8](repeating: 0x0A, count: JSONCursor.padding + 1)
    return unsafe padded.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return nil }
      var cursor = unsafe JSONCursor(start)
      guard let number = try? cursor.number() else { return nil }
      return (number.whole, number.double)
    }
  }

  /// The whole number that the engine rounds a number to.
  static func rounded(_ number: Double) -> Int64? {
    Int64(exactly: number.rounded(.toNearestOrAwayFromZero))
  }

  /// `true`, `t`, `yes`, `y` and `1`, and their contraries, in any case of letters.
  static func truth(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    switch unsafe String(decoding: text, as: UTF8.self).lowercased() {
    case "true", "t", "yes", "y", "1": true
    case "false", "f", "no", "n", "0": false
    default: nil
    }
  }

  private static let day: Int64 = 86_400_000_000

  /// A day, in microseconds; what follows it does not count, unless it is a digit.
  mutating func date() -> Int64? {
    guard let day = calendarDay(), !(byte.map { $0 &- UInt8(ascii: "0") < 10 } ?? false) else {
      return nil
    }
    return day
  }

  /// A moment, in microseconds; a day is its midnight.
  mutating func moment() -> Int64? {
    guard let day = calendarDay() else { return nil }
    guard at < end else { return day }
    if byte == UInt8(ascii: "T") {
      at += 1
    } else {
      guard let byte, Self.isSpace(byte) else { return nil }
      while let byte = self.byte, Self.isSpace(byte) { at += 1 }
    }
    guard let hour = field(2, upTo: 24), byte == UInt8(ascii: ":") else { return nil }
    at += 1
    guard let minute = field(2, upTo: 59) else { return nil }
    var (second, fraction): (Int64, Int64) = (0, 0)
    if byte == UInt8(ascii: ":") {
      at += 1
      guard let seconds = field(2, upTo: 59) else { return nil }
      second = seconds
      if byte == UInt8(ascii: ".") { fraction = microseconds() }
    }
    let time = ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction
    guard time <= Self.day, let offset = offset(), at == end else { return nil }
    return day + time - offset * 60_000_000
  }

  /// Year, month and day between equal signs.
  private mutating func calendarDay() -> Int64? {
    guard let year = field(6, upTo: 290_000), let sign = byte,
      sign == UInt8(ascii: "-") || sign == UInt8(ascii: "/") || sign == UInt8(ascii: "\\")
        || sign == UInt8(ascii: " ")
    else { return nil }
    at += 1
    guard let month = field(2, upTo: 12), month > 0, byte == sign else { return nil }
    at += 1
    guard let day = field(2, upTo: 31), day > 0, day <= Self.days(in: month, of: year) else {
      return nil
    }
    return Self.daysSince1970(year, month, day) * Self.day
  }

  /// A number of so many digits at most.
  private mutating func field(_ width: Int, upTo greatest: Int64) -> Int64? {
    var value: Int64 = 0
    let first = at
    while at - first < width, let byte, byte &- UInt8(ascii: "0") < 10 {
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      at += 1
    }
    return at > first && value <= greatest ? value : nil
  }

  /// A point and any number of digits.
  private mutating func microseconds() -> Int64 {
    at += 1
    var value: Int64 = 0
    var unit: Int64 = 100_000
    while let byte, byte &- UInt8(ascii: "0") < 10 {
      value += unit * Int64(byte - UInt8(ascii: "0"))
      unit /= 10
      at += 1
    }
    return value
  }

  /// Minutes ahead of UTC: nothing, `Z`, ` UTC` or `+02`, `+0230`, `+02:30`; nil for anything else.
  private mutating func offset() -> Int64? {
    guard let sign = byte else { return 0 }
    for utc in ["Z", " UTC"] where unsafe rest.elementsEqual(utc.utf8) {
      at = end
      return 0
    }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    at += 1
    guard let hours = field(2, upTo: 99) else { return nil }
    if byte == UInt8(ascii: ":") { at += 1 }
    let minutes = at < end ? field(2, upTo: 59) : 0
    guard let minutes else { return nil }
    return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  private static func days(in month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days of the Gregorian calendar since 1970, counted in years that begin with March.
  private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The moment as it is written, in UTC: without its time at midnight.
  static func words(_ moment: Int64, isDate: Bool) -> String {
    var days = moment / day
    if moment % day < 0 { days -= 1 }
    let time = moment - days * day
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ number: Int64, _ width: Int = 2) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date =
      "\(padded(year, 4))-\(padded(month))-\(padded(dayOfYear - (153 * part + 2) / 5 + 1))"
    guard !isDate else { return date }
    let (seconds, fraction) = (time / 1_000_000, time % 1_000_000)
    let clock =
      "\(padded(seconds / 3_600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
    return "\(date) \(clock)" + (fraction > 0 ? "." + padded(fraction, 6) : "")
  }
}
