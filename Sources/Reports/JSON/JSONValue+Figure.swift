package import Checklist
internal import Statistics

extension JSONValue {
  /// Points of a line that no rows of their own stand behind; more say nothing more.
  private static let mostPoints = 100

  /// A figure's bins and counts, or its values with their intervals.
  package init(_ figure: Figure) {
    let content: [(key: String, value: JSONValue)] =
      switch figure.content {
      case .distribution(let distribution): Self.members(distribution)
      case .intervals(let rows):
        [
          ("kind", "intervals"), ("axis", .string(rows.axis)),
          (
            "rows",
            .array(
              rows.rows.map {
                Self.row($0.label, $0.value, $0.interval, $0.count)
              })
          ),
          (
            "lines",
            .array(
              rows.lines.map { ["label": .string($0.label), "value": JSONValue($0.value)] })
          ),
        ]
      case .curves(let curves): Self.members(curves)
      case .timeline(let timeline):
        [
          ("kind", "timeline"), ("axis", .string(timeline.axis)),
          (
            "points",
            .array(
              timeline.points.map {
                Self.row($0.label, $0.value, $0.interval, $0.count)
                  .appending([("expected", JSONValue($0.expected))])
              })
          ), ("expected", JSONValue(timeline.expected)),
        ]
      }
    self = .object(
      [("title", .string(figure.title)), ("summary", .string(figure.summary))] + content)
  }

  private static func members(
    _ distribution: Figure.Distribution
  ) -> [(key: String, value: JSONValue)] {
    let (axis, bins): (JSONValue, [JSONValue]) =
      switch distribution.axis {
      case .numeric(let edges, let unit):
        (
          .string(unit),
          zip(edges, edges.dropFirst()).map { ["low": JSONValue($0), "high": JSONValue($1)] }
        )
      case .categories(let names): (nil, names.map { ["value": .string($0)] })
      }
    return [
      ("kind", "distribution"), ("axis", axis), ("bins", .array(bins)),
      (
        "sets",
        .array(
          distribution.sets.map { set in
            [
              "name": .string(set.name), "rows": .integer(set.rows),
              "shares": .array(set.shares.map { JSONValue($0) }),
              "counts": set.counts.isEmpty ? .null : .array(set.counts.map(JSONValue.integer)),
            ]
          })
      ),
    ]
  }

  private static func members(_ curves: Figure.Curves) -> [(key: String, value: JSONValue)] {
    [
      ("kind", "curves"), ("horizontal", .string(curves.horizontal)),
      ("vertical", .string(curves.vertical)),
      (
        "curves",
        .array(
          curves.curves.map { curve in
            let points =
              curve.marksPoints ? curve.points : CurveChart.thinned(curve.points, mostPoints)
            return [
              "name": .string(curve.name),
              "points": .array(
                points.filter { $0.x.isFinite && $0.y.isFinite }.map {
                  [
                    "x": JSONValue($0.x), "y": JSONValue($0.y), "interval": JSONValue($0.interval),
                    "rows": JSONValue($0.count),
                  ]
                }),
            ]
          })
      ),
    ]
  }

  private static func row(
    _ label: String, _ value: Double?, _ interval: Interval?, _ rows: Int?
  ) -> JSONValue {
    [
      "label": .string(label), "value": JSONValue(value), "interval": JSONValue(interval),
      "rows": JSONValue(rows),
    ]
  }
}
