internal import Checklist
import Foundation

/// An SVG picture under construction: shapes in pixels, styled by classes alone.
///
/// Colours live in `charts.css`, as variables that follow the reader's light or dark scheme.
struct Canvas {
  /// Every chart is drawn this wide and scaled by the page.
  static let width = 360.0
  /// Font size of labels.
  static let textSize = 11.5

  private var body = ""
  /// Pixels from the top to the bottom.
  var height: Double

  init(height: Double) {
    self.height = height
  }

  /// Side of a point that text leans to.
  enum Anchor: String {
    case start, middle, end
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ classes: String
  ) {
    body += "<line class=\"\(classes)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\""
    body += " x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>"
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, _ classes: String, tip: String? = nil
  ) {
    body += "<rect class=\"\(classes)\" x=\"\(number(x))\" y=\"\(number(y))\""
    body += " width=\"\(number(max(width, 0)))\" height=\"\(number(max(height, 0)))\""
    body += tip.map { "><title>\($0.xmlEscaped)</title></rect>" } ?? "/>"
  }

  mutating func circle(x: Double, y: Double, radius: Double, _ classes: String, tip: String? = nil)
  {
    body += "<circle class=\"\(classes)\" cx=\"\(number(x))\" cy=\"\(number(y))\""
    body += " r=\"\(number(radius))\""
    body += tip.map { "><title>\($0.xmlEscaped)</title></circle>" } ?? "/>"
  }

  mutating func diamond(x: Double, y: Double, radius: Double, _ classes: String, tip: String? = nil)
  {
    let points = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
    path(points, isClosed: true, classes, tip: tip)
  }

  mutating func path(
    _ points: [(Double, Double)], isClosed: Bool = false, _ classes: String, tip: String? = nil
  ) {
    guard points.count > 1 else { return }
    body += "<path class=\"\(classes)\" d=\"M"
    body += points.map { "\(number($0.0)) \(number($0.1))" }.joined(separator: "L")
    body += (isClosed ? "Z" : "") + "\""
    body += tip.map { "><title>\($0.xmlEscaped)</title></path>" } ?? "/>"
  }

  /// Text that is shortened to `room` pixels, its whole length in a tooltip.
  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, room: Double,
    size: Double = Canvas.textSize, _ classes: String = "c-text"
  ) {
    let visible = text.visible
    let shown = TextExtent.shortened(visible, to: room, size: size)
    body += "<text class=\"\(classes)\" x=\"\(number(x))\" y=\"\(number(y))\""
    body += " font-size=\"\(number(size))\""
    if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
    body += ">"
    if shown != visible { body += "<title>\(visible.xmlEscaped)</title>" }
    body += shown.xmlEscaped + "</text>"
  }

  /// The picture with what it shows, in words for who cannot see it.
  ///
  /// - Parameter id: unique in the page; letters, digits and hyphens.
  func svg(id: String, title: String, summary: String) -> Markup {
    let labels = "aria-labelledby=\"\(id)-title \(id)-summary\""
    return Markup(
      trusted: "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" \(labels)"
        + " viewBox=\"0 0 \(number(Self.width)) \(number(height))\">"
        + "<title id=\"\(id)-title\">\(title.xmlEscaped)</title>"
        + "<desc id=\"\(id)-summary\">\(summary.xmlEscaped)</desc>" + body + "</svg>")
  }

  private func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let rounded = (min(max(value, -1e4), 1e4) * 10).rounded() / 10
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}
