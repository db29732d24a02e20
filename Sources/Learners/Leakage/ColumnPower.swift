internal import Measurements
package import Statistics

/// How well one column alone predicts the label: near-certainty is a leak more often than luck.
///
/// The column's values fall into bins or categories; each cell predicts the label's mean over the
/// rows of the other folds. A column that names the rows therefore predicts nothing.
///
/// - Unit: for a class the area under the ROC curve, 0.5…1 apart from chance; for a value the share
///   of its variance that is explained, at most 1.
/// - Complexity: O(rows · log rows) time a column.
/// - Source: Kaufman et al., *Leakage in Data Mining*, 2012.
package struct ColumnPower: Sendable, Hashable {
  /// The column.
  package let column: String
  /// The area or the share of variance, with its interval; a note where there is none.
  package let power: Estimate
  /// Cells that its values fall into, the one of missing values included.
  package let cells: Int

  /// The power of each feature over a class, strongest first.
  ///
  /// - Throws: `Undefined` when a class has fewer rows than twice the folds; ``RowsError``.
  package static func measure(
    _ rows: BinaryRows, features: [String], folds count: Int = 5, level: Double = 0.95,
    seed: UInt64 = 1
  ) throws -> [ColumnPower] {
    let positives = rows.isPositive.count { $0 }
    guard min(positives, rows.isPositive.count - positives) >= 2 * count else {
      throw Undefined(
        "each class needs \(2 * count) labelled rows; there are \(positives) positive and "
          + "\(rows.isPositive.count - positives) negative ones")
    }
    let folds = Folds(classes: rows.isPositive, count: count, seed: seed)
    let labels = rows.isPositive.map { $0 ? 1.0 : 0.0 }
    return try each(rows.table, features) { bins, cells throws(Undefined) in
      let scores = predictions(cells, bins.cellCount, labels, folds)
      let area = try CrossFittedArea(
        scores: scores, isPositive: rows.isPositive, folds: folds)
      return Estimate(area.value, interval: area.interval(level: level))
    }
  }

  /// The power of each feature over a value, strongest first.
  ///
  /// - Throws: `Undefined` with fewer than ten rows a fold or a constant target; ``RowsError``.
  package static func measure(
    _ rows: ValueRows, features: [String], folds count: Int = 5, level: Double = 0.95,
    seed: UInt64 = 1
  ) throws -> [ColumnPower] {
    let values = rows.values
    guard values.count >= 10 * count else {
      throw Undefined("\(values.count) rows with a target are too few: \(10 * count) are needed")
    }
    let mean = try Centre.mean(values)
    let scale = values.reduce(0) { max($0, ($1 - mean).magnitude) }
    guard scale > 0, scale.isFinite else { throw Undefined("the target is constant") }
    // Deviations of magnitude 1, whose squares neither vanish nor overflow.
    let deviations = values.map { ($0 - mean) / scale }
    let folds = Folds(
      classes: Array(repeating: true, count: values.count), count: count, seed: seed)
    return try each(rows.table, features) { bins, cells throws(Undefined) in
      let predicted = predictions(cells, bins.cellCount, deviations, folds)
      return explained(deviations, predicted, level)
    }
  }

  static func each(
    _ table: RowTable, _ features: [String],
    _ power: (ColumnBins, [Int]) throws(Undefined) -> Estimate
  ) throws -> [ColumnPower] {
    let all = Array(0..<table.rowCount)
    var found: [ColumnPower] = []
    for name in features {
      var column = try table.column(name)
      if case .timestamp(let times) = column.values {
        column = RowColumn(
          name: name,
          values: .numeric(times.map { $0 == RowColumn.missingTime ? .nan : Double($0) }))
      }
      guard let bins = ColumnBins(column, rows: all), let cells = bins.cells(column, rows: all)
      else { continue }
      do throws(Undefined) {
        found.append(
          ColumnPower(column: name, power: try power(bins, cells), cells: bins.cellCount))
      } catch {
        found.append(
          ColumnPower(column: name, power: Estimate(undefined: error), cells: bins.cellCount))
      }
    }
    return found.sorted { ($0.power.value ?? -1, $1.column) > ($1.power.value ?? -1, $0.column) }
  }

  /// The mean label of each row's cell over the rows of the other folds, drawn towards the mean of
  /// all by the weight of one row: an unknown cell says nothing.
  static func predictions(
    _ cells: [Int], _ cellCount: Int, _ labels: [Double], _ folds: Folds
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: cellCount * folds.count)
    var counts = sums
    for row in cells.indices {
      let place = folds.places[row] * cellCount + cells[row]
      sums[place] += labels[row]
      counts[place] += 1
    }
    var score = [Double](repeating: 0, count: cellCount * folds.count)
    for fold in 0..<folds.count {
      var sum = [Double](repeating: 0, count: cellCount)
      var count = sum
      for other in 0..<folds.count where other != fold {
        for cell in 0..<cellCount {
          sum[cell] += sums[other * cellCount + cell]
          count[cell] += counts[other * cellCount + cell]
        }
      }
      let mean = sum.reduce(0, +) / max(count.reduce(0, +), 1)
      for cell in 0..<cellCount {
        score[fold * cellCount + cell] = (sum[cell] + mean) / (count[cell] + 1)
      }
    }
    return cells.indices.map { score[folds.places[$0] * cellCount + cells[$0]] }
  }

  /// `1 − Σ e² / Σ d²`, its interval from what each row adds to both sums.
  private static func explained(
    _ deviations: [Double], _ predicted: [Double], _ level: Double
  ) -> Estimate {
    var errors = 0.0
    var total = 0.0
    for (deviation, prediction) in zip(deviations, predicted) {
      errors += (deviation - prediction) * (deviation - prediction)
      total += deviation * deviation
    }
    let left = errors / total
    var variance = 0.0
    for (deviation, prediction) in zip(deviations, predicted) {
      let error = deviation - prediction
      let influence = (error * error - left * deviation * deviation) / total
      variance += influence * influence
    }
    let margin = NormalDistribution.twoSidedQuantile(level: level) * variance.squareRoot()
    return Estimate(
      1 - left,
      interval: Interval(
        low: 1 - left - margin, high: min(1, 1 - left + margin), level: level, method: "influence"))
  }
}
