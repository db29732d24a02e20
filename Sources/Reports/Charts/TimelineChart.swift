import Checklist
import Statistics

/// Values over windows of time with their intervals, and the band that chance alone explains.
struct TimelineChart {
  let content: Figure.Timeline

  func canvas() -> Canvas? {
    let points = content.points
    guard !points.isEmpty else { return nil }
    let unit = PlotFrame.unit(of: content.axis)
    let hasBand = content.expected.map { $0.low.isFinite && $0.high.isFinite } ?? false
    let hasOwnBands = points.contains { $0.expected != nil }
    var canvas = Canvas(height: 0)
    canvas.text("↑ " + unit.title, x: 0, y: 10, room: Canvas.width - 160, "c-muted")
    if hasBand || hasOwnBands {
      let words = hasBand ? "expected by chance" : "usual range"
      canvas.rectangle(x: Canvas.width - 150, y: 2, width: 16, height: 9, "c-band")
      canvas.text(words, x: Canvas.width - 130, y: 10, room: 130, "c-muted")
    }
    let (left, right, top, bottom) = (50.0, Canvas.width - 12, 22.0, 168.0)
    canvas.height = bottom + 22
    var values = points.flatMap {
      [$0.value, $0.interval?.low, $0.interval?.high, $0.expected?.low, $0.expected?.high]
        .compactMap { $0 }
    }
    if let expected = content.expected { values += [expected.low, expected.high] }
    let vertical = Scale(holding: values, from: bottom, to: top)
    let step = points.count > 1 ? (right - left - 16) / Double(points.count - 1) : 0
    let positions = points.indices.map {
      points.count > 1 ? left + 8 + Double($0) * step : (left + right) / 2
    }
    if let expected = content.expected, hasBand {
      let high = vertical.position(expected.high)
      canvas.rectangle(
        x: left, y: high, width: right - left, height: vertical.position(expected.low) - high,
        "c-band")
    }
    drawBands(positions, vertical, on: &canvas)
    PlotFrame.verticalAxis(vertical, left: left, right: right, isShare: unit.isShare, on: &canvas)
    canvas.line(left, bottom, right, bottom, "c-axis")
    drawLine(positions, vertical, on: &canvas)
    for (x, point) in zip(positions, points) {
      draw(point, x: x, vertical, unit.isShare, points.count, on: &canvas)
    }
    let labels = zip(positions, points).map {
      (x: $0, text: TextExtent.shortened($1.label.visible, to: 110, size: 10.5))
    }
    PlotFrame.horizontalLabels(labels, y: bottom, on: &canvas)
    return canvas
  }

  /// The bands of windows with a range of their own, each run of neighbours in one piece.
  private func drawBands(_ positions: [Double], _ vertical: Scale, on canvas: inout Canvas) {
    var upper: [(Double, Double)] = []
    var lower: [(Double, Double)] = []
    func close() {
      // One window alone has no width: it gets some.
      if upper.count == 1, let high = upper.first, let low = lower.first {
        canvas.rectangle(x: high.0 - 3, y: high.1, width: 6, height: low.1 - high.1, "c-band")
      } else {
        canvas.path(upper + lower.reversed(), isClosed: true, "c-band")
      }
      (upper, lower) = ([], [])
    }
    for (x, point) in zip(positions, content.points) {
      if let range = point.expected, range.low.isFinite, range.high.isFinite {
        upper.append((x, vertical.position(range.high)))
        lower.append((x, vertical.position(range.low)))
      } else if !upper.isEmpty {
        close()
      }
    }
    if !upper.isEmpty { close() }
  }

  /// The line through the windows, broken where a window has no value.
  private func drawLine(_ positions: [Double], _ vertical: Scale, on canvas: inout Canvas) {
    var run: [(Double, Double)] = []
    for (x, point) in zip(positions, content.points) {
      if let value = point.value, !value.isNaN {
        run.append((x, vertical.position(value)))
      } else {
        canvas.path(run, Series.line(0))
        run = []
      }
    }
    canvas.path(run, Series.line(0))
  }

  private func draw(
    _ point: Figure.Timeline.Point, x: Double, _ vertical: Scale, _ isShare: Bool, _ count: Int,
    on canvas: inout Canvas
  ) {
    guard let value = point.value, !value.isNaN else {
      canvas.text("×", x: x, y: vertical.start - 4, anchor: .middle, room: 12, "c-muted")
      return
    }
    if let interval = point.interval, !interval.low.isNaN, !interval.high.isNaN {
      canvas.line(
        x, vertical.position(interval.low), x, vertical.position(interval.high),
        "c-line c-whisker c-s0")
    }
    let words = MeasurementText(value, point.interval, unit: isShare ? "share" : "")
    let rows = NumberText.count(point.count)
    let tip = "\(point.label): \(words.value) \(words.interval ?? "") (\(rows) rows)"
    let y = vertical.position(value)
    let expected = point.expected ?? content.expected
    if let expected, value < expected.low || value > expected.high {
      canvas.diamond(
        x: x, y: y, radius: 5, "c-mark c-f1", tip: tip + ", outside the expected range")
    } else {
      canvas.circle(x: x, y: y, radius: count > 60 ? 1.8 : 3, Series.mark(0), tip: tip)
    }
  }
}
