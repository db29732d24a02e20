internal import Checklist

/// The values of a list, made ready to find those of a column among them.
struct ValueMembers {
  private let texts: TextMembers
  private let wholes: Set<Int64>
  /// All numbers, and those of them that are not whole.
  private let numbers: Set<Double>
  private let fractions: Set<Double>

  /// Makes a list ready.
  ///
  /// - Throws: ``StreamRefusal`` for a value that is none of the column's type.
  init(_ members: [String], of column: StreamColumns.Column) throws(StreamRefusal) {
    var wholes: Set<Int64> = []
    var numbers: Set<Double> = []
    var fractions: Set<Double> = []
    for text in column.type == .text ? [] : members {
      let bound = ConfigurationBound(text)
      if column.type == .boolean, let truth = Bool(text.lowercased()) {
        wholes.insert(truth ? 1 : 0)
      } else if let bound, column.type?.isTime == true, let moment = bound.moment {
        wholes.insert(moment)
      } else if let bound, column.type?.isNumeric == true, let number = bound.number {
        numbers.insert(number)
        if let whole = bound.exact { wholes.insert(whole) } else { fractions.insert(number) }
      } else {
        throw StreamRefusal(
          "“\(text)” is no \(column.type?.rawValue ?? "value"), which “\(column.name)” holds",
          remedy: "write the values as the column has them")
      }
    }
    self.wholes = wholes
    self.numbers = numbers
    self.fractions = fractions
    texts = TextMembers(column.type == .text ? members : [])
  }

  /// Whether a value is one of them.
  func contains(_ value: StreamValue) -> Bool {
    switch value.kind {
    case .text: unsafe texts.place(of: value.bytes) >= 0
    case .whole: wholes.contains(value.whole) || fractions.contains(value.number)
    case .number: numbers.contains(value.number)
    default: wholes.contains(value.whole)
    }
  }
}

/// Texts that are found by their bytes.
final class TextMembers {
  private var table: KeyTable

  init(_ texts: [String]) {
    table = KeyTable(limit: texts.count)
    for text in texts { _ = table.insert(text) }
  }

  /// The number of a text among them; -1 for none.
  func place(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = bytes.baseAddress else { return -1 }
    return unsafe table.find(start, bytes.count)
  }
}
