internal import ArgumentParser
internal import Checklist
internal import Contracts
internal import Monitoring
internal import Reports

/// `assay contract`: infers a contract from data that are known to be good.
struct ContractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract",
    abstract:
      "Infers a contract from good data; each rule says how often chance breaks it at most.",
    discussion: """
      Example:
        assay contract train.parquet --out contract.yaml
        assay contract mon.csv tue.csv wed.csv thu.csv --out contract.yaml
        assay contract train.parquet --target late --window-rows 800
        assay contract day*.parquet --expected-every day --timestamp at

      Several data sets show how batches vary: their rows, means and missing values.
      """)

  @Argument(help: "Files, patterns, directories or duckdb:SQL, each one data set.")
  var data: [String]

  @Option(help: ArgumentHelp("The contract's file; else it is printed.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("What the contract is called.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "The column that only training data have: its rules hold in the environment training.",
      valueName: "col"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "The largest probability that chance breaks one rule about a figure in a batch.",
      valueName: "share"))
  var falseAlarms = 0.001

  @Option(
    help: ArgumentHelp(
      "Rows of the smallest batch whose figures are judged; else a tenth of one data set's.",
      valueName: "n"))
  var windowRows: Int?

  @Option(
    help: ArgumentHelp(
      "How often a batch comes: day, hour, week, 6h, \"2 days\"; the contract then holds the latest time to twice that age.",
      valueName: "interval"))
  var expectedEvery: Cadence?

  @Option(
    help: ArgumentHelp(
      "The column with a batch's age; else the only one with times.", valueName: "col"))
  var timestamp: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard falseAlarms > 0, falseAlarms < 0.5 else {
      throw ValidationError(
        "--false-alarms \(falseAlarms) is out of range: expected a share such as 0.001")
    }
    if timestamp != nil, expectedEvery == nil {
      throw ValidationError("--timestamp needs --expected-every: it says by which column")
    }
    if let windowRows, windowRows < 1 {
      throw ValidationError("--window-rows \(windowRows) is out of range: expected 1 or more")
    }
  }

  func run() throws {
    let inferred = try InferredContract(
      data, name: name, target: target, falseAlarms: falseAlarms, windowRows: windowRows,
      expectedEvery: expectedEvery, timestamp: timestamp, engine: OpenData.standardEngine())
    Console.standard.warn(inferred.warnings)
    if let out { try ReportWriter().write(inferred.contract, to: out) }
    if output.json {
      try Console.standard.print(
        json: DocumentWithWarnings(body: inferred, warnings: inferred.warnings))
    } else if let out {
      Console.standard.print(
        "\(AlarmWords.count(inferred.constraints, "constraint")) on "
          + "\(AlarmWords.count(inferred.columns, "column")), inferred from "
          + "\(AlarmWords.count(inferred.rows, "row")): "
          + "\(out.visible)\nRead it, correct what you know better, then: "
          + "assay validate DATA --contract \(out.visible)")
    } else {
      Console.standard.print(inferred.contract)
    }
  }
}
