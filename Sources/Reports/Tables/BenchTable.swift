internal import Checklist
package import Learners
internal import Statistics

/// What was measured of a model's speed and use, for the terminal.
package struct BenchTable: Sendable {
  private let report: BenchReport

  /// The table of a report.
  package init(_ report: BenchReport) {
    self.report = report
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var text = style.paint("\(report.model.name.visible)\n", .strong)
    text += style.paint("\(rows)\n\(start)\n\n", .muted)
    text += TextTable(
      columns: loadColumns + [
        .number("p50 ms"), .number("p95 ms"), .number("p99 ms"), .word("p99 interval"),
        .number("max ms"), .number("rows /s"),
      ], rows: report.runs.map(speed)
    ).text(style)
    text += "\n"
    text += TextTable(
      columns: loadColumns + [
        .number("questions"), .number("failed"), .number("CPU s/1,000"), .number("memory MB"),
        .number("GPU"), .number("cost/1,000"),
      ], rows: report.runs.map(use)
    ).text(style)
    return notes.isEmpty ? text : text + "\n" + notes
  }

  private var rows: String {
    "\(report.data.rows.of("row")) of \(report.data.source.visible), "
      + "\(report.data.columns.count) columns; \(report.machine.cores) cores, "
      + "\(report.machine.system.visible)"
  }

  private var start: String {
    let first = NumberText.plain(report.start.firstAnswer, significant: 3)
    guard let load = report.start.load else { return "first answer after \(first) ms" }
    return "started in \(NumberText.plain(load, significant: 3)) ms, first answer \(first) ms later"
  }

  /// Whether any load is one of arrivals.
  private var hasRates: Bool { report.runs.contains { $0.rate != nil } }

  private var loadColumns: [TextTable.Column] {
    [.number("batch"), .number("at a time")] + (hasRates ? [.number("due /s")] : [])
  }

  private func load(_ run: BenchReport.Run) -> [TextTable.Cell] {
    [
      TextTable.Cell(NumberText.count(run.batch)),
      TextTable.Cell(NumberText.count(run.concurrency)),
    ] + (hasRates ? [TextTable.Cell(run.rate.map { NumberText.plain($0) } ?? "–")] : [])
  }

  private func speed(_ run: BenchReport.Run) -> [TextTable.Cell] {
    let interval = run.latency.p99.interval.map {
      "\(NumberText.plain($0.low, significant: 3)) to \(NumberText.plain($0.high, significant: 3))"
    }
    return load(run) + [
      number(run.latency.p50), number(run.latency.p95), number(run.latency.p99),
      TextTable.Cell(interval ?? "too few"),
      TextTable.Cell(run.latency.max.map { NumberText.plain($0, significant: 3) } ?? "–"),
      number(run.throughput),
    ]
  }

  private func use(_ run: BenchReport.Run) -> [TextTable.Cell] {
    load(run) + [
      TextTable.Cell(NumberText.count(run.requests)),
      TextTable.Cell(
        NumberText.count(run.errors + run.unanswered),
        run.errors + run.unanswered > 0 ? .caution : .plain),
      number(run.cpuPer1000), number(run.peakMemory, per: 1_000_000),
      TextTable.Cell(run.gpuUse.value.map(NumberText.percent) ?? "–"), number(run.costPer1000),
    ]
  }

  private func number(_ figure: BenchReport.Figure, per unit: Double = 1) -> TextTable.Cell {
    TextTable.Cell(figure.value.map { NumberText.plain($0 / unit, significant: 3) } ?? "–")
  }

  /// Why figures are absent, each reason once.
  private var notes: String {
    var seen: Set<String> = []
    let figures = report.runs.flatMap { run in
      [
        ("p99", run.latency.p99), ("processor and memory", run.peakMemory), ("GPU", run.gpuUse),
        ("cost", run.costPer1000),
      ]
    }
    return figures.compactMap { name, figure in
      figure.note.flatMap { note in
        seen.insert(name + note).inserted ? "\(name): \(note.visible)\n" : nil
      }
    }.joined()
  }
}
