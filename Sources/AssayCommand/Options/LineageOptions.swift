internal import ArgumentParser

/// Where a command tells of its run.
struct LineageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where OpenLineage events go: a file of JSON lines, or a collector's http address.",
      valueName: "file|url"))
  var openlineage: String?

  func validate() throws {
    if let openlineage, openlineage.contains("://"), !OpenLineageSink.isAddress(openlineage) {
      throw ValidationError(
        "--openlineage \(openlineage) is no address that can be asked: expected http:// or https://, or a file"
      )
    }
  }
}
