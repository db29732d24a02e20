internal import Checklist
internal import Measurements
internal import Statistics

/// The counts that a set's metrics were computed from: what of them a person can count again.
enum CountFigures {
  private static let bins = 20
  /// Classes whose pairs of true and called class are shown.
  private static let mostClasses = 12

  /// The counts behind a report; none of rankings, whose figures are means over queries.
  static func figures(
    _ report: MetricsReport, of set: String, _ project: Project, _ shown: ShownValues
  ) -> [Figure] {
    let figures: [Figure?] =
      switch report.measurement {
      case .binary(let measurement):
        [scores(measurement.scores, of: set), cells(measurement.cells, of: set)]
      case .multiclass(let measurement):
        [pairs(measurement.confusion, of: set, project, shown)]
      case .regression(let measurement): [errors(measurement.absoluteErrors, of: set)]
      case .forecast(let measurement): [errors(measurement.absoluteErrors, of: set)]
      case .ranking, .weighted: []
      }
    return figures.compactMap(\.self)
  }

  /// How many positives and negatives have which score.
  private static func scores(_ counts: SortedCounts, of set: String) -> Figure? {
    guard let first = counts.values.first, let last = counts.values.last else { return nil }
    let isShare = first >= 0 && last <= 1
    guard let edges = edges(isShare ? 0 : first, isShare ? 1 : last) else { return nil }
    return Figure(
      title: "Scores of positives and negatives on \(set)",
      summary: """
        \(NumberText.count(counts.firstTotal)) positives and \(NumberText.count(counts.secondTotal)) \
        negatives have a score.
        """,
      content: .distribution(
        Figure.Distribution(
          axis: .numeric(edges: edges, unit: "score"),
          sets: [
            Figure.Distribution.Shares(
              name: "positives", counts: rows(counts.values, counts.first, edges)),
            Figure.Distribution.Shares(
              name: "negatives", counts: rows(counts.values, counts.second, edges)),
          ])))
  }

  private static func cells(_ cells: ConfusionCells, of set: String) -> Figure? {
    guard cells.rows > 0 else { return nil }
    return Figure(
      title: "Calls and truth on \(set)",
      summary: """
        Of \(NumberText.count(cells.rows)) rows \(NumberText.count(cells.truePositives)) were rightly and \
        \(NumberText.count(cells.falsePositives)) wrongly called positive, \
        \(NumberText.count(cells.falseNegatives)) positives were missed.
        """,
      content: .distribution(
        Figure.Distribution(
          axis: .categories([
            "true positives", "false positives", "false negatives", "true negatives",
          ]),
          sets: [
            Figure.Distribution.Shares(
              name: set,
              counts: [
                cells.truePositives, cells.falsePositives, cells.falseNegatives,
                cells.trueNegatives,
              ])
          ])))
  }

  private static func pairs(
    _ confusion: ConfusionMatrix, of set: String, _ project: Project, _ shown: ShownValues
  ) -> Figure? {
    guard confusion.rows > 0, confusion.classes.count <= mostClasses else { return nil }
    func name(_ place: Int) -> String {
      shown.text(confusion.classes[place], of: project.columns.target)
    }
    return Figure(
      title: "Calls and truth on \(set)",
      summary: """
        \(NumberText.count(confusion.right)) of \(NumberText.count(confusion.rows)) rows are called their \
        class.
        """,
      content: .distribution(
        Figure.Distribution(
          axis: .categories(
            confusion.cells.map { "\(name($0.truth)) called \(name($0.called))" }),
          sets: [
            Figure.Distribution.Shares(name: set, counts: confusion.cells.map(\.rows))
          ])))
  }

  /// How many rows are off by how much.
  private static func errors(_ counts: SortedCounts, of set: String) -> Figure? {
    guard let last = counts.values.last, let edges = edges(0, last) else { return nil }
    return Figure(
      title: "Absolute errors on \(set)",
      summary: """
        The largest of \(NumberText.count(counts.firstTotal)) is \(NumberText.plain(last)).
        """,
      content: .distribution(
        Figure.Distribution(
          axis: .numeric(edges: edges, unit: "absolute error"),
          sets: [
            Figure.Distribution.Shares(
              name: set, counts: rows(counts.values, counts.first, edges))
          ])))
  }

  /// Bins of equal width; nil where there is no width.
  private static func edges(_ low: Double, _ high: Double) -> [Double]? {
    guard low < high, (high - low).isFinite else { return nil }
    return (0...bins).map { low + (high - low) * Double($0) / Double(bins) }
  }

  /// Rows in each bin, its upper edge left out but for the last.
  private static func rows(_ values: [Double], _ counts: [Int], _ edges: [Double]) -> [Int] {
    var rows = [Int](repeating: 0, count: edges.count - 1)
    var bin = 0
    for (value, count) in zip(values, counts) {
      while bin < rows.count - 1, value >= edges[bin + 1] { bin += 1 }
      rows[bin] += count
    }
    return rows
  }
}
