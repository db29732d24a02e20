import Checklist

/// A chart with its caption, and its numbers one click away.
struct FigurePanel: Component {
  static let template = "figure.html"

  let caption: Markup
  let chart: Markup?
  let isEmpty: Bool
  let columns: [Column]
  let rows: [Row]
  let tableNote: Markup?

  struct Column: Sendable {
    let heading: Markup
  }

  struct Row: Sendable {
    let label: Markup
    let cells: [Markup]
  }

  init(_ figure: Figure, id: String) throws(TemplateError) {
    let drawn = Chart(figure)
    caption = Markup(figure.title)
    chart = drawn.svg(id: id)
    isEmpty = chart == nil
    let table = drawn.table
    columns = table.columns.map { Column(heading: Markup($0)) }
    rows = table.rows.map { row in
      Row(label: Markup(row.first ?? ""), cells: row.dropFirst().map { Markup($0) })
    }
    tableNote = table.note.map { Markup($0) }
  }
}
