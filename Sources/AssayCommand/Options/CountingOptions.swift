internal import ArgumentParser

/// Where the rows of a database are counted; spelled alike in every command.
struct CountingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Count rows of a database there, or read them and count here.", valueName: "place"))
  var count: CountingPlace?
}
