internal import ArgumentParser
internal import Engines
internal import Measurements
internal import Monitoring
internal import Reports

/// `assay split`: divides rows into sets so that anybody can divide them again.
struct SplitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Divides rows into train, validation and test, reproducibly.",
    usage: """
      assay split <data> --fractions <share,…> --out <dir> [<options>]
      assay split --verify <manifest> [<data>]
      """,
    discussion: """
      Writes train, validation and test, and manifest.json with the recipe and the
      fingerprints of all of them. With --verify the rows are divided again and
      compared, byte by byte; exits with 1 when anything differs.

      Example:
        assay split data.parquet --method group --entity customer \\
          --fractions 0.7,0.15,0.15 --seed 7 --out splits
        assay split data.csv --method time --timestamp at --gap 7d \\
          --fractions 0.8,0.2 --out splits
        assay split --verify splits/manifest.json
      """)

  @Argument(help: "A file, pattern, directory or duckdb:SQL.")
  var data: String?

  @Option(
    help: ArgumentHelp(
      "How: random, stratified, group or time. (default: random)", valueName: "method"))
  var method: SplitRecipe.Method?

  @Option(
    help: ArgumentHelp(
      "Shares of train and test, or of train, validation and test.", valueName: "share,…"))
  var fractions: FractionList?

  @Option(help: ArgumentHelp("group: whom or what rows are about.", valueName: "col"))
  var entity: String?

  @Option(help: ArgumentHelp("stratified: the column of the classes.", valueName: "col"))
  var stratify: String?

  @Option(help: ArgumentHelp("time: the column of the rows' time.", valueName: "col"))
  var timestamp: String?

  @Option(
    help: ArgumentHelp(
      "time: what is left out after each set, such as 7d, 12h, 30m.", valueName: "time"))
  var gap: LengthOfTime?

  @Option(
    help: ArgumentHelp(
      "Equal rows: together in one set, or apart. (default: together)", valueName: "how"))
  var duplicates: SplitRecipe.Duplicates?

  @Option(
    help: ArgumentHelp(
      "Columns that do not make rows different, such as an id.", valueName: "col,…"))
  var ignore: ColumnList?

  @Option(
    help: ArgumentHelp(
      "The column whose values are counted in each set. (default: --stratify)", valueName: "col"))
  var target: String?

  @Option(help: ArgumentHelp("Where chance starts. (default: 1)", valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "csv or parquet. (default: csv for CSV files, else parquet)", valueName: "format"))
  var format: FileFormat?

  @Option(help: ArgumentHelp("The folder for the sets and the manifest.", valueName: "dir"))
  var out: String?

  @Option(
    help: ArgumentHelp("Divide again by this manifest, and compare.", valueName: "manifest"))
  var verify: String?

  @OptionGroup var lineage: LineageOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if verify != nil {
      for (isGiven, option) in [
        (method != nil, "--method"), (fractions != nil, "--fractions"), (entity != nil, "--entity"),
        (stratify != nil, "--stratify"), (timestamp != nil, "--timestamp"), (gap != nil, "--gap"),
        (duplicates != nil, "--duplicates"), (ignore != nil, "--ignore"),
        (target != nil, "--target"), (seed != nil, "--seed"), (format != nil, "--format"),
        (out != nil, "--out"), (lineage.openlineage != nil, "--openlineage"),
      ] where isGiven {
        throw ValidationError("\(option) has no meaning here: the manifest of --verify says it")
      }
      return
    }
    for (value, name) in [
      (data, "<data>"), (fractions.map { "\($0)" }, "--fractions"), (out, "--out"),
    ] where value?.isEmpty != false {
      throw ValidationError("\(name) is missing")
    }
    let method = method ?? .random
    for (isGiven, option, use) in [
      (entity != nil && method != .group, "--entity", "group"),
      (stratify != nil && method != .stratified, "--stratify", "stratified"),
      (timestamp != nil && method != .time, "--timestamp", "time"),
      (gap != nil && method != .time, "--gap", "time"),
    ] where isGiven {
      throw ValidationError("\(option) has no meaning here: it is for --method \(use)")
    }
    if duplicates == .apart, method == .group || method == .time {
      throw ValidationError(
        "--duplicates apart has no meaning here: it is for --method random or stratified")
    }
  }

  func run() async throws {
    do {
      if let verify {
        try SplitComparison(verify, data: data).report(json: output.json)
      } else {
        try await CommandLineage(lineage, job: "split", folder: out ?? "").run(
          [CommandTelling.Dataset(data: data ?? "")]
        ) {
          let writing = try SplitWriting(self)
          try writing.report(json: output.json)
          return ((), [writing.input], writing.outputs)
        }
      }
    } catch let refusal as SplitRefusal {
      throw UsageError(refusal.message + ".")
    }
  }
}

extension SplitRecipe.Method: ExpressibleByArgument {}
extension SplitRecipe.Duplicates: ExpressibleByArgument {}
extension FileFormat: ExpressibleByArgument {}
