package import Checklist

/// A figure drawn: the picture and its numbers as a table.
///
/// A new kind of chart is a case of `Figure.Content`, a file beside this one that draws it on a
/// ``Canvas``, a case in `canvas` here and one in ``FigureTable``.
package struct Chart: Sendable {
  private let figure: Figure

  /// The chart of a figure.
  package init(_ figure: Figure) {
    self.figure = figure
  }

  /// The picture, or nil when there is nothing to draw.
  ///
  /// - Parameter id: unique in the page; letters, digits and hyphens.
  package func svg(id: String) -> Markup? {
    canvas?.svg(id: id, title: figure.title, summary: figure.summary)
  }

  /// The numbers behind the picture.
  package var table: FigureTable {
    FigureTable(figure.content)
  }

  private var canvas: Canvas? {
    switch figure.content {
    case .distribution(let distribution): DistributionChart(distribution: distribution).canvas()
    case .intervals(let rows): IntervalChart(content: rows).canvas()
    case .curves(let curves): CurveChart(content: curves).canvas()
    case .timeline(let timeline): TimelineChart(content: timeline).canvas()
    }
  }
}
