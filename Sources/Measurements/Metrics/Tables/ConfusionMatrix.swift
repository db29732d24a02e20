internal import Statistics

/// Rows by true and predicted class.
///
/// Only classes that a row has or is called are in it, as in scikit-learn's metrics.
package struct ConfusionMatrix: Sendable, Hashable {
  /// Rows of one true and one predicted class, by place in ``ConfusionMatrix/classes``.
  package struct Cell: Sendable, Hashable {
    /// The true class.
    package let truth: Int
    /// The predicted class.
    package let called: Int
    /// Rows.
    package let rows: Int
  }

  /// Names of the classes.
  package let classes: [String]
  /// Cells with rows, by true and then by predicted class.
  package let cells: [Cell]
  /// Rows that have each class and are called it.
  package let hits: [Int]
  /// Rows that have each class.
  package let truths: [Int]
  /// Rows that are called each class.
  package let calls: [Int]
  /// All rows.
  package let rows: Int

  /// Takes counts of classes by place in `names`; places that no row has are left out.
  init(names: [String], cells counted: [Cell]) {
    let used = Set(counted.flatMap { [$0.truth, $0.called] }).sorted()
    var places: [Int: Int] = [:]
    for (place, number) in used.enumerated() { places[number] = place }
    classes = used.map { names[$0] }
    // In one order, so that sums over cells are the same whatever order they were counted in.
    cells =
      counted.map {
        Cell(truth: places[$0.truth] ?? 0, called: places[$0.called] ?? 0, rows: $0.rows)
      }
      .sorted { ($0.truth, $0.called) < ($1.truth, $1.called) }
    var hits = [Int](repeating: 0, count: used.count)
    var truths = hits
    var calls = hits
    for cell in cells {
      truths[cell.truth] += cell.rows
      calls[cell.called] += cell.rows
      if cell.truth == cell.called { hits[cell.truth] += cell.rows }
    }
    self.hits = hits
    self.truths = truths
    self.calls = calls
    rows = truths.reduce(0, +)
  }

  /// Rows that are called their class.
  package var right: Int { hits.reduce(0, +) }

  /// Rows of one class against all others.
  package func cells(of place: Int) -> ConfusionCells {
    ConfusionCells(
      truePositives: hits[place], falsePositives: calls[place] - hits[place],
      falseNegatives: truths[place] - hits[place],
      trueNegatives: rows - truths[place] - calls[place] + hits[place])
  }

  /// - Throws: ``Undefined`` when no row has both a label and a predicted class.
  func requireRows() throws(Undefined) {
    guard rows > 0 else { throw Undefined("no row has both a label and a predicted class") }
  }

  /// - Throws: ``Undefined`` when a class that is predicted never occurs.
  func requireTruths(for metric: String) throws(Undefined) {
    try requireRows()
    if let place = truths.firstIndex(of: 0) {
      throw Undefined(
        "class \(classes[place]) is predicted and never occurs: its \(metric) is 0 / 0")
    }
  }

  /// - Throws: ``Undefined`` when a class that occurs is never predicted.
  func requireCalls(for metric: String) throws(Undefined) {
    try requireRows()
    if let place = calls.firstIndex(of: 0) {
      throw Undefined("class \(classes[place]) is never predicted: its \(metric) is 0 / 0")
    }
  }
}
