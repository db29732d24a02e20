internal import ADBC

/// Writes the codes of one column, batch after batch.
struct SliceEncoder: Sendable {
  let column: SliceColumn
  private var numbers: [Double] = []
  private var texts = KeyCodes()
  private var codeOfText: [UInt8] = []
  private let codeByName: [String: UInt8]

  init(_ column: SliceColumn) {
    self.column = column
    var codes: [String: UInt8] = [:]
    if case .texts(let names) = column.content {
      for (code, name) in names.enumerated() { codes[name] = UInt8(code) }
    }
    codeByName = codes
  }

  /// Writes the code of every row into `codes`, which is as long as the batch at least.
  mutating func encode(_ values: ArrowColumn, rows: Int, into codes: inout [UInt8]) {
    switch column.content {
    case .texts: unsafe encodeTexts(values, rows: rows, into: &codes)
    case .numbers(let known):
      unsafe readNumbers(values, rows: rows)
      for row in 0..<rows {
        let number = numbers[row]
        codes[row] =
          number.isNaN
          ? column.missingCode
          : known.firstIndex(of: number).map { UInt8($0) } ?? column.rareCode
      }
    case .edges(let edges, _):
      unsafe readNumbers(values, rows: rows)
      let missing = column.missingCode
      for row in 0..<rows {
        let number = numbers[row]
        var code: UInt8 = 0
        // A column has few edges: comparing with all costs less than a search that branches.
        for edge in edges { code &+= number >= edge ? 1 : 0 }
        codes[row] = number.isNaN ? missing : code
      }
    }
  }

  private mutating func readNumbers(_ values: ArrowColumn, rows: Int) {
    if numbers.count < rows { numbers = [Double](repeating: .nan, count: rows) }
    switch unsafe values.type {
    case .date32, .date64, .timestamp, .time, .duration:
      for row in 0..<rows {
        numbers[row] = unsafe values.microseconds(at: row).map { Double($0) } ?? .nan
      }
    default: unsafe NumberReader.read(values, rows: rows, into: &numbers)
    }
  }

  private mutating func encodeTexts(_ values: ArrowColumn, rows: Int, into codes: inout [UInt8]) {
    for row in 0..<rows {
      if let bytes = unsafe values.bytes(at: row) {
        let text = unsafe texts.code(text: bytes) {
          unsafe String(decoding: bytes, as: UTF8.self)
        }
        codes[row] = code(ofText: text)
      } else if let text = unsafe values.text(at: row) {
        codes[row] = codeByName[text] ?? column.rareCode
      } else {
        codes[row] = column.missingCode
      }
      // A column of names without end would fill memory: what was seen is forgotten now and then.
      if texts.count > Self.textLimit {
        texts = KeyCodes()
        codeOfText = []
      }
    }
  }

  /// Distinct texts remembered at a time.
  private static let textLimit = 1 << 16

  private mutating func code(ofText text: UInt32) -> UInt8 {
    if Int(text) == codeOfText.count {
      let name = texts.names[Int(text)]
      codeOfText.append(name.flatMap { codeByName[$0] } ?? column.rareCode)
    }
    return codeOfText[Int(text)]
  }
}
