internal import Checklist
internal import Measurements
internal import Statistics

/// Reliability diagram, ROC and precision–recall curves of a binary classifier.
enum ClassifierFigures {
  /// The curves that the counts allow; none for a regression.
  static func figures(_ report: MetricsReport, level: Double) throws -> [Figure] {
    guard case .binary(let measurement) = report.measurement, !measurement.scores.values.isEmpty
    else { return [] }
    var figures: [Figure] = []
    if measurement.outsideUnit == 0, measurement.calibration.rows > 0 {
      figures.append(try reliability(measurement, level: level))
    }
    guard measurement.scores.firstTotal > 0, measurement.scores.secondTotal > 0 else {
      return figures
    }
    figures.append(
      curve(
        "ROC curve on test", try ClassificationCurves.roc(measurement.scores),
        horizontal: "False positive rate", vertical: "True positive rate", showsDiagonal: true))
    figures.append(
      curve(
        "Precision and recall on test",
        try ClassificationCurves.precisionRecall(measurement.scores), horizontal: "Recall",
        vertical: "Precision", showsDiagonal: false))
    return figures
  }

  private static func reliability(
    _ measurement: BinaryMeasurement, level: Double
  ) throws -> Figure {
    let bins = try ClassificationCurves.reliability(measurement, level: level)
    let points = bins.map { bin in
      Figure.Curves.Point(
        x: bin.confidence, y: bin.frequency.value ?? 0, interval: bin.frequency.interval,
        count: bin.rows)
    }
    let worst = points.max { ($0.x - $0.y).magnitude < ($1.x - $1.y).magnitude }
    return Figure(
      title: "Reliability on test: what was predicted against what happened",
      summary: worst.map {
        """
        Furthest from the diagonal: rows predicted at \(NumberText.percent($0.x)) were positive in \
        \(NumberText.percent($0.y)) of the cases.
        """
      } ?? "No rows.",
      content: .curves(
        Figure.Curves(
          horizontal: "Predicted probability", vertical: "Share of positives",
          curves: [Figure.Curves.Curve(name: "model", points: points, marksPoints: true)],
          showsDiagonal: true)))
  }

  private static func curve(
    _ title: String, _ points: [CurvePoint], horizontal: String, vertical: String,
    showsDiagonal: Bool
  ) -> Figure {
    Figure(
      title: title, summary: "\(vertical) against \(horizontal.lowercased()) by threshold.",
      content: .curves(
        Figure.Curves(
          horizontal: horizontal, vertical: vertical,
          curves: [
            Figure.Curves.Curve(
              name: "model", points: points.map { Figure.Curves.Point(x: $0.x, y: $0.y) },
              marksPoints: false)
          ], showsDiagonal: showsDiagonal)))
  }
}
