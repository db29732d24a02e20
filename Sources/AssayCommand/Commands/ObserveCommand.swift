internal import ArgumentParser
internal import Checklist
internal import Foundation
internal import Monitoring
internal import Reports

/// `assay observe`: data over time, stage by stage.
struct ObserveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "observe",
    abstract: "Records batches over time and tells what is unusual: an error, or a real change.",
    subcommands: [
      ObserveRecordCommand.self, ObserveShowCommand.self, ObserveExportCommand.self,
      ObserveAcceptCommand.self,
    ],
    defaultSubcommand: ObserveShowCommand.self)
}

/// `assay observe show`: the recorded runs and how each stage stands.
struct ObserveShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows recorded runs over time, downtime, and what is late.",
    discussion: """
      Example:
        assay observe show
        assay observe show --dataset orders --report observations.html
        assay observe show --downtime-budget 4h --json
      """)

  @Option(help: ArgumentHelp("Only this data set.", valueName: "name"))
  var dataset: String?

  @Option(help: ArgumentHelp("Only this stage.", valueName: "name"))
  var stage: String?

  @Option(
    help: ArgumentHelp(
      "The moment at which to look, such as 2026-03-31T12:00:00; else now.", valueName: "time"))
  var at: String?

  @Option(help: ArgumentHelp("Also write the page of all runs: .html.", valueName: "file"))
  var report: String?

  @OptionGroup var observation: ObservationArguments
  @OptionGroup var threshold: AlarmArguments
  @OptionGroup var output: OutputOptions

  func run() throws {
    let now = try ObservationArguments.moment(at, option: "--at")
    let stages = try ObservedStages.read(
      observation, dataset: dataset, stage: stage, at: now)
    if let report {
      try ReportWriter().write(
        ObservationReport(stages, at: now, version: Version.current).text(), to: report)
    }
    if output.json {
      try Console.standard.print(
        json: DocumentWithWarnings(body: HistoryDocument(stages, at: now), warnings: []))
    } else {
      Console.standard.print(HistoryTable(stages).text(Console.standard.style))
    }
    try threshold.refuse(stages.compactMap(\.gravest).max())
  }
}

/// `assay observe export`: the figures of the latest runs for Prometheus.
struct ObserveExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Prints the figures of each stage's latest run in Prometheus' text format.",
    discussion: """
      Example:
        assay observe export --prometheus /var/lib/node_exporter/assay.prom
      """)

  @Option(
    help: ArgumentHelp(
      "The file to write; it appears whole or not at all. Else it is printed.", valueName: "file"))
  var prometheus: String?

  @Option(
    help: ArgumentHelp(
      "The moment at which to look, such as 2026-03-31T12:00:00; else now.", valueName: "time"))
  var at: String?

  @OptionGroup var observation: ObservationArguments

  func run() throws {
    let now = try ObservationArguments.moment(at, option: "--at")
    let text = PrometheusText(
      try ObservedStages.read(observation, at: now).map {
        .init(run: $0.latest, downtime: $0.downtime)
      }
    ).text
    if let prometheus {
      try ReportWriter().write(text, to: prometheus)
    } else {
      Console.standard.print(text)
    }
  }
}

/// `assay observe accept`: takes a run as it is, so that it becomes part of what is usual.
struct ObserveAcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Takes a run as it is, so that later runs are judged against it too.",
    discussion: """
      A run that looks wrong is no part of what is usual. When it is right after all, a
      column renamed on purpose for example, accept it.

      Example:
        assay observe accept 5f0c… --reason "price is in cents from March on"
      """)

  @Argument(
    help: ArgumentHelp(
      "The run, as `observe record` and `show --json` name it.", valueName: "run"))
  var name: String

  @Option(help: ArgumentHelp("Why, in a sentence.", valueName: "text"))
  var reason: String

  @OptionGroup var place: ObservationStoreArguments

  func validate() throws {
    if reason.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty {
      throw ValidationError("--reason is empty: say why the run is right")
    }
  }

  func run() throws {
    guard let accepted = try place.open(making: false).accept(name, because: reason) else {
      throw UsageError(
        "there is no run \(name.visible): `assay observe show --json` lists them.")
    }
    Console.standard.print(
      "Accepted: \(accepted.dataset.visible) · \(accepted.stage.visible) · \(accepted.at.words) UTC"
    )
  }
}
