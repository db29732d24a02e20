/// What came back: status, headers and the whole body.
package struct HTTPAnswer: Sendable {
  /// 100…599.
  package let status: Int
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]

  /// Whether the status says that the request was carried out: 200…299.
  package var isSuccess: Bool { (200...299).contains(status) }

  /// The beginning of the body as text on one line, for an error that quotes it.
  package func excerpt(characters: Int = 200) -> String {
    let text = String(decoding: body.prefix(characters * 4), as: UTF8.self)
    let line = text.split(whereSeparator: { $0.isWhitespace || $0.isNewline })
      .joined(separator: " ")
      .filter { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } }
    return line.count > characters ? line.prefix(characters) + "…" : line
  }
}
