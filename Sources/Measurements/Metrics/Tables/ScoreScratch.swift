/// What is counted of a row of a binary task.
struct ScoredRow: Sendable {
  /// The score; ``NumberReader/missing`` when there is none.
  var score: Double
  /// The row's group, or ``GroupIndex/none``.
  var code: UInt32
  /// Its class, as ``LabelReader`` writes it.
  var label: UInt8
  /// Its predicted class, written alike.
  var called: UInt8
}

/// Room in which rows are sorted out before they are counted, kept from one lot to the next.
struct ScoreScratch: Sendable {
  /// Finite scores of labelled rows, as many as ``take(_:hasScore:)`` said.
  private(set) var values: [Double] = []
  /// Their classes: 1 for a positive row.
  private(set) var classes: [UInt8] = []
  /// Labelled rows whose score is missing.
  private(set) var missingScores = 0
  /// Labelled rows whose score is NaN or infinite.
  private(set) var brokenScores = 0
  /// Rows by label and predicted class, four places to a label.
  private var cells = [Int](repeating: 0, count: 16)

  /// Rows by label and predicted class.
  var calls: [(label: UInt8, called: UInt8, rows: Int)] {
    cells.enumerated().filter { $0.element > 0 }
      .map { (UInt8($0.offset >> 2), UInt8($0.offset & 3), $0.element) }
  }

  /// Sorts out rows.
  ///
  /// - Returns: the number of scores to count.
  mutating func take(_ rows: UnsafeBufferPointer<ScoredRow>, hasScore: Bool) -> Int {
    reserve(rows.count)
    (missingScores, brokenScores) = (0, 0)
    for place in cells.indices { cells[place] = 0 }
    var counted = 0
    var missing = 0
    var broken = 0
    unsafe values.withUnsafeMutableBufferPointer { values in
      unsafe classes.withUnsafeMutableBufferPointer { classes in
        unsafe cells.withUnsafeMutableBufferPointer { cells in
          for position in 0..<rows.count {
            let row = unsafe rows[position]
            unsafe cells[Int(row.label & 3) &<< 2 | Int(row.called & 3)] &+= 1
            unsafe values[counted] = row.score
            unsafe classes[counted] = row.label
            if row.label != LabelReader.missing, hasScore {
              if row.score.isFinite {
                counted &+= 1
              } else if NumberReader.isMissing(row.score) {
                missing &+= 1
              } else {
                broken &+= 1
              }
            }
          }
        }
      }
    }
    missingScores = missing
    brokenScores = broken
    return counted
  }

  /// Counts the scores of a batch's labelled rows in one table.
  mutating func add(scores: [Double], labels: [UInt8], rows: Int, into table: inout CountedValues) {
    reserve(rows)
    var counted = 0
    unsafe values.withUnsafeMutableBufferPointer { values in
      unsafe classes.withUnsafeMutableBufferPointer { classes in
        for row in 0..<rows {
          let (score, label) = (scores[row], labels[row])
          unsafe values[counted] = score
          unsafe classes[counted] = label
          counted &+= label != LabelReader.missing && score.isFinite ? 1 : 0
        }
      }
    }
    unsafe values.withUnsafeBufferPointer { values in
      unsafe classes.withUnsafeBufferPointer { classes in
        unsafe table.add(
          UnsafeBufferPointer(rebasing: values[..<counted]),
          classes: UnsafeBufferPointer(rebasing: classes[..<counted]))
      }
    }
  }

  private mutating func reserve(_ rows: Int) {
    guard values.count <= rows else { return }
    values = [Double](repeating: 0, count: rows + 1)
    classes = [UInt8](repeating: 0, count: rows + 1)
  }
}
