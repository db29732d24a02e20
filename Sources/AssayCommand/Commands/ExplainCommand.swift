internal import ArgumentParser
internal import Checklist
internal import Checks
internal import Reports
internal import Statistics

/// `assay explain`: what a metric, test, check or score means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a metric, test, interval, baseline or check.",
    discussion: """
      Formula, unit and range, defaults with their reasons, when there is no value,
      and the source.

      Example:
        assay explain psi
        assay explain rocAUC
        assay explain parity.inputs
        assay explain ml-test-score
      """)

  @Argument(help: "A name, key or alias; without it, the list of all.")
  var name: String?

  @Flag(help: "Print everything as one Markdown page.")
  var all = false

  func run() throws {
    let book = Explanations(
      members: Registries.cards, checks: CheckRegistry.cards,
      score: TestScore(registry: CheckRegistry.cards, evidence: [], answers: [:]))
    if all {
      Console.standard.print(book.markdown)
    } else if let name {
      guard let text = book.text(named: name, Console.standard.style) else {
        throw UsageError(
          "nothing is called “\(name.visible)”"
            + (Spelling.suggestion(for: name, among: book.names).map { "; \($0)" }
              ?? "; `assay explain` lists what can be explained"))
      }
      Console.standard.print(text)
    } else {
      Console.standard.print(book.list(Console.standard.style))
    }
  }
}
