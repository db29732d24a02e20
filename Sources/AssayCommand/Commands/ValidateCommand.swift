internal import ArgumentParser
internal import Contracts
internal import Engines
internal import Foundation
internal import Reports

/// `assay validate`: holds data against a contract and puts the rows that fail aside.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Holds data against a contract; rows that fail go to a place of their own.",
    discussion: """
      Example:
        assay validate new.csv --contract contract.yaml
        assay validate new.csv --contract contract.yaml --passed ok.parquet \\
          --quarantine held.parquet --json
        assay validate day.parquet --contract contract.yaml --environment scoring
        assay validate new.csv --contract contract.yaml --append \\
          --passed 'postgresql://db/sales#orders' --quarantine 'postgresql://db/sales#held'
        produce | assay validate - --contract contract.yaml --passed - \\
          --quarantine held.jsonl | consume

      Every row is in one of the two places: in = passed + quarantined. When a constraint of
      severity block is broken, nothing is passed on; of rows on standard input, none from there
      on. A folder takes the held rows of many runs, for `assay quarantine` to correct, release
      or discard.
      """)

  @Argument(help: "A file, pattern, directory or duckdb:SQL; - for JSON lines on standard input.")
  var data: String

  @Option(help: ArgumentHelp("The contract.", valueName: "file"))
  var contract: String

  @Option(
    help: ArgumentHelp(
      "Where rows that may go on are written: .csv, .parquet, duckdb:FILE#TABLE or "
        + "postgresql://HOST/DB#TABLE; of standard input .jsonl or -.",
      valueName: "place"))
  var passed: RowsPlace<OutputFile>?

  @Option(
    help: ArgumentHelp(
      "Where rows that are held are written, with the reasons: as --passed, or a store/.",
      valueName: "place"))
  var quarantine: RowsPlace<OutputPlace>?

  @Option(
    help: ArgumentHelp(
      "Where a JSON line for each row on standard input says how it fared: .jsonl or -.",
      valueName: "file"))
  var results: LinesPlace?

  @Option(help: ArgumentHelp("Only the rules of this environment.", valueName: "name"))
  var environment: String?

  @Option(help: ArgumentHelp("Only the rules of this stage of the pipeline.", valueName: "name"))
  var stage: String?

  @Option(
    help: ArgumentHelp(
      "The moment at which freshness is taken, such as 2026-03-31T12:00:00; else now.",
      valueName: "time"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "The mildest severity whose breach ends with exit code 1: warn, quarantine or block.",
      valueName: "severity"))
  var failOn = Severity.quarantine

  @OptionGroup var counting: CountingOptions

  @Flag(help: "Hold the same data a second time in the store.")
  var again = false

  @Flag var existing: ExistingOption?

  @OptionGroup var lineage: LineageArguments
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let paths = [passed?.path, quarantine?.path, results?.path].compactMap(\.self)
    if Set(paths).count < paths.count {
      throw ValidationError("--passed, --quarantine and --results name one file: give several")
    }
    if isStream {
      if let store = quarantine?.batch?.folder {
        throw ValidationError(
          "--quarantine \(store): a store takes batches: hold rows on standard input in a file "
            + ".jsonl, then put them in the store with assay validate on its lines")
      }
      for (option, path) in [
        ("--passed", passed?.batch?.path ?? passed?.table?.path),
        ("--quarantine", quarantine?.batch?.path ?? quarantine?.table?.path),
      ] {
        guard let path else { continue }
        throw ValidationError(
          "\(option) \(path): rows on standard input go on as JSON lines: name a file .jsonl, or -")
      }
    } else if results != nil || passed?.lines != nil || quarantine?.lines != nil {
      throw ValidationError(
        "JSON lines are written of rows on standard input: give - as DATA, or name .csv or .parquet"
      )
    }
    if passed?.table != nil, quarantine?.batch?.folder != nil {
      throw ValidationError(
        "a store remembers the file of the rows that went on: name --passed .csv or .parquet, or "
          + "--quarantine a table too")
    }
    if let existing, passed?.table == nil, quarantine?.table == nil {
      throw ValidationError(
        "--\(existing.rawValue) is about tables: name one, such as duckdb:FILE#TABLE")
    }
    if again, quarantine?.batch?.folder == nil {
      throw ValidationError("--again is about a store: name one with --quarantine STORE/")
    }
    if lineage.openlineage == nil, lineage.dataset != nil || lineage.upstream != nil {
      throw ValidationError("--dataset and --upstream are told to lineage: give --openlineage")
    }
    if counting.count == .there, isStream || quarantine?.batch?.folder != nil {
      throw ValidationError(
        isStream
          ? "--count there is about tables of a database: rows on standard input are nowhere else"
          : "a store judges its rows again by their number, which rows of a database lack: leave out "
            + "--count there")
    }
    if let path = lineage.openlineage, paths.contains(path) {
      throw ValidationError("--openlineage \(path) is where rows go: name another file")
    }
  }

  /// Whether rows come on standard input.
  private var isStream: Bool { data == LinesPlace.standard }

  func run() async throws {
    let file = try ContractFile(contract)
    try file.require(environment: environment, stage: stage)
    let run = ValidationReport.Run(
      id: UUID().uuidString.lowercased(), time: Date.now.formatted(.iso8601))
    let told = ToldValidation(self, file.contract, run)
    try await told?.started()
    if isStream {
      let found = try await done(told) { try StreamValidation(self, file, run) }
      let undelivered = await told?.completed(found.told) ?? []
      try tell(
        found, found.report, found.outputs, found.warnings + undelivered,
        on: found.takesStandardOutput ? .standardError : .standardOutput)
    } else {
      let found = try await done(told) { try DataValidation(self, file, run) }
      var undelivered: [WarningDocument] = []
      if let data = found.told { undelivered = await told?.completed(data) ?? [] }
      try tell(
        found, found.report, found.outputs, found.warnings + undelivered, on: .standardOutput)
    }
  }

  /// Does the work; of a failure lineage is told.
  private func done<Found>(
    _ told: ToldValidation?, _ work: () throws -> Found
  ) async throws -> Found {
    do {
      return try work()
    } catch {
      await told?.failed(because: error)
      throw error
    }
  }

  /// Tells what was found, and ends as it says.
  private func tell(
    _ document: some Encodable, _ report: ValidationReport, _ outputs: DataValidation.Outputs,
    _ warnings: [WarningDocument], on stream: Console.Stream
  ) throws {
    Console.standard.warn(warnings)
    if output.json {
      try Console.standard.print(
        json: DocumentWithWarnings(body: document, warnings: warnings), on: stream)
    } else {
      Console.standard.print(
        ValidationTable(
          report, data: isStream ? "standard input" : DataSource.open(data),
          passed: outputs.passed.map(LinesPlace.words),
          quarantine: outputs.quarantine.map(LinesPlace.words), batch: outputs.batch
        ).text(Console.standard.style), on: stream)
    }
    Console.standard.summarise(
      StepSummary(
        report, data: isStream ? "standard input" : DataSource.open(data),
        quarantine: outputs.quarantine.map(LinesPlace.words)))
    if let gravest = report.gravest, gravest >= failOn { throw Outcome.no }
  }
}

extension Severity: ExpressibleByArgument {}
