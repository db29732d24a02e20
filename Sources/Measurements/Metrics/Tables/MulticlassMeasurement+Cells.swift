extension MulticlassMeasurement {
  /// Rows counted already by true and predicted class, without probabilities.
  ///
  /// - Parameters:
  ///   - classes: names, of which cells give places.
  ///   - cells: each pair once; pairs without rows may be left out.
  package init(classes: [String], cells: [(truth: Int, called: Int, rows: Int)]) {
    let counted = cells.filter { $0.rows > 0 }
    self.init(
      rows: counted.reduce(0) { $0 + $1.rows },
      confusion: ConfusionMatrix(
        names: classes,
        cells: counted.map { .init(truth: $0.truth, called: $0.called, rows: $0.rows) }),
      probabilities: nil)
  }
}
