internal import Measurements
package import Statistics

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

/// A metric and its value.
package struct MetricValue: Sendable, Hashable {
  /// The metric.
  package let card: Card
  /// Its value with interval, or why there is none.
  package let estimate: Estimate

  /// Makes a value.
  package init(card: Card, estimate: Estimate) {
    self.card = card
    self.estimate = estimate
  }
}

/// Rows by truth and class when the class is drawn: expected numbers, in millionths of a row so that
/// whole numbers hold them.
enum ExpectedCells {
  static func of(positives: Int, rows: Int, probability: Double) -> ConfusionCells {
    let unit = 1_000_000.0
    func cell(_ count: Int, _ share: Double) -> Int {
      Int((Double(count) * share * unit).rounded())
    }
    return ConfusionCells(
      truePositives: cell(positives, probability),
      falsePositives: cell(rows - positives, probability),
      falseNegatives: cell(positives, 1 - probability),
      trueNegatives: cell(rows - positives, 1 - probability))
  }
}
