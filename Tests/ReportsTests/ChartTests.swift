import Checklist
import Foundation
import Statistics
import Testing

@testable import Reports

@Suite("Charts")
struct ChartTests {
  static let awkward: [Double] = [
    .nan, .infinity, -.infinity, 0, -0.0, 1e308, -1e308, .leastNonzeroMagnitude, 1e-12, 0.5, -7,
    123_456_789_012,
  ]

  static let figures: [Figure] = {
    let names = InventedAssessment.hostile
    var contents: [Figure.Content] = []
    let extremes: [[Double]] = [
      awkward, [], [0.5], [3, 3, 3], [-1e308, 1e308], awkward.reversed(),
    ]
    for values in extremes {
      let intervals = values.map { Interval(low: $0 - 1, high: $0 + 1, level: 0.95, method: "m") }
      contents += [
        .distribution(
          .init(
            axis: .numeric(edges: values + [2], unit: names[0]),
            sets: [.init(name: names[1], shares: values, rows: 1)])),
        .distribution(
          .init(
            axis: .categories(names + names),
            sets: names.map { .init(name: $0, shares: values, rows: 0) })),
        .intervals(
          .init(
            axis: names[2],
            rows: zip(values, intervals).enumerated().map {
              .init(
                label: names[$0.offset % names.count], value: $0.element.0, interval: $0.element.1)
            } + [.init(label: names[10], value: nil)],
            lines: values.map { .init(label: names[10], value: $0) })),
        .curves(
          .init(
            horizontal: names[10], vertical: names[9],
            curves: names.map { name in
              .init(
                name: name,
                points: zip(values, intervals).map { .init(x: $0, y: $0, interval: $1, count: 3) },
                marksPoints: true)
            }, showsDiagonal: true)),
        .timeline(
          .init(
            axis: names[10],
            points: zip(values, intervals).enumerated().map {
              .init(
                label: names[$0.offset % names.count], value: $0.element.0, interval: $0.element.1,
                count: -1)
            }, expected: intervals.last)),
      ]
    }
    return contents.map { Figure(title: names[0], summary: names[5], content: $0) }
  }()

  @Test("Whatever the data, a chart is well-formed XML and a table")
  func wellFormed() throws {
    for figure in Self.figures {
      let chart = Chart(figure)
      if let svg = chart.svg(id: "a") {
        let elements = try XMLCheck.elements(of: svg.text)
        #expect(elements.first == "svg")
        #expect(!svg.text.contains("nan") && !svg.text.contains("inf"), "\(svg.text.prefix(400))")
      }
      #expect(chart.table.rows.allSatisfy { $0.count == chart.table.columns.count })
      #expect(chart.table.rows.count <= 60)
    }
  }

  @Test("No text leaves the picture, and no shape has a negative size")
  func nothingOverflows() throws {
    for figure in Self.figures
      + InventedAssessment.full.aspects.flatMap(\.checks).flatMap(\.figures)
    {
      guard let svg = Chart(figure).svg(id: "a")?.text else { continue }
      let height = try #require(
        svg.firstMatch(of: /viewBox="0 0 360 ([0-9.]+)"/).flatMap { Double($0.1) })
      for text in svg.matches(
        of:
          /<text class="[^"]*" x="([-0-9.]+)" y="([-0-9.]+)" font-size="([0-9.]+)"(?: text-anchor="(\w+)")?>(?:<title>[^<]*<\/title>)?([^<]*)</
      ) {
        let x = try #require(Double(text.1))
        let y = try #require(Double(text.2))
        let size = try #require(Double(text.3))
        // Literally, scalar by scalar: an entity may be followed by a combining mark.
        let plain = [
          ("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
        ].reduce(String(text.5)) {
          $0.replacingOccurrences(of: $1.0, with: $1.1, options: .literal)
        }
        let width = TextExtent.width(plain, size: size)
        let start =
          switch text.4 {
          case "end": x - width
          case "middle": x - width / 2
          default: x
          }
        #expect(start >= -1 && start + width <= 361, "\(plain) at \(start) + \(width)")
        #expect(y > 0 && y <= height, "\(plain) at \(y) of \(height)")
      }
      #expect(!svg.contains("width=\"-") && !svg.contains("height=\"-"))
    }
  }

  @Test("Many categories become the largest ones and the rest, which loses no share")
  func otherCategories() {
    let shares = (1...40).map { Double($0) / 820 }
    let rows = DistributionChart.rows(
      (1...40).map { "c\($0)" }, [.init(name: "a", shares: shares, rows: 1)])
    #expect(rows.count == 13)
    #expect(rows.first?.name == "c40")
    #expect(rows.last?.name == "other (28 more)")
    #expect(abs(rows.flatMap(\.shares).reduce(0, +) - 1) < 1e-12)
  }

  @Test("Thinned lines keep their ends")
  func thinning() {
    let points = CurveChart.thinned(Array(0..<10_000), 400)
    #expect(points.count == 400)
    #expect(points.first == 0 && points.last == 9_999)
    #expect(CurveChart.thinned([1, 2], 400) == [1, 2])
  }
}
