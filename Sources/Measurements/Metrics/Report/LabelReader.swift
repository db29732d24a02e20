internal import ADBC

/// Reads labels or predicted classes as positive, negative or missing.
///
/// Numbers, truths and texts are compared by value: 1, 1.0 and true are one label.
struct LabelReader: Sendable {
  /// What a row's label is.
  static let negative: UInt8 = 0
  static let positive: UInt8 = 1
  static let missing: UInt8 = 2
  private static let other: UInt8 = 3

  private let declared: String?
  private let label: PositiveLabel
  private var codes = KeyCodes()
  private var classes: [UInt8] = []
  private var numbers: [Double] = []
  /// The classes of the numbers 0 and 1, once they have come.
  private var settled: [UInt8] = [Self.other, Self.other]

  /// - Parameter positive: the positive label as the person wrote it; nil where its name says so.
  init(positive: String?) {
    declared = positive
    label = PositiveLabel(positive)
  }

  /// The distinct labels seen, as people write them.
  var values: [String] { codes.names.compactMap { $0 } }

  /// Whether there are more labels than two.
  var isOverfull: Bool { codes.count > 2 }

  /// Whether a label came of which nothing says which class it is.
  var hasUnknown: Bool { classes.contains(Self.other) }

  /// Writes the class of every row into `labels`, which is as long as the batch.
  ///
  /// Stops when five different labels have come: they are refused anyway.
  mutating func read(_ column: ArrowColumn, rows: Int, into labels: inout [UInt8]) {
    if unsafe column.type.isText {
      for row in 0..<rows {
        guard let bytes = unsafe column.bytes(at: row) else {
          labels[row] = Self.missing
          continue
        }
        let code = unsafe codes.code(text: bytes) { unsafe column.text(at: row) }
        labels[row] = classOf(code, number: nil)
        if codes.count > 4 { return }
      }
    } else {
      if numbers.count < rows { numbers = [Double](repeating: 0, count: rows) }
      unsafe NumberReader.read(column, rows: rows, into: &numbers)
      for row in 0..<rows {
        let number = numbers[row]
        guard !number.isNaN else {
          labels[row] = Self.missing
          continue
        }
        // Nearly every label is 0 or 1, whose class is settled at their first row.
        let place = number == 1 ? 1 : 0
        if settled[place] != Self.other, number == 0 || number == 1 {
          labels[row] = settled[place]
          continue
        }
        // Adding zero makes −0 and 0 one label.
        let code = codes.code(number: (number + 0).bitPattern) { Self.text(number) }
        labels[row] = classOf(code, number: number)
        if number == 0 || number == 1 { settled[place] = labels[row] }
        if codes.count > 4 { return }
      }
    }
  }

  @inline(__always)
  private mutating func classOf(_ code: UInt32, number: Double?) -> UInt8 {
    if Int(code) == classes.count { classes.append(newClass(code, number: number)) }
    return classes[Int(code)]
  }

  private func newClass(_ code: UInt32, number: Double?) -> UInt8 {
    let isPositive =
      number.map { label.matches($0) } ?? codes.names[Int(code)].flatMap { label.matches($0) }
    return isPositive.map { $0 ? Self.positive : Self.negative } ?? Self.other
  }

  private static func text(_ number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? "\(number)"
  }

  /// Adds the labels that another reader saw.
  mutating func merge(_ other: LabelReader) {
    for (name, kind) in zip(other.codes.names, other.classes) {
      guard let name, !values.contains(name) else { continue }
      var text = name
      let code = text.withUTF8 { utf8 in
        unsafe codes.code(text: UnsafeRawBufferPointer(utf8)) { name }
      }
      if Int(code) == classes.count { classes.append(kind) }
    }
  }

  /// Why the labels of a column cannot be used, as far as is known.
  func refusal(column: String, isFinal: Bool) -> MetricRefusal? {
    if isOverfull { return .notBinary(column: column, values: values) }
    if hasUnknown { return .undeclaredPositive(column: column, values: values) }
    if isFinal, codes.count == 2, Set(classes).count < 2 {
      guard let declared else { return .undeclaredPositive(column: column, values: values) }
      return .positiveNotFound(column: column, positive: declared, values: values)
    }
    return nil
  }
}
