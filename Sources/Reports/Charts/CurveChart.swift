import Checklist
import Statistics

/// Lines in a plane: ROC, precision–recall, reliability with the intervals of its points.
struct CurveChart {
  let content: Figure.Curves

  /// Points drawn a line; more would not be seen at this size.
  private static let pointLimit = 400

  func canvas() -> Canvas? {
    let curves = content.curves.map { curve in
      (curve, Self.thinned(curve.points.filter { $0.x.isFinite && $0.y.isFinite }, Self.pointLimit))
    }
    guard curves.contains(where: { !$0.1.isEmpty }) else { return nil }
    var canvas = Canvas(height: 0)
    let top = Series.legend(content.curves.map(\.name), .line, on: &canvas, top: 0) + 22
    let (left, right, bottom) = (48.0, Canvas.width - 10, top + 240)
    canvas.height = bottom + 36
    let points = curves.flatMap(\.1)
    let heights = points.flatMap { [$0.y, $0.interval?.low, $0.interval?.high].compactMap { $0 } }
    let horizontal = Scale(holding: points.map(\.x), within: 0...1, from: left, to: right)
    let vertical = Scale(holding: heights, within: 0...1, from: bottom, to: top)
    PlotFrame.verticalAxis(vertical, left: left, right: right, on: &canvas)
    PlotFrame.horizontalAxis(horizontal, top: top, bottom: bottom, on: &canvas)
    canvas.line(left, bottom, right, bottom, "c-axis")
    canvas.line(left, top, left, bottom, "c-axis")
    if content.showsDiagonal {
      let low = max(horizontal.low, vertical.low)
      let high = min(horizontal.high, vertical.high)
      if low < high {
        canvas.line(
          horizontal.position(low), vertical.position(low), horizontal.position(high),
          vertical.position(high), "c-line c-reference c-d2")
      }
    }
    for (position, (curve, points)) in curves.enumerated() {
      draw(curve, points, position, horizontal, vertical, on: &canvas)
    }
    canvas.text(
      content.horizontal, x: (left + right) / 2, y: bottom + 31, anchor: .middle,
      room: right - left, "c-muted")
    canvas.text(
      "↑ " + content.vertical, x: left - 38, y: top - 8, room: right - left, "c-muted")
    return canvas
  }

  private func draw(
    _ curve: Figure.Curves.Curve, _ points: [Figure.Curves.Point], _ position: Int,
    _ horizontal: Scale, _ vertical: Scale, on canvas: inout Canvas
  ) {
    for point in points {
      guard let interval = point.interval, !interval.low.isNaN, !interval.high.isNaN else {
        continue
      }
      let x = horizontal.position(point.x)
      canvas.line(
        x, vertical.position(interval.low), x, vertical.position(interval.high),
        "c-line c-whisker c-s\(position % 6)")
    }
    canvas.path(
      points.map { (horizontal.position($0.x), vertical.position($0.y)) }, Series.line(position))
    guard curve.marksPoints || points.count == 1 else { return }
    for point in points {
      let rows = point.count.map { ", \($0.of("row"))" } ?? ""
      let tip = "\(curve.name): \(NumberText.plain(point.x)), \(NumberText.plain(point.y))\(rows)"
      canvas.circle(
        x: horizontal.position(point.x), y: vertical.position(point.y), radius: 3.2,
        Series.mark(position), tip: tip)
    }
  }

  /// At most `limit` points, evenly picked, the first and the last among them.
  static func thinned<Point>(_ points: [Point], _ limit: Int) -> [Point] {
    guard points.count > limit, limit > 1 else { return points }
    return (0..<limit).map { points[$0 * (points.count - 1) / (limit - 1)] }
  }
}
