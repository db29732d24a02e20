internal import ArgumentParser
internal import Contracts
internal import Foundation
internal import Monitoring

/// What data are called in lineage, what they are made from, and who is told.
struct LineageArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the data are called; else the contract's name, or data.", valueName: "name"))
  var dataset: String?

  @Option(
    help: ArgumentHelp(
      "What this stage is made from: stages, or other data sets; else the stage before it in the contract.",
      valueName: "name,…"))
  var upstream: ColumnList?

  @Option(
    help: ArgumentHelp(
      "Where OpenLineage events go: a file of JSON lines, or a collector's http address.",
      valueName: "file|url"))
  var openlineage: String?

  func validate() throws {
    if dataset?.isEmpty == true {
      throw ValidationError("--dataset is empty: give it a name")
    }
    if let openlineage, openlineage.contains("://"), !OpenLineageSink.isAddress(openlineage) {
      throw ValidationError(
        "--openlineage \(openlineage) is no address that can be asked: expected http:// or https://, or a file"
      )
    }
  }

  /// What the data are called.
  func name(_ contract: Contract?) -> String { dataset ?? contract?.name ?? "data" }

  /// What a stage is made from: as it was said, or the stage before it where a contract lists them
  /// in their order.
  func upstream(of stage: String?, _ contract: Contract?) -> [String] {
    if let upstream { return upstream.names }
    guard let stage, let stages = contract?.stages, let place = stages.firstIndex(of: stage),
      place > 0
    else { return [] }
    return [stages[place - 1]]
  }

  /// Makes the events of a run.
  func telling(
    _ work: OpenLineageTelling.Work, of contract: Contract?, stage: String?, runID: String
  ) -> OpenLineageTelling {
    OpenLineageTelling(
      namespace: ProcessInfo.processInfo.environment["OPENLINEAGE_NAMESPACE"] ?? "assay",
      version: Version.current, dataset: name(contract), stage: stage, work: work, runID: runID)
  }
}
