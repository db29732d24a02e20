/// The latest run of each stage in Prometheus' text format, for the node exporter's textfile
/// collector.
///
/// - Source: Prometheus, *Exposition formats*, text-based format 0.0.4.
package struct PrometheusText: Sendable {
  private var families: [Family] = []

  /// A metric with its samples.
  private struct Family: Sendable {
    let name: String
    let help: String
    var samples: [String] = []
  }

  /// One stage's latest run.
  package struct Stage: Sendable {
    package let run: ObservedRun
    package let downtime: Downtime

    /// Pairs a run with its stage's downtime.
    package init(run: ObservedRun, downtime: Downtime) {
      self.run = run
      self.downtime = downtime
    }
  }

  /// The figures of the stages.
  package init(_ stages: [Stage]) {
    for stage in stages { add(stage) }
  }

  /// The text, ended by a line feed; empty without stages.
  package var text: String {
    families.map { family in
      (["# HELP \(family.name) \(family.help)", "# TYPE \(family.name) gauge"] + family.samples)
        .map { $0 + "\n" }.joined()
    }.joined()
  }

  private mutating func add(_ stage: Stage) {
    let run = stage.run
    let labels = [("dataset", run.dataset), ("stage", run.stage)]
    sample(
      "run_timestamp_seconds", "When the latest run was.", labels, Double(run.at.seconds))
    for figure in run.figures { add(figure, labels) }
    for level in Alarm.Level.allCases {
      sample(
        "alarms", "Alarms of the latest run.", labels + [("level", level.rawValue)],
        Double(run.alarms.count { $0.level == level }))
    }
    for alarm in run.alarms {
      sample(
        "alarm", "1 for each kind of alarm of the latest run.",
        labels + [
          ("kind", alarm.kind.rawValue), ("column", alarm.column ?? ""),
          ("nature", alarm.nature.rawValue), ("cause", alarm.cause ?? ""),
        ], 1)
    }
    sample(
      "broken_constraints", "Constraints of the contract that the latest run breaks.", labels,
      Double(run.constraints.count { !$0.ok }))
    if let limits = run.limits {
      sample(
        "runs_needed", "Runs until limits hold whatever the figures' distribution.", labels,
        Double(limits.needed))
    }
    let downtime = stage.downtime
    for (reason, hours) in [
      ("late", downtime.late), ("empty", downtime.empty), ("wrong", downtime.wrong),
    ] {
      sample(
        "downtime_seconds", "Time without good, current data in the days looked at.",
        labels + [("reason", reason)], hours * 3_600)
    }
    if let budget = downtime.budget {
      sample(
        "downtime_budget_seconds", "Time without good, current data that is allowed.", labels,
        budget * 3_600)
    }
  }

  private mutating func add(_ figure: ObservedFigure, _ labels: [(String, String)]) {
    let column = figure.series.column.map { [("column", $0)] } ?? []
    let name: String
    let help: String
    var scale = 1.0
    switch figure.series.measure {
    case .rows: (name, help) = ("rows", "Rows of the latest run.")
    case .delay:
      (name, help, scale) = ("newest_row_age_seconds", "Age of the newest row.", 3_600)
    case .missing: (name, help) = ("missing_ratio", "Share of missing values.")
    case .shift: (name, help) = ("shift_ratio", "Shift against past runs, as a share of rows.")
    case .unseen: (name, help) = ("unseen_ratio", "Share of rows with new categories.")
    case .vanished:
      (name, help) = ("vanished_ratio", "Share of past rows whose categories are gone.")
    }
    sample(name, help, labels + column, figure.value * scale)
    for (bound, value) in [("low", figure.low), ("high", figure.high)] {
      // No figure falls below zero unless a clock runs ahead, so an end there is none.
      guard let value, value >= 0 else { continue }
      sample(
        name + "_limit", "The usual range: " + help.prefix(1).lowercased() + help.dropFirst(),
        labels + column + [("bound", bound)], value * scale)
    }
  }

  private mutating func sample(
    _ name: String, _ help: String, _ labels: [(String, String)], _ value: Double
  ) {
    let name = "assay_observe_\(name)"
    let pairs = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    let line = "\(name){\(pairs)} \(Self.number(value))"
    if let place = families.firstIndex(where: { $0.name == name }) {
      families[place].samples.append(line)
    } else {
      families.append(Family(name: name, help: help, samples: [line]))
    }
  }

  /// A label's value: `\`, `"` and line feeds are escaped.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}
