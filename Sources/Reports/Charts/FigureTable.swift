package import Checklist
import Statistics

/// The numbers of a figure as rows of text, for who cannot see the picture or wants the figures.
package struct FigureTable: Sendable, Hashable {
  /// Titles of the columns, the first of text, the others of numbers.
  package private(set) var columns: [String] = []
  package private(set) var rows: [[String]] = []
  /// What was left out, if anything.
  package private(set) var note: String?

  /// More rows than this are thinned, or cut with a note.
  private static let rowLimit = 60

  /// The table of a figure's content.
  package init(_ content: Figure.Content) {
    switch content {
    case .distribution(let distribution): fill(distribution)
    case .intervals(let rows): fill(rows)
    case .curves(let curves): fill(curves)
    case .timeline(let timeline): fill(timeline)
    }
    if rows.count > Self.rowLimit {
      note = "\(NumberText.count(rows.count - Self.rowLimit)) more rows are not shown."
      rows = Array(rows.prefix(Self.rowLimit))
    }
  }

  private mutating func fill(_ distribution: Figure.Distribution) {
    let sets = distribution.sets
    let names: [String]
    switch distribution.axis {
    case .numeric(let edges, let unit):
      columns = [unit.isEmpty ? "From – to" : "From – to (\(unit))"]
      names = zip(edges, edges.dropFirst()).map {
        "\(NumberText.plain($0)) – \(NumberText.plain($1))"
      }
    case .categories(let values):
      columns = ["Value"]
      names = values.map { $0.isEmpty ? "(empty)" : $0 }
    }
    columns += sets.map { "\($0.name), \($0.rows.of("row"))" }
    rows = names.enumerated().map { position, name in
      [name]
        + sets.map { set in
          guard position < set.shares.count else { return "–" }
          let share = NumberText.plain(set.shares[position] * 100, significant: 3) + " %"
          return position < set.counts.count
            ? "\(NumberText.count(set.counts[position])) (\(share))" : share
        }
    }
  }

  private mutating func fill(_ content: Figure.IntervalRows) {
    let unit = PlotFrame.unit(of: content.axis)
    columns = ["", unit.title, "Interval", "Rows"]
    rows = content.rows.map { row in
      [row.label] + Self.words(row.value, row.interval, unit.isShare)
        + [row.count.map(NumberText.count) ?? "–"]
    }
    rows += content.lines.map { line in
      [line.label] + Self.words(line.value, nil, unit.isShare) + ["–"]
    }
  }

  private mutating func fill(_ content: Figure.Curves) {
    columns = ["Line", content.horizontal, content.vertical, "Interval", "Rows"]
    let limit = max(Self.rowLimit / max(content.curves.count, 1), 2)
    var left = 0
    for curve in content.curves {
      let points = CurveChart.thinned(curve.points, limit)
      left += curve.points.count - points.count
      rows += points.map { point in
        [curve.name, NumberText.plain(point.x)] + Self.words(point.y, point.interval, false)
          + [point.count.map(NumberText.count) ?? "–"]
      }
    }
    if left > 0 { note = "\(NumberText.count(left)) points between these are not shown." }
  }

  private mutating func fill(_ content: Figure.Timeline) {
    let unit = PlotFrame.unit(of: content.axis)
    let hasOwnBands = content.points.contains { $0.expected != nil }
    columns = ["Window", unit.title, hasOwnBands ? "Usual range" : "Interval", "Rows"]
    rows = content.points.map { point in
      let range = hasOwnBands ? point.expected : point.interval
      return [point.label] + Self.words(point.value, range, unit.isShare)
        + [NumberText.count(point.count)]
    }
    if let expected = content.expected {
      let words = MeasurementText(expected.low, expected, unit: unit.isShare ? "share" : "")
      rows.append(["expected by chance", "–", words.interval ?? "–", "–"])
    }
  }

  private static func words(
    _ value: Double?, _ interval: Interval?, _ isShare: Bool
  ) -> [String] {
    let words = MeasurementText(value, interval, unit: isShare ? "share" : "")
    return [words.value, words.interval ?? "–"]
  }
}
