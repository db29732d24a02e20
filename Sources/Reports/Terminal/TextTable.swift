internal import Checklist

/// A table in plain text whose columns line up and whose lines fit a width.
///
/// When the columns are too wide together, the widest text column gives way first, cell by cell
/// with `…`, down to its minimum; numbers are never cut, and nothing is where the style cuts no
/// text. Control characters in cells are made visible.
/// ```
/// column     type       missing   shift
/// dep_delay  numeric        412    0.31
/// carrier    categor…         0    0.02
/// ```
package struct TextTable: Sendable, Hashable {
  /// A column's title and behaviour.
  package struct Column: Sendable, Hashable {
    package var title: String
    /// Which side the cells lean to: text to the left, numbers to the right.
    package var alignment: Alignment
    /// The narrowest it may become; nil: it is never shortened.
    package var minimumWidth: Int?
    /// Whether it gives way before the other columns of text do.
    package var givesWayFirst = false

    /// Whether its cells stand below their rows when the screen has no room for them.
    package var standsBelow = false

    /// A last column of sentences: where the screen has no room for all of them beside the other
    /// columns, each stands below its row, in three lines at most, and the title is left out.
    package static func note(_ title: String) -> Column {
      var column = remark(title, minimumWidth: 1)
      column.standsBelow = true
      return column
    }

    /// A column of text that is shortened before others are.
    package static func remark(_ title: String, minimumWidth: Int = 8) -> Column {
      var column = text(title, minimumWidth: minimumWidth)
      column.givesWayFirst = true
      return column
    }

    /// A column of text, which may be shortened.
    package static func text(_ title: String, minimumWidth: Int = 8) -> Column {
      Column(title: title, alignment: .left, minimumWidth: minimumWidth)
    }

    /// A column of short words, which is never shortened.
    package static func word(_ title: String) -> Column {
      Column(title: title, alignment: .left, minimumWidth: nil)
    }

    /// A column of numbers, which is never shortened.
    package static func number(_ title: String) -> Column {
      Column(title: title, alignment: .right, minimumWidth: nil)
    }
  }

  /// The side that cells lean to.
  package enum Alignment: Sendable, Hashable {
    case left
    case right
  }

  /// A cell: its text and what it means.
  package struct Cell: Sendable, Hashable, ExpressibleByStringInterpolation {
    package var text: String
    package var tone: TerminalStyle.Tone

    /// Makes a cell.
    package init(_ text: String, _ tone: TerminalStyle.Tone = .plain) {
      self.text = text
      self.tone = tone
    }

    package init(stringLiteral value: String) {
      self.init(value)
    }
  }

  package var columns: [Column]
  /// Rows of cells; a short row is filled with empty cells, further cells are not shown.
  package var rows: [[Cell]]
  /// Spaces before every line.
  package var indent: Int

  /// Makes a table.
  package init(columns: [Column], rows: [[Cell]] = [], indent: Int = 0) {
    self.columns = columns
    self.rows = rows
    self.indent = indent
  }

  /// The table's lines, each ended by a line feed; the heading is left out when no column has one.
  package func text(_ style: TerminalStyle) -> String {
    let cells = rows.map { row in
      columns.indices.map { position in
        position < row.count ? Cell(row[position].text.visible, row[position].tone) : Cell("")
      }
    }
    let available = style.cutsText ? style.width - indent : .max
    if columns.last?.standsBelow == true, !fits(cells, available: available) {
      return textWithNotesBelow(cells, style)
    }
    let widths = fittedWidths(cells, available: available)
    var output = ""
    if columns.contains(where: { !$0.title.isEmpty }) {
      output += line(columns.map { Cell($0.title, .muted) }, widths, style)
    }
    for row in cells { output += line(row, widths, style) }
    return output
  }

  /// The most lines of a note below its row.
  private static let mostNoteLines = 3

  /// The table without its last column, whose cells follow their rows.
  private func textWithNotesBelow(_ cells: [[Cell]], _ style: TerminalStyle) -> String {
    let table = TextTable(
      columns: columns.dropLast(), rows: cells.map { Array($0.dropLast()) }, indent: indent)
    var lines = table.text(style).split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) + "\n" }
    lines.removeLast()
    var output = lines.count > cells.count ? lines.removeFirst() : ""
    let width = style.width - indent - Self.gap
    for (line, row) in zip(lines, cells) {
      output += line
      guard let note = row.last, !note.text.isEmpty else { continue }
      var wrapped = note.text.wrapped(to: width)
      if wrapped.count > Self.mostNoteLines {
        let rest = wrapped[(Self.mostNoteLines - 1)...].joined(separator: " ")
        wrapped = wrapped.prefix(Self.mostNoteLines - 1) + [rest.shortened(to: width)]
      }
      let start = String(repeating: " ", count: indent + Self.gap)
      output += wrapped.map { start + style.paint($0, note.tone) + "\n" }.joined()
    }
    return output
  }

  /// Whether no cell has to be shortened.
  private func fits(_ cells: [[Cell]], available: Int) -> Bool {
    fullWidths(cells).reduce(0, +) + Self.gap * max(columns.count - 1, 0) <= available
  }

  private static let gap = 2

  /// How wide the columns are without a bound.
  private func fullWidths(_ cells: [[Cell]]) -> [Int] {
    cells.reduce(into: columns.map(\.title.displayWidth)) { widths, row in
      for (position, cell) in row.enumerated() {
        widths[position] = max(widths[position], cell.text.displayWidth)
      }
    }
  }

  private func fittedWidths(_ cells: [[Cell]], available: Int) -> [Int] {
    var widths = fullWidths(cells)
    var excess = widths.reduce(0, +) + Self.gap * max(columns.count - 1, 0) - available
    while excess > 0 {
      let all = columns.indices.filter { widths[$0] > columns[$0].minimumWidth ?? .max }
      let first = all.filter { columns[$0].givesWayFirst }
      let shrinkable = first.isEmpty ? all : first
      guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
      let next = shrinkable.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let floor = max(columns[widest].minimumWidth ?? 1, min(next, widths[widest] - 1))
      let step = min(excess, widths[widest] - floor)
      widths[widest] -= step
      excess -= step
    }
    return widths
  }

  private func line(_ cells: [Cell], _ widths: [Int], _ style: TerminalStyle) -> String {
    var output = String(repeating: " ", count: indent)
    var pending = ""
    for (position, cell) in cells.enumerated() {
      let text = cell.text.shortened(to: widths[position])
      let padding = String(repeating: " ", count: widths[position] - text.displayWidth)
      output += pending
      switch columns[position].alignment {
      case .left:
        output += style.paint(text, cell.tone)
        pending = padding
      case .right:
        output += padding + style.paint(text, cell.tone)
        pending = ""
      }
      pending += String(repeating: " ", count: Self.gap)
    }
    while output.last == " " { output.removeLast() }
    return output + "\n"
  }
}
