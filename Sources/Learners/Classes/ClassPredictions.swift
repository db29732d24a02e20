internal import Measurements
internal import Statistics

/// What a predictor says about labelled rows of any number of classes, ready to be measured.
struct ClassPredictions {
  let names: [String]
  /// The class of each row: its place in ``names``.
  let truths: [Int]
  /// Row after row; nil where only classes are known.
  let probabilities: [[Double]]?
  let calls: ClassAnswer.Calls

  /// The same for some rows.
  func selecting(_ rows: [Int]) -> ClassPredictions {
    let chosen: ClassAnswer.Calls =
      switch calls {
      case .certain(let calls): .certain(rows.map { calls[$0] })
      case .drawn: calls
      }
    return ClassPredictions(
      names: names, truths: rows.map { truths[$0] },
      probabilities: probabilities.map { all in rows.map { all[$0] } }, calls: chosen)
  }

  /// Rows by true and predicted class; expected ones, in millionths of a row, where classes are
  /// drawn.
  var confusion: MulticlassMeasurement {
    let count = names.count
    switch calls {
    case .certain(let calls):
      var counts = [Int: Int]()
      for row in truths.indices { counts[truths[row] * count + calls[row], default: 0] += 1 }
      return MulticlassMeasurement(
        classes: names, cells: counts.map { ($0.key / count, $0.key % count, $0.value) })
    case .drawn(let shares):
      var rows = [Int](repeating: 0, count: count)
      for truth in truths { rows[truth] += 1 }
      var cells: [(truth: Int, called: Int, rows: Int)] = []
      for truth in rows.indices where rows[truth] > 0 {
        for called in shares.indices {
          let expected = (Double(rows[truth]) * shares[called] * 1_000_000).rounded()
          cells.append((truth, called, Int(expected)))
        }
      }
      return MulticlassMeasurement(classes: names, cells: cells)
    }
  }

  /// The measurement that a metric reads, nil when the predictions lack what it needs.
  func measurement(_ needs: MulticlassNeeds) -> MulticlassMeasurement? {
    switch needs {
    case .predictedClass: return confusion
    case .probabilities:
      return probabilities.map {
        MulticlassMeasurement(
          truths: truths.map { names[$0] }, classes: names, probabilities: $0)
      }
    }
  }

  /// All metrics that the predictions allow, in the catalogue's order.
  func values(level: Double) -> [MetricValue] {
    let ofClasses = confusion
    let ofProbabilities = measurement(.probabilities)
    return MetricCatalogue.multiclass.compactMap { metric in
      let measurement = metric.multiclassNeeds == .predictedClass ? ofClasses : ofProbabilities
      guard let measurement else { return nil }
      do throws(Undefined) {
        let estimate = try metric.measure(measurement, level: level)
        if metric.multiclassNeeds == .predictedClass, case .drawn = calls,
          let value = estimate.value
        {
          return MetricValue(
            card: metric.card,
            estimate: Estimate(value, note: "expected over all guesses, not one draw"))
        }
        return MetricValue(card: metric.card, estimate: estimate)
      } catch {
        return MetricValue(card: metric.card, estimate: Estimate(undefined: error))
      }
    }
  }

  /// The probability of each row's guess being right; 1 or 0 where classes are certain.
  var rightness: [Double] {
    switch calls {
    case .certain(let calls): zip(truths, calls).map { $0 == $1 ? 1 : 0 }
    case .drawn(let shares): truths.map { shares[$0] }
    }
  }
}
