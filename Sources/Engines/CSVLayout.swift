/// How a CSV file separates its values, and what its header names.
///
/// Told from the beginning of the file alone and always in the same way: the quote is `"`, doubled
/// to stand for itself; the first line that is not blank is the header; the delimiter is the one of
/// comma, tab, semicolon and bar by which the most of the first records have as many values as the
/// header. The engine's own detection is not used: it takes `a,b,c` for one column named "a,b,c"
/// when the rows below are ragged.
struct CSVLayout: Sendable, Hashable {
  let delimiter: Character
  /// Names in the header's order, made unique.
  let names: [String]
  /// Blank lines before the header.
  let skippedLines: Int
  /// Whether a record with a byte follows the header in the beginning of the file.
  let hasBody: Bool
  let warnings: [InputWarning]

  private static let candidates: [Character] = [",", "\t", ";", "|"]
  /// Records that decide on the delimiter; more would only cost time.
  private static let sampledRecords = 30

  /// Reads the beginning of a file.
  ///
  /// - Parameters:
  ///   - isWhole: whether `head` is the whole file, so that its last record is whole too.
  /// - Throws: ``EngineError`` when there is no header.
  init(head: String, isWhole: Bool, file: String) throws(EngineError) {
    var text = Substring(head)
    if text.unicodeScalars.first == "\u{FEFF}" { text = Substring(text.unicodeScalars.dropFirst()) }
    var skipped = 0
    while let first = text.first, first.isNewline {
      text = text.dropFirst()
      skipped += 1
    }
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else {
      throw EngineError(
        .unreadable, "the file holds blank lines only",
        remedy: "check that whatever writes it has finished", file: file)
    }
    var best: (share: Double, width: Int, delimiter: Character, header: [String])?
    var hasBody = false
    for delimiter in Self.candidates {
      var records = Self.records(bytes, delimiter: delimiter, limit: Self.sampledRecords + 2)
      hasBody = hasBody || records.dropFirst().contains { $0 != [""] }
      if records.count > 1, !isWhole || records.count > Self.sampledRecords + 1 {
        records.removeLast()
      }
      guard let header = records.first else { continue }
      let body = records.dropFirst().filter { $0 != [""] }
      let fitting = body.count { $0.count == header.count }
      let share = body.isEmpty ? 1 : Double(fitting) / Double(body.count)
      let width = header.count
      // A single column fits everything: it wins only where nothing separates the header.
      let isBetter =
        best.map { width > 1 && ($0.width == 1 || (share, width) > ($0.share, $0.width)) } ?? true
      if isBetter { best = (share, width, delimiter, header) }
    }
    let header = best?.header ?? []
    guard !header.contains(where: { $0.contains("\u{FFFD}") }) else {
      throw EngineError(csvMessage: "unicode", file: file, line: skipped + 1)
    }
    try EngineError.refuseNUL(inNames: header, of: file, line: skipped + 1)
    delimiter = best?.delimiter ?? ","
    skippedLines = skipped
    self.hasBody = hasBody
    (names, warnings) = Self.unique(header, file: file, line: skipped + 1)
  }

  /// Names that are there and differ, with a warning for each that had to be made up.
  private static func unique(
    _ header: [String], file: String, line: Int
  ) -> ([String], [InputWarning]) {
    var warnings: [InputWarning] = []
    var names: [String] = []
    var taken = Set(header)
    var seen: Set<String> = []
    for (index, written) in header.enumerated() {
      var name = written
      if written.isEmpty || !seen.insert(written).inserted {
        let base = written.isEmpty ? "column" : written
        var number = written.isEmpty ? index + 1 : 2
        repeat {
          name = "\(base)_\(number)"
          number += 1
        } while taken.contains(name)
        taken.insert(name)
        let warning =
          written.isEmpty
          ? InputWarning(
            .unnamedColumn, "column \(index + 1) has no name and is called \"\(name)\"",
            file: file, line: line, column: name)
          : InputWarning(
            .duplicateHeader,
            "column \(index + 1) repeats the name \"\(written.shownOnOneLine)\" and is called "
              + "\"\(name.shownOnOneLine)\"", file: file, line: line, column: name)
        warnings.append(warning)
      }
      names.append(name)
    }
    let filled = header.filter { !$0.isEmpty }
    if !filled.isEmpty, filled.allSatisfy({ Double($0) != nil }) {
      warnings.append(
        InputWarning(
          .headerLooksLikeData,
          "the first line holds numbers only and was read as the header: if it is data, put a line "
            + "with the columns' names above it", file: file, line: line))
    }
    return (names, warnings)
  }

  /// The first records, split at the delimiter outside quotes.
  private static func records(
    _ bytes: [UInt8], delimiter: Character, limit: Int
  ) -> [[String]] {
    let separator = delimiter.asciiValue ?? UInt8(ascii: ",")
    let quote = UInt8(ascii: "\"")
    let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    var records: [[String]] = []
    var record: [String] = []
    var value: [UInt8] = []
    var isQuoted = false
    var index = 0
    func endValue() {
      record.append(String(decoding: value, as: UTF8.self))
      value.removeAll(keepingCapacity: true)
    }
    while index < bytes.count, records.count < limit {
      let byte = bytes[index]
      if isQuoted {
        if byte == quote {
          if index + 1 < bytes.count, bytes[index + 1] == quote {
            value.append(quote)
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          value.append(byte)
        }
      } else if byte == quote, value.isEmpty {
        isQuoted = true
      } else if byte == separator {
        endValue()
      } else if byte == lineFeed || byte == carriageReturn {
        if byte == carriageReturn, index + 1 < bytes.count, bytes[index + 1] == lineFeed {
          index += 1
        }
        endValue()
        records.append(record)
        record = []
      } else {
        value.append(byte)
      }
      index += 1
    }
    if records.count < limit, !value.isEmpty || !record.isEmpty {
      endValue()
      records.append(record)
    }
    return records
  }
}
