internal import ADBC

/// Reads labels as places in a list of classes, and each class' probability beside them.
struct LabelledProbabilities: Sendable {
  /// The class of a row without a usable label.
  static let none = -1

  private let options: LabelErrorOptions
  private var target = 0
  private var places: [Int] = []
  private var binary: LabelReader
  private var truths: [UInt8] = []
  private var numbers: [[Double]] = []
  private var lookup: [String: Int]
  /// Each row's class, ``none`` without.
  private(set) var classes: [Int] = []
  /// Labels that are no class, with an example.
  private(set) var foreign: String?

  init(_ options: LabelErrorOptions) {
    self.options = options
    binary = LabelReader(positive: options.positive)
    lookup = Dictionary(
      options.classes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The classes' names; of a binary task as the labels spell them.
  var names: [String] {
    guard options.classes.isEmpty else { return options.classes }
    let label = PositiveLabel(options.positive)
    return [
      binary.values.first { label.matches($0) == false } ?? "negative",
      binary.values.first { label.matches($0) == true } ?? "positive",
    ]
  }

  mutating func start(_ fields: [ArrowField]) throws(MetricRefusal) {
    let finder = ColumnFinder(fields)
    target = try finder.place(options.target, "target", .labels)
    places = []
    for name in options.probabilities {
      places.append(try finder.place(name, "probability", .numbers))
    }
    numbers = [[Double]](repeating: [], count: places.count)
  }

  /// Reads a batch.
  mutating func read(_ batch: ArrowBatch) throws(MetricRefusal) {
    let rows = batch.rowCount
    if classes.count < rows { classes = [Int](repeating: Self.none, count: rows) }
    for (column, place) in places.enumerated() {
      if numbers[column].count < rows { numbers[column] = [Double](repeating: 0, count: rows) }
      unsafe NumberReader.read(batch.columns[place], rows: rows, into: &numbers[column])
    }
    guard !options.classes.isEmpty else {
      if truths.count < rows { truths = [UInt8](repeating: 0, count: rows) }
      unsafe binary.read(batch.columns[target], rows: rows, into: &truths)
      if let refusal = binary.refusal(column: options.target, isFinal: false) { throw refusal }
      for row in 0..<rows {
        classes[row] =
          truths[row] == LabelReader.missing
          ? Self.none : truths[row] == LabelReader.positive ? 1 : 0
      }
      return
    }
    let column = unsafe batch.columns[target]
    for row in 0..<rows {
      guard let text = unsafe Self.text(column, row) else {
        classes[row] = Self.none
        continue
      }
      classes[row] = lookup[text] ?? Self.none
      if classes[row] == Self.none, foreign == nil { foreign = text }
    }
  }

  /// A row's probabilities, one a class, divided by their sum; false where one is missing or none.
  func probabilities(_ row: Int, into result: inout [Double]) -> Bool {
    if places.count == 1 {
      let positive = numbers[0][row]
      guard (0...1).contains(positive) else { return false }
      (result[0], result[1]) = (1 - positive, positive)
      return true
    }
    var sum = 0.0
    for place in places.indices {
      let number = numbers[place][row]
      guard number >= 0, number.isFinite else { return false }
      result[place] = number
      sum += number
    }
    guard sum > 0, sum.isFinite else { return false }
    for place in places.indices { result[place] /= sum }
    return true
  }

  /// A label as people write it; whole numbers are written alike however they are stored.
  private static func text(_ column: ArrowColumn, _ row: Int) -> String? {
    switch unsafe column.type {
    case .float16, .float32, .float64, .decimal:
      guard let number = unsafe column.double(at: row), !number.isNaN else { return nil }
      return Int64(exactly: number).map(String.init) ?? "\(number)"
    default:
      guard let text = unsafe column.text(at: row), !text.isEmpty else { return nil }
      return text
    }
  }
}
