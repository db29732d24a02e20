internal import ArgumentParser
internal import Checklist
internal import Foundation
internal import Reports
internal import Statistics

/// `assay decide`: records what a person decides on an item of the checklist.
struct DecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Records a decision on an item: accept, waive, reject, withdraw, sign off.",
    usage: "assay decide <item> <decision> --by <name> --reason <text> [<options>]",
    discussion: """
      The item is an aspect, a check, or model for the whole assessment (only
      sign-off). Decisions stand in assay-decisions.jsonl beside the project file,
      each chained to the one before by its hash; keep the file under version
      control. A decision is changed by a newer one on the same item.

      Example:
        assay decide parity.inputs accept --by "Ada Lovelace" \\
          --reason "Summer fares, known since May."
        assay decide truth waive --by Ada --reason "Labels in March." --until 2027-03-31
        assay decide model sign-off --by Ada --reason "Ready for the pilot."
        assay decide --list
      """)

  @Argument(help: "An aspect, a check, or model.")
  var item: String?

  @Argument(help: "accept, waive, reject, withdraw, sign-off.")
  var decision: DecisionEntry.Kind?

  @Option(help: ArgumentHelp("Who decides.", valueName: "name"))
  var by: String?

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String?

  @Option(
    help: ArgumentHelp("The last day on which it holds; a waiver needs one.", valueName: "date"))
  var until: String?

  @Flag(help: "Print the decisions so far instead.")
  var list = false

  @Option(help: ArgumentHelp("The project file.", valueName: "file"))
  var project = "assay.yaml"

  @Option(
    help: ArgumentHelp(
      "The assessment that was seen; else the one in the report's folder.", valueName: "file"))
  var report: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let file = DecisionFile(besideProject: project)
    let log = list ? try file.log() : nil
    let entries = try log?.entries ?? [record(in: file)]
    if !list, let entry = entries.last, entry.kind == .accept, entry.status == "fail" {
      Console.standard.say(
        "note: \(entry.item) fails, and an acceptance lifts no failure: only a waiver does.")
    }
    if output.json {
      Console.standard.print(DecisionDocument(entries).json.text(.pretty))
    } else {
      Console.standard.print(DecisionTable(entries).text(Console.standard.style))
    }
  }

  private func record(in file: DecisionFile) throws -> DecisionEntry {
    let opened = try OpenProject(project)
    let now = Date()
    let draft = try DecisionDraft(
      item: item, kind: decision, by: by, reason: reason, until: until,
      today: CalendarDate.on(now), vocabulary: Registries.vocabulary)
    let path = report ?? opened.path(of: opened.project.reportDirectory) + "/report.json"
    let record: AssessmentRecord? =
      report != nil || FileManager.default.fileExists(atPath: path)
      ? try AssessmentRecords.read(path) : nil
    let standing = record?.standing(of: draft.item)
    if draft.kind == .signOff, standing == nil {
      throw UsageError(
        "there is no assessment of \(draft.item) to sign at \(path.visible); run `assay assess` first."
      )
    }
    return try file.append { log in
      try DecisionEntry(
        number: log.entries.count + 1, time: now.formatted(.iso8601), kind: draft.kind,
        item: draft.item, by: draft.by, reason: draft.reason, until: draft.until,
        status: standing?.status, evidence: standing?.evidence, previous: log.head)
    }
  }
}

extension DecisionEntry.Kind: ExpressibleByArgument {}
