package import Statistics

extension MetricsReport {
  /// A metric's values in windows drawn from the rows behind this report; nil where the counts do
  /// not hold what a row adds to it, or the windows are so large that few could be drawn.
  ///
  /// - Parameters:
  ///   - key: of the metric.
  ///   - window: rows of a window.
  ///   - alarmRate: how often one may lie beyond the threshold that is looked for.
  package func draws(of key: String, window: Int, alarmRate: Double) -> WindowDraws? {
    guard window > 0, alarmRate > 0 else { return nil }
    switch measurement {
    case .binary(let measured): return measured.draws(key, window, alarmRate)
    case .regression(let measured): return measured.draws(key, window, alarmRate)
    case .multiclass(let measured):
      guard key == Accuracy.card.key || key == MicroF1.card.key else { return nil }
      let right = measured.confusion.hits.reduce(0, +)
      return WindowDraws(
        outcomes: [right, measured.confusion.rows - right], window: window, alarmRate: alarmRate
      ) { Double($0[0]) / Double(window) }
    case .forecast, .ranking, .weighted: return nil
    }
  }
}

extension BinaryMeasurement {
  fileprivate func draws(_ key: String, _ window: Int, _ alarmRate: Double) -> WindowDraws? {
    if key == RocAUC.card.key {
      return WindowDraws(
        positives: scores.first, negatives: scores.second, window: window, alarmRate: alarmRate)
    }
    guard
      let metric = MetricCatalogue.binary.first(where: {
        $0.card.key == key && $0.needs == .predictedClass
      })
    else { return nil }
    return WindowDraws(
      outcomes: [
        cells.truePositives, cells.falsePositives, cells.falseNegatives, cells.trueNegatives,
      ], window: window, alarmRate: alarmRate
    ) { drawn in
      do throws(Undefined) {
        return try metric.measure(
          BinaryMeasurement(
            cells: ConfusionCells(
              truePositives: drawn[0], falsePositives: drawn[1], falseNegatives: drawn[2],
              trueNegatives: drawn[3])), level: 0.95
        ).value
      } catch {
        return nil
      }
    }
  }
}

extension RegressionMeasurement {
  fileprivate func draws(_ key: String, _ window: Int, _ alarmRate: Double) -> WindowDraws? {
    func windows(
      _ loss: (Double) -> Double, _ finish: (Double) -> Double = { $0 }
    ) -> WindowDraws? {
      WindowDraws(
        errors: absoluteErrors.values, counts: absoluteErrors.first, window: window,
        alarmRate: alarmRate, loss: loss, finish: finish)
    }
    return switch key {
    case MeanAbsoluteError.card.key: windows { $0 }
    case MeanSquaredError.card.key: windows { $0 * $0 }
    case RootMeanSquaredError.card.key: windows({ $0 * $0 }) { $0.squareRoot() }
    default: nil
    }
  }
}
