/// Axes that several charts share: grid lines, ticks and labels that never overlap.
enum PlotFrame {
  /// Horizontal grid lines with their values to the left.
  static func verticalAxis(
    _ scale: Scale, left: Double, right: Double, isShare: Bool = false, on canvas: inout Canvas
  ) {
    for tick in scale.ticks(about: 5, isShare: isShare) {
      let y = scale.position(tick.value)
      canvas.line(left, y, right, y, "c-grid")
      canvas.text(
        tick.label, x: left - 5, y: y + 4, anchor: .end, room: left - 5, size: 10.5, "c-muted")
    }
  }

  /// Vertical grid lines with their values below.
  static func horizontalAxis(
    _ scale: Scale, top: Double, bottom: Double, isShare: Bool = false, on canvas: inout Canvas
  ) {
    let ticks = scale.ticks(about: 4, isShare: isShare)
    for tick in ticks {
      let x = scale.position(tick.value)
      canvas.line(x, top, x, bottom, "c-grid")
    }
    horizontalLabels(
      ticks.map { (scale.position($0.value), $0.label) }, y: bottom, on: &canvas)
  }

  /// Labels under an axis; one that would touch its neighbour or leave the picture is left out.
  static func horizontalLabels(
    _ labels: [(x: Double, text: String)], y: Double, on canvas: inout Canvas
  ) {
    let size = 10.5
    var free = 0.0
    for label in labels {
      let half = TextExtent.width(label.text, size: size) / 2
      guard label.x - half >= free else { continue }
      let x = min(label.x, Canvas.width - half)
      guard x - half >= free else { continue }
      canvas.line(label.x, y, label.x, y + 3, "c-axis")
      canvas.text(
        label.text, x: x, y: y + 14, anchor: .middle, room: 2 * half + 1, size: size, "c-muted")
      free = x + half + 6
    }
  }

  /// Whether an axis counts in shares, and its title with the unit that is shown then.
  static func unit(of title: String) -> (title: String, isShare: Bool) {
    let suffix = "(share)"
    guard title.hasSuffix(suffix) else { return (title, title == "share") }
    return (String(title.dropLast(suffix.count)) + "(%)", true)
  }
}
