internal import ADBC

/// The classes of a multiclass task, numbered: the declared ones first, others as they come.
struct ClassNames: Sendable {
  /// Classes to follow at most: a confusion matrix of a million cells is read by nobody.
  static let limit = 1_000

  /// The classes' names by number.
  private(set) var names: [String]
  /// The first so many were declared.
  let declaredCount: Int
  private var numbers: [String: UInt16]

  /// - Parameter declared: names in the order of the probabilities; at most ``limit``.
  init(declared: [String]) {
    names = declared
    declaredCount = declared.count
    numbers = [:]
    for (number, name) in declared.enumerated() { numbers[name] = UInt16(number) }
  }

  /// Whether there are more classes than are followed.
  var isOverLimit: Bool { names.count > Self.limit }

  /// The number of a class.
  mutating func number(of name: String) -> UInt16 {
    if let number = numbers[name] { return number }
    let number = UInt16(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }
}

/// Reads labels or predicted classes as numbers of classes.
///
/// 1 and 1.0 are one class, whatever the columns' types.
struct ClassReader: Sendable {
  /// Stands for a row without a class.
  static let missing = UInt16.max

  private var keys = KeyCodes()
  /// Of each distinct value its class.
  private var classes: [UInt16] = []
  private var numbers: [Double] = []

  /// Writes the class of every row into `labels`, which is at least as long as the batch.
  ///
  /// Stops when there are more classes than are followed: they are refused anyway.
  mutating func read(
    _ column: ArrowColumn, rows: Int, names: inout ClassNames, into labels: inout [UInt16]
  ) {
    if unsafe column.type.isText {
      for row in 0..<rows {
        guard let bytes = unsafe column.bytes(at: row) else {
          labels[row] = Self.missing
          continue
        }
        let code = unsafe keys.code(text: bytes) { unsafe column.text(at: row) }
        labels[row] = classOf(code, &names)
        if names.isOverLimit { return }
      }
    } else {
      let isTruth = unsafe column.type == .boolean
      if numbers.count < rows { numbers = [Double](repeating: 0, count: rows) }
      unsafe NumberReader.read(column, rows: rows, into: &numbers)
      for row in 0..<rows {
        let number = numbers[row]
        guard !number.isNaN else {
          labels[row] = Self.missing
          continue
        }
        // Adding zero makes −0 and 0 one class.
        let code = keys.code(number: (number + 0).bitPattern) {
          isTruth ? "\(number != 0)" : Int64(exactly: number).map(String.init) ?? "\(number)"
        }
        labels[row] = classOf(code, &names)
        if names.isOverLimit { return }
      }
    }
  }

  @inline(__always)
  private mutating func classOf(_ code: UInt32, _ names: inout ClassNames) -> UInt16 {
    if Int(code) == classes.count {
      classes.append(names.number(of: keys.names[Int(code)] ?? ""))
    }
    return classes[Int(code)]
  }
}
