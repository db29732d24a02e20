extension OutputChoice {
  /// The place of the class that is called, a row: of an output of one class by its name, of one
  /// with a number for each class that of the largest.
  ///
  /// - Parameter classes: the classes, in the order of an output that does not name its values.
  /// - Returns: -1 for a class that is none of them, NaN where a row's numbers are none.
  /// - Throws: ``PredictorError/declaration(_:remedy:)`` when no output says which class is called.
  package func places(
    _ predictions: Predictions, of classes: [String]
  ) throws(PredictorError) -> [Double] {
    guard predictions.rows > 0 else { return [] }
    let places = Dictionary(
      classes.enumerated().map { ($1, Double($0)) }, uniquingKeysWith: { first, _ in first })
    let chosen =
      name.flatMap { name in predictions.outputs.first { $0.name == name } }
      ?? (name == nil
        ? predictions.outputs.first { $0.width == 1 }
          ?? predictions.outputs.first { $0.width == classes.count } : nil)
    guard let chosen, chosen.width > 1 else {
      return try self.classes(predictions).map { places[$0] ?? -1 }
    }
    guard case .numbers(let numbers) = chosen.values, chosen.width == classes.count,
      chosen.labels.isEmpty || Set(chosen.labels) == Set(classes)
    else {
      throw .declaration(
        """
        the model's output “\(chosen.name)” holds \(chosen.width) values a row, and there are \
        \(classes.count) classes\(chosen.labels.isEmpty ? "" : " of other names")
        """,
        remedy: "name the output of the class in model.output, or the classes in columns.classes")
    }
    let names = chosen.labels.isEmpty ? classes : chosen.labels
    return stride(from: 0, to: numbers.count, by: chosen.width).map { start in
      let row = numbers[start..<start + chosen.width]
      guard row.allSatisfy({ !$0.isNaN }) else { return .nan }
      let best = row.indices.max { (row[$0], $1) < (row[$1], $0) } ?? start
      return places[names[best - start]] ?? -1
    }
  }
}
