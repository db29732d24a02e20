/// Rows as comma-separated text, as RFC 4180 has it.
///
/// ```
/// CSVText.rows([["a", "b"], ["1", nil], ["x,y", ""]])
/// // a,b
/// // 1,
/// // "x,y",""
/// ```
///
/// A missing value is nothing between its commas, an empty text two quotes, so that both come back.
/// A row of one missing value is written as two quotes: an empty line would be no row.
package enum CSVText {
  /// The rows, each ended by a line feed.
  package static func rows(_ rows: some Sequence<[String?]>) -> String {
    var text = ""
    for row in rows {
      if row.count == 1, row[0] == nil {
        text += "\"\"\n"
        continue
      }
      for (place, value) in row.enumerated() {
        if place > 0 { text += "," }
        if let value { text += field(value) }
      }
      text += "\n"
    }
    return text
  }

  private static func field(_ value: String) -> String {
    let isPlain = value.utf8.allSatisfy {
      $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n")
        && $0 != UInt8(ascii: "\r")
    }
    let hasEdge = value.utf8.first == UInt8(ascii: " ") || value.utf8.last == UInt8(ascii: " ")
    guard !isPlain || hasEdge || value.isEmpty else { return value }
    return "\"" + value.replacing("\"", with: "\"\"") + "\""
  }
}
