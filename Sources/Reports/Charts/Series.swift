internal import Checklist

/// How the sets of a chart are told apart: a colour and, for who sees none, a dash pattern.
enum Series {
  /// Colours, and dash patterns, that `charts.css` knows.
  private static let kinds = 6

  /// The classes of a set's line.
  static func line(_ position: Int) -> String {
    "c-line c-s\(position % kinds) c-d\((position + position / kinds) % kinds)"
  }

  /// The classes of a set's area.
  static func area(_ position: Int) -> String {
    "c-area c-f\(position % kinds)"
  }

  /// The classes of a set's bar: the reference is filled, the others outlined and tinted.
  static func bar(_ position: Int) -> String {
    "c-bar c-f\(position % kinds) c-s\(position % kinds) c-o\(position % 3)"
  }

  /// The classes of a set's mark.
  static func mark(_ position: Int) -> String {
    "c-mark c-f\(position % kinds)"
  }

  /// What a legend draws beside a name.
  enum Sample {
    case line
    case bar
  }

  /// Draws names with samples in rows across the picture; returns the height used.
  static func legend(
    _ names: [String], _ sample: Sample, on canvas: inout Canvas, top: Double
  ) -> Double {
    guard !names.isEmpty else { return 0 }
    let sampleWidth = 24.0
    let size = Canvas.textSize
    var x = 0.0
    var y = top + 10
    for (position, name) in names.enumerated() {
      let text = name.visible
      let room = Canvas.width - sampleWidth - 4
      let width = min(TextExtent.width(text, size: size), room)
      if x > 0, x + sampleWidth + width > Canvas.width {
        x = 0
        y += 16
      }
      switch sample {
      case .line: canvas.line(x, y - 4, x + 19, y - 4, line(position))
      case .bar: canvas.rectangle(x: x + 4, y: y - 9, width: 14, height: 9, bar(position))
      }
      canvas.text(text, x: x + sampleWidth, y: y, room: room)
      x += sampleWidth + width + 14
    }
    return y - top + 8
  }
}
