internal import Measurements

/// Text that was decoded in another encoding than it was written in.
enum EncodingDamage: Cause {
  static let card = CauseCard(
    id: "encoding-damage", title: "Text decoded in the wrong encoding", nature: .error,
    sign: "new values hold U+FFFD, or UTF-8 read as Latin-1 (Ã¼ for ü), as past values did not",
    remedy: "have the file written or read in UTF-8")

  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String? {
    guard let categories = change.categories else { return nil }
    let damaged = change.unseen.filter { isDamaged($0.value) }
    let rows = damaged.reduce(0) { $0 + $1.count }
    if let first = damaged.first, 2 * rows >= change.unseen.reduce(0, { $0 + $1.count }) {
      return "“\(first.value)” and so on: \(damaged.count) of \(change.unseen.count) new values"
        + " are text decoded in another encoding"
    }
    let past = Double(categories.past.invalid) / Double(max(categories.past.total, 1))
    let now = Double(categories.current.invalid) / Double(max(categories.current.total, 1))
    guard now > 0.01, now > 5 * past else { return nil }
    return "\(categories.current.invalid) rows are no valid UTF-8"
  }

  /// The marks that a wrong decoding leaves.
  static func isDamaged(_ text: String) -> Bool {
    var last: UInt32 = 0
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value == 0xFFFD { return true }
      // A lead byte of two, then a byte that continues it: as Latin-1 shows both.
      if last == 0xC2 || last == 0xC3, (0x80...0xBF).contains(value) || cp1252.contains(value) {
        return true
      }
      if last == 0xE2, value == 0x20AC || (0x80...0xBF).contains(value) { return true }
      last = value
    }
    return false
  }

  /// What Windows-1252 shows for bytes 0x80 to 0x9F.
  private static let cp1252: Set<UInt32> = [
    0x20AC, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x017D, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x017E, 0x0178,
  ]
}
