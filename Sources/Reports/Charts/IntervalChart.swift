import Checklist
import Statistics

/// Values with their intervals, one row each, against named reference lines: a forest plot.
struct IntervalChart {
  let content: Figure.IntervalRows

  /// Rows drawn; the table beside the chart has them all.
  static let rowLimit = 30

  func canvas() -> Canvas? {
    let rows = content.rows.prefix(Self.rowLimit)
    guard !rows.isEmpty else { return nil }
    let unit = PlotFrame.unit(of: content.axis)
    let lines = content.lines.filter(\.value.isFinite)
    var canvas = Canvas(height: 0)
    let longest = rows.map { TextExtent.width($0.label.visible, size: Canvas.textSize) }.max() ?? 0
    let (left, right) = (min(max(longest + 12, 60), 150), Canvas.width - 62)
    let values = rows.flatMap { row in
      [row.value, row.interval?.low, row.interval?.high].compactMap { $0 }
    }
    let scale = Scale(holding: values + lines.map(\.value), from: left, to: right)
    let top = lineLabels(lines, scale, left: left, on: &canvas)
    let step = 21.0
    let bottom = top + Double(rows.count) * step + 4
    canvas.height = bottom + (content.rows.count > rows.count ? 50 : 34)
    PlotFrame.horizontalAxis(scale, top: top, bottom: bottom, isShare: unit.isShare, on: &canvas)
    canvas.line(left, bottom, right, bottom, "c-axis")
    for (position, line) in lines.enumerated() {
      let x = scale.position(line.value)
      canvas.line(x, top - 3, x, bottom, "c-line c-reference c-d\(position % 2 + 1)")
    }
    for (position, row) in rows.enumerated() {
      draw(row, y: top + (Double(position) + 0.5) * step + 2, scale, unit.isShare, on: &canvas)
    }
    canvas.text(
      unit.title, x: (left + right) / 2, y: bottom + 29, anchor: .middle, room: right - left + 100,
      "c-muted")
    if content.rows.count > rows.count {
      canvas.text(
        "and \(NumberText.count(content.rows.count - rows.count)) more in the table", x: 0,
        y: bottom + 45, room: Canvas.width, "c-muted")
    }
    return canvas
  }

  private func draw(
    _ row: Figure.IntervalRows.Row, y: Double, _ scale: Scale, _ isShare: Bool,
    on canvas: inout Canvas
  ) {
    let emphasis = row.isHighlighted ? " c-strong" : ""
    canvas.text(
      row.label, x: scale.start - 8, y: y + 4, anchor: .end, room: scale.start - 10,
      size: row.isHighlighted ? 11 : Canvas.textSize, "c-text" + emphasis)
    let words = MeasurementText(row.value, row.interval, unit: isShare ? "share" : "")
    guard let value = row.value, !value.isNaN else {
      canvas.text("undefined", x: scale.end + 8, y: y + 4, room: 54, size: 10.5, "c-muted")
      return
    }
    let classes = row.isHighlighted ? "c-s1" : "c-s0"
    if let interval = row.interval, !interval.low.isNaN, !interval.high.isNaN {
      let (low, high) = (scale.position(interval.low), scale.position(interval.high))
      canvas.line(low, y, high, y, "c-line c-whisker \(classes)")
      for (end, isShown) in [(low, interval.low.isFinite), (high, interval.high.isFinite)]
      where isShown {
        canvas.line(end, y - 3.5, end, y + 3.5, "c-line c-whisker \(classes)")
      }
    }
    let mark = "c-mark \(row.isHighlighted ? "c-f1" : "c-f0")"
    let tip = [row.label, words.value, words.interval ?? ""].joined(separator: " ")
    let x = scale.position(value)
    if row.isHighlighted {
      canvas.diamond(x: x, y: y, radius: 5, mark, tip: tip)
    } else {
      canvas.circle(x: x, y: y, radius: 3.5, mark, tip: tip)
    }
    canvas.text(
      words.value, x: scale.end + 8, y: y + 4, room: 54, size: 10.5, "c-text" + emphasis)
  }

  /// The lines' names above the plot, each on the first level where it touches no other.
  private func lineLabels(
    _ lines: [Figure.Line], _ scale: Scale, left: Double, on canvas: inout Canvas
  ) -> Double {
    var levels: [[(Double, Double)]] = []
    for (_, line) in lines.enumerated().sorted(by: { $0.element.value < $1.element.value }) {
      let text = TextExtent.shortened(line.label.visible, to: 220, size: 10.5)
      let half = TextExtent.width(text, size: 10.5) / 2
      let x = min(max(scale.position(line.value), half), Canvas.width - half)
      let level =
        levels.firstIndex { $0.allSatisfy { x + half + 6 < $0.0 || x - half - 6 > $0.1 } }
        ?? levels.count
      if level == levels.count { levels.append([]) }
      levels[level].append((x - half, x + half))
      canvas.text(
        line.label, x: x, y: 10 + Double(level) * 14, anchor: .middle, room: 221, size: 10.5,
        "c-muted")
    }
    return Double(levels.count) * 14 + 6
  }
}
