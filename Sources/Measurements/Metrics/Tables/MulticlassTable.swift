/// What a multiclass model's metrics are made of: counts and exact sums of one group of rows.
///
/// - Complexity: O(classes) a row with probabilities, O(1) without; memory bounded by the
///   capacities, whatever the rows.
struct MulticlassTable: Sendable {
  private(set) var rows = 0
  private(set) var confusion = ConfusionCounts()
  /// What the probabilities of the declared classes gave; nil without such columns.
  private(set) var probabilities: ProbabilityTable?
  private(set) var missingLabels = 0
  private(set) var missingPredictions = 0
  /// Rows whose class is not among the declared ones.
  private(set) var undeclaredLabels = 0
  /// Rows whose predicted class is not among the declared ones.
  private(set) var undeclaredPredictions = 0

  init(probabilities: ProbabilityTable?) {
    self.probabilities = probabilities
  }

  /// Counts a row.
  ///
  /// - Parameters:
  ///   - truth: its class, or ``ClassReader/missing``.
  ///   - called: its predicted class, or ``ClassReader/missing``.
  ///   - declared: the number of declared classes; 0 when none are.
  ///   - columns: the declared classes' probabilities in a batch of which this is `row`.
  ///   - best: the place of its largest probability, as ``ProbabilityTable/add(truth:_:row:best:)``
  ///     has it.
  @inline(__always)
  mutating func add(
    truth: UInt16, called: UInt16, declared: Int, _ columns: [[Double]], row: Int, best: Int
  ) {
    rows &+= 1
    guard truth != ClassReader.missing else {
      missingLabels &+= 1
      return
    }
    probabilities?.add(truth: Int(truth), columns, row: row, best: best)
    if declared > 0, Int(truth) >= declared { undeclaredLabels &+= 1 }
    guard called != ClassReader.missing else {
      missingPredictions &+= 1
      return
    }
    if declared > 0, Int(called) >= declared { undeclaredPredictions &+= 1 }
    confusion.add(truth: truth, called: called)
  }

  /// Counts rows that a database counted, without their scores.
  mutating func add(_ part: ClassPart, truth: UInt16, called: UInt16, declared: Int) {
    if truth != ClassReader.missing { probabilities?.add(part) }
    add(truth: truth, called: called, declared: declared, times: part.rows)
  }

  /// Counts something of the probabilities of rows that are counted elsewhere.
  mutating func change(_ body: (inout ProbabilityTable) -> Void) {
    guard var table = probabilities else { return }
    // Taken out first: tables that are held twice would be copied for every score.
    probabilities = nil
    body(&table)
    probabilities = table
  }

  /// Counts rows that are alike, without their probabilities.
  mutating func add(truth: UInt16, called: UInt16, declared: Int, times: Int) {
    rows += times
    guard truth != ClassReader.missing else {
      missingLabels += times
      return
    }
    if declared > 0, Int(truth) >= declared { undeclaredLabels += times }
    guard called != ClassReader.missing else {
      missingPredictions += times
      return
    }
    if declared > 0, Int(called) >= declared { undeclaredPredictions += times }
    confusion.add(truth: truth, called: called, times: times)
  }

  /// Adds other counts, whose classes are numbered `numbers` here; nil when alike.
  mutating func merge(_ other: MulticlassTable, numbers: [UInt16]? = nil, withScores: Bool = true) {
    rows += other.rows
    confusion.merge(other.confusion, numbers: numbers)
    missingLabels += other.missingLabels
    missingPredictions += other.missingPredictions
    undeclaredLabels += other.undeclaredLabels
    undeclaredPredictions += other.undeclaredPredictions
    if let others = other.probabilities {
      probabilities?.merge(others, withScores: withScores)
    }
  }

  /// Takes the distinct scores and the sample of a table that counted the same rows.
  mutating func takeScores(_ table: ProbabilityTable?) {
    guard let table else { return }
    probabilities?.takeScores(table)
  }

  /// What metrics are computed from.
  func measurement(_ names: ClassNames) -> MulticlassMeasurement {
    MulticlassMeasurement(
      rows: rows, confusion: confusion.matrix(names),
      probabilities: probabilities.map {
        $0.measurement(classes: Array(names.names.prefix(names.declaredCount)))
      })
  }
}
