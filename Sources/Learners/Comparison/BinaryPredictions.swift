internal import Measurements
internal import Statistics

/// What a predictor says about labelled rows of a binary task, ready to be measured.
struct BinaryPredictions {
  let isPositive: [Bool]
  /// One a row; nil where only classes are known.
  let scores: [Double]?
  let calls: BinaryAnswer.Calls

  /// The same for some rows.
  func selecting(_ rows: [Int]) -> BinaryPredictions {
    let chosen: BinaryAnswer.Calls =
      switch calls {
      case .certain(let calls): .certain(rows.map { calls[$0] })
      case .drawn: calls
      }
    return BinaryPredictions(
      isPositive: rows.map { isPositive[$0] }, scores: scores.map { all in rows.map { all[$0] } },
      calls: chosen)
  }

  /// The measurement of what is fixed for each row; a drawn class is not.
  var measurement: BinaryMeasurement {
    var table = BinaryScoreTable()
    for row in isPositive.indices {
      table.addLabelled()
      if case .certain(let calls) = calls {
        table.add(isPositive: isPositive[row], calledPositive: calls[row])
      }
      if let scores { table.add(score: scores[row], isPositive: isPositive[row]) }
    }
    return table.measurement
  }

  /// All metrics that the predictions allow, in the catalogue's order.
  func values(level: Double) -> [MetricValue] {
    let measurement = measurement
    return MetricCatalogue.binary.compactMap { metric in
      if metric.needs != .predictedClass, scores == nil { return nil }
      do throws(Undefined) {
        if metric.needs == .predictedClass, case .drawn(let probability) = calls {
          let cells = ExpectedCells.of(
            positives: isPositive.count { $0 }, rows: isPositive.count, probability: probability)
          let value = try metric.measure(BinaryMeasurement(cells: cells), level: level).value
          guard let value else { return nil }
          return MetricValue(
            card: metric.card,
            estimate: Estimate(value, note: "expected over all guesses, not one draw"))
        }
        return MetricValue(
          card: metric.card, estimate: try metric.measure(measurement, level: level))
      } catch {
        return MetricValue(card: metric.card, estimate: Estimate(undefined: error))
      }
    }
  }
}
