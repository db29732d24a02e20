import Checklist
import Testing

@testable import Monitoring
@testable import Reports

@Suite("Terminal text")
struct TerminalTests {
  @Test(
    "Colour needs a terminal and may be refused",
    arguments: [
      (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false),
      (true, ["NO_COLOR": ""], true), (true, ["TERM": "dumb"], false),
    ] as [(Bool, [String: String], Bool)])
  func colour(isTerminal: Bool, environment: [String: String], expected: Bool) {
    let style = TerminalStyle(isTerminal: isTerminal, environment: environment, columns: 80)
    #expect(style.usesColour == expected)
  }

  @Test(
    "The width is the terminal's, then COLUMNS, then 80, within bounds",
    arguments: [
      (100, nil, 100), (nil, "90", 90), (nil, "wide", 80), (nil, nil, 80), (10, nil, 40),
      (100_000, nil, 160),
    ] as [(Int?, String?, Int)])
  func width(columns: Int?, variable: String?, expected: Int) {
    let environment = variable.map { ["COLUMNS": $0] } ?? [:]
    let style = TerminalStyle(isTerminal: true, environment: environment, columns: columns)
    #expect(style.width == expected)
  }

  @Test(
    "A terminal and who names a width get cells that fit, a file or a log whole ones",
    arguments: [
      (true, [:], true), (false, [:], false), (false, ["COLUMNS": "80"], true),
      (false, ["COLUMNS": ""], false),
    ] as [(Bool, [String: String], Bool)])
  func cuts(isTerminal: Bool, environment: [String: String], expected: Bool) {
    let style = TerminalStyle(isTerminal: isTerminal, environment: environment, columns: nil)
    #expect(style.cutsText == expected)
    let name = String(repeating: "x", count: 200)
    let table = TextTable(columns: [.text("column")], rows: [[TextTable.Cell(name)]]).text(style)
    #expect(table.contains(name) != expected)
  }

  @Test(
    "Width in cells follows the script",
    arguments: [("abc", 3), ("漢字", 4), ("é", 1), ("e\u{301}", 1), ("😀", 2), ("✔", 1), ("", 0)])
  func displayWidth(text: String, cells: Int) {
    #expect(text.displayWidth == cells)
  }

  @Test("Shortened text fits exactly and says that it was shortened")
  func shortens() {
    #expect("departure_delay".shortened(to: 8) == "departu…")
    #expect("漢字漢字".shortened(to: 4) == "漢…")
    #expect("short".shortened(to: 5) == "short")
    #expect("a".shortened(to: 0) == "")
  }

  @Test("A note for which there is no room stands below its row, whole up to three lines")
  func notes() {
    let table = TextTable(
      columns: [.word("rule"), .number("rows"), .note("found")],
      rows: [["fare.range", "2", "expected 0 to 500; -5 … 900"], ["id.unique", "12", ""]])
    #expect(
      table.text(TerminalStyle(usesColour: false, width: 45))
        == """
        rule        rows  found
        fare.range     2  expected 0 to 500; -5 … 900
        id.unique     12

        """)
    #expect(
      table.text(TerminalStyle(usesColour: false, width: 44))
        == """
        rule        rows
        fare.range     2
          expected 0 to 500; -5 … 900
        id.unique     12

        """)
    let long = String(repeating: "word ", count: 40)
    let text = TextTable(columns: [.word("rule"), .note("found")], rows: [["a", .init(long)]])
      .text(TerminalStyle(usesColour: false, width: 40))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines.allSatisfy { $0.count <= 40 })
    #expect(lines.last?.hasSuffix("…") == true)
  }

  @Test(
    "A figure has four digits, and more where it would look as if it kept an end that it breaks",
    arguments: [
      ("599.85714285714283", [600], "599.9"), ("599.99714285714283", [600], "599.997"),
      ("500.00000000000006", [500], "500.0000000000001"), ("0.034285714285714287", [], "0.03429"),
      ("1234567.891", [], "1234568"), ("12", [3.5], "12"), ("ATL", [], "ATL"),
      ("[0.5, 2.0, 1.23456789]", [1.2345], "[0.5, 2, 1.235]"), ("nan", [], "nan"),
      ("2026-03-31 12:00:00.5", [], "2026-03-31 12:00:00.5"), ("1.0e-07", [], "1e-07"),
      ("1e19", [100], "1e19"), ("-9.969209968386869e+36", [0], "-9.969209968386869e+36"),
      ("1.7976931348623157e+308", [], "1.7976931348623157e+308"), ("5e-324", [], "5e-324"),
    ] as [(String, [Double], String)])
  func figures(text: String, ends: [Double], shown: String) {
    #expect(ShownNumber.texts(text, apartFrom: ends) == shown)
  }

  @Test("Figures without a usual range are said with what they wait for, and only those")
  func withoutRange() {
    var run = InventedObservations.stages[0].latest
    #expect(AlarmWords.withoutRange(run) == nil)
    var rows = ObservedFigure(SeriesName(.rows), 100)
    (rows.rule, rows.runs, rows.needed) = ("weekday", 8, 1)
    run.figures = [rows]
    #expect(
      AlarmWords.withoutRange(run)
        == "No usual range yet of rows: 8 of 9 past runs needed can be compared by weekday")
    var missing = ObservedFigure(SeriesName(.missing, of: "price"), 0)
    (missing.runs, missing.needed) = (0, 12)
    run.figures = [missing, rows]
    #expect(
      AlarmWords.withoutRange(run)
        == "No usual range yet of missing values of “price” and 1 more figure: 0 of 12 past runs needed can be compared"
    )
  }

  @Test("Wrapped lines fit and lose no word")
  func wraps() {
    let text = "The joint shift is 0.71 and averyveryverylongcolumnname gives it away"
    let lines = text.wrapped(to: 16)
    #expect(lines.allSatisfy { $0.displayWidth <= 16 })
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    #expect("漢字漢字漢字".wrapped(to: 1).count == 6)
  }

  @Test("Control characters in data are made visible")
  func controls() {
    #expect("a\u{1B}[2J\nb\u{7F}\u{9B}\u{202E}".visible == "a␛[2J␊b␡⟨U+9B⟩⟨U+202E⟩")
    #expect("👩‍👩‍👧 é".visible == "👩‍👩‍👧 é")
  }

  @Test("A table that is too wide shortens its widest text and no number")
  func table() {
    let table = TextTable(
      columns: [.text("column"), .word("type"), .number("rows")],
      rows: [
        [TextTable.Cell(String(repeating: "x", count: 60)), "numeric", "1,234,567"],
        ["漢字\u{1B}[31m", "text", "2"],
      ], indent: 2)
    let text = table.text(TerminalStyle(usesColour: false, width: 40))
    #expect(
      text == """
          column              type          rows
          xxxxxxxxxxxxxxxxx…  numeric  1,234,567
          漢字␛[31m           text             2

        """)
  }

  @Test("Colour surrounds the text only, so that columns still line up")
  func paintedTable() {
    let table = TextTable(
      columns: [.word(""), .number("")],
      rows: [[TextTable.Cell("ok", .good), "1"], [TextTable.Cell("failed", .bad), "10"]])
    #expect(
      table.text(TerminalStyle(usesColour: true, width: 40))
        == "\u{1B}[32mok\u{1B}[0m       1\n\u{1B}[1;31mfailed\u{1B}[0m  10\n")
  }
}
