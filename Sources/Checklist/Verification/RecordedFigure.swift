internal import Statistics

/// A figure as `report.json` keeps it: the bins and counts behind a finding.
package struct RecordedFigure: Sendable, Hashable, Decodable {
  package let title: String
  package let summary: String
  /// `distribution`, `intervals`, `curves` or `timeline`.
  package let kind: String
  private let axis: String?
  private let bins: [Bin]?
  private let sets: [Shares]?
  private let rows: [Row]?
  private let lines: [Line]?
  private let horizontal: String?
  private let vertical: String?
  private let curves: [Curve]?
  private let points: [Row]?
  private let expected: Interval?

  private struct Bin: Sendable, Hashable, Decodable {
    let low: Double?
    let high: Double?
    let value: String?
  }

  private struct Shares: Sendable, Hashable, Decodable {
    let name: String
    let rows: Int
    let shares: [Double]
    let counts: [Int]?
  }

  private struct Row: Sendable, Hashable, Decodable {
    let label: String
    let value: Double?
    let interval: Interval?
    let rows: Int?
    let expected: Interval?
  }

  private struct Line: Sendable, Hashable, Decodable {
    let label: String
    let value: Double
  }

  private struct Curve: Sendable, Hashable, Decodable {
    let name: String
    let points: [Point]
  }

  private struct Point: Sendable, Hashable, Decodable {
    let x: Double
    let y: Double
    let interval: Interval?
    let rows: Int?
  }

  /// The figure; nil of a kind that this version does not know.
  package var figure: Figure? {
    content.map { Figure(title: title, summary: summary, content: $0) }
  }

  private var content: Figure.Content? {
    switch kind {
    case "distribution": distribution.map { .distribution($0) }
    case "intervals":
      .intervals(
        Figure.IntervalRows(
          axis: axis ?? "",
          rows: (rows ?? []).map {
            Figure.IntervalRows.Row(
              label: $0.label, value: $0.value, interval: $0.interval, count: $0.rows)
          }, lines: (lines ?? []).map { Figure.Line(label: $0.label, value: $0.value) }))
    case "curves":
      .curves(
        Figure.Curves(
          horizontal: horizontal ?? "", vertical: vertical ?? "",
          curves: (curves ?? []).map { curve in
            Figure.Curves.Curve(
              name: curve.name,
              points: curve.points.map {
                Figure.Curves.Point(x: $0.x, y: $0.y, interval: $0.interval, count: $0.rows)
              }, marksPoints: curve.points.contains { $0.rows != nil })
          }, showsDiagonal: false))
    case "timeline":
      .timeline(
        Figure.Timeline(
          axis: axis ?? "",
          points: (points ?? []).map {
            Figure.Timeline.Point(
              label: $0.label, value: $0.value, interval: $0.interval, count: $0.rows ?? 0,
              expected: $0.expected)
          }, expected: expected))
    default: nil
    }
  }

  private var distribution: Figure.Distribution? {
    guard let bins, let sets, !bins.isEmpty else { return nil }
    let values = bins.compactMap(\.value)
    let lows = bins.compactMap(\.low)
    let highs = bins.compactMap(\.high)
    let distributionAxis: Figure.Distribution.Axis
    if values.count == bins.count {
      distributionAxis = .categories(values)
    } else if lows.count == bins.count, let last = highs.last {
      distributionAxis = .numeric(edges: lows + [last], unit: axis ?? "")
    } else {
      return nil
    }
    return Figure.Distribution(
      axis: distributionAxis,
      sets: sets.map {
        Figure.Distribution.Shares(
          name: $0.name, shares: $0.shares, rows: $0.rows, counts: $0.counts ?? [])
      })
  }
}
