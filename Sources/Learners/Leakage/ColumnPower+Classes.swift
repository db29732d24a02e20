internal import Measurements
internal import Statistics

extension ColumnPower {
  /// Rows to judge classes on at most: each class has an area of its own, and 20,000 rows tell one
  /// to within a hundredth.
  package static let mostRowsOfClasses = 20_000
  /// Classes to judge at most, the most frequent ones.
  private static let mostClasses = 20

  /// The power of each feature over several classes, strongest first: the area under the ROC curve
  /// of each class against the others, averaged by their rows.
  ///
  /// Classes with fewer rows than twice the folds are left out.
  ///
  /// - Throws: `Undefined` when fewer than two classes have as many; ``RowsError``.
  package static func measure(
    _ rows: ClassRows, features: [String], folds count: Int = 5, level: Double = 0.95,
    seed: UInt64 = 1
  ) throws -> [ColumnPower] {
    let counts = rows.counts
    let judged = counts.indices.filter { counts[$0] >= 2 * count }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(mostClasses)
    guard judged.count > 1 else {
      throw Undefined("two classes need \(2 * count) labelled rows each")
    }
    let places = rows.classes.indices.filter { judged.contains(rows.classes[$0]) }
    let classes = places.map { rows.classes[$0] }
    let truths = classes.map { rows.names[$0] }
    let names = judged.map { rows.names[$0] }
    let labels = judged.map { one in classes.map { $0 == one ? 1.0 : 0.0 } }
    let folds = Folds(
      classes: Array(repeating: true, count: places.count), count: count, seed: seed)
    return try each(rows.table.selecting(places), features) { bins, cells throws(Undefined) in
      let shares = labels.map { predictions(cells, bins.cellCount, $0, folds) }
      return try WeightedRocAUC.measure(
        MulticlassMeasurement(
          truths: truths, classes: names,
          probabilities: truths.indices.map { row in shares.map { $0[row] } }), level: level)
    }
  }
}
