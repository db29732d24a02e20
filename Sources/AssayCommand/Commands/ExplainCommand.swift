internal import ArgumentParser
internal import Checklist
internal import Checks
internal import Engines
internal import Reports
internal import Statistics

/// `assay explain`: what a metric, test, check or score means, and what an assessment measured by
/// it.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a metric, test, interval, baseline or check.",
    discussion: """
      Formula, unit and range, defaults with their reasons, when there is no value,
      and the source. With --result also the numbers of an assessment with the bins
      and counts behind them.

      Example:
        assay explain psi
        assay explain rocAUC
        assay explain rocAUC --result assay-report/report.json
        assay explain parity.inputs --result assay-report/report.json --json
        assay explain ml-test-score
      """)

  @Argument(help: "A name, key or alias; without it, the list of all.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "An assessment: the bins and counts behind its numbers.", valueName: "file"))
  var result: String?

  @Flag(help: "Print everything as one Markdown page.")
  var all = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard name == nil || all else { return }
    if result != nil { throw ValidationError("--result needs a NAME to explain.") }
    if output.json { throw ValidationError("--json needs a NAME to explain.") }
  }

  func run() throws {
    let book = Explanations(
      members: Registries.cards, checks: CheckRegistry.cards,
      score: TestScore(registry: CheckRegistry.cards, evidence: [], answers: [:]))
    if all {
      Console.standard.print(book.markdown)
    } else if let name {
      try explain(name, book)
    } else {
      Console.standard.print(book.list(Console.standard.style))
    }
  }

  private func explain(_ name: String, _ book: Explanations) throws {
    let style = Console.standard.style
    guard let entry = book.entry(named: name), let text = book.text(named: name, style) else {
      throw UsageError(
        "nothing is called “\(name.visible)”"
          + (Spelling.suggestion(for: name, among: book.names).map { "; \($0)" }
            ?? "; `assay explain` lists what can be explained"))
    }
    let measured = try result.map { try Self.measured(entry, name, in: $0) }
    if output.json {
      Console.standard.print(book.json(entry, result: measured).text(.pretty))
    } else {
      Console.standard.print(text + (measured?.text(style) ?? ""))
    }
  }

  private static func measured(
    _ entry: Explanations.Entry, _ name: String, in file: String
  ) throws -> ExplainedResult {
    let record = try AssessmentRecords.read(file)
    let found: ExplainedResult? =
      switch entry {
      case .check(let check): ExplainedResult(check: check.id, in: record, file: file)
      case .member(let card, _): ExplainedResult(metric: card, in: record, file: file)
      case .score: nil
      }
    guard let found else {
      throw UsageError(
        """
        \(file.shownOnOneLine) has no number of “\(name.visible)”; name a metric that it measured, or one of \
        its checks, such as parity.inputs.
        """)
    }
    return found
  }
}
