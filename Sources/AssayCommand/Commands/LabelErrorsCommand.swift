internal import ADBC
internal import ArgumentParser
internal import Engines
internal import Measurements
internal import Reports

/// `assay label errors`: labels that a model of the other rows contradicts, and what they leave
/// reachable.
struct LabelErrorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "errors",
    abstract: "Lists labels that are likely wrong, and the accuracy that they leave reachable.",
    discussion: """
      Example:
        assay label errors scored.parquet --target late --score p --id flight
        assay label errors scored.parquet --target animal --probabilities p_cat,p_dog \\
          --classes cat,dog --id image --limit 200 --out suspicious.csv --json

      The probabilities must come from a model that did not learn from the row's own label:
      of a test set, or cross-fitted.
      """)

  @Argument(help: "A file, pattern, directory or duckdb:SQL.")
  var data: String

  @Option(help: ArgumentHelp("The column of the label.", valueName: "col"))
  var target: String

  @Option(
    help: ArgumentHelp("The column of the positive class' probability.", valueName: "col"))
  var score: String?

  @Option(help: ArgumentHelp("The target's value that is positive.", valueName: "value"))
  var positive: String?

  @Option(help: ArgumentHelp("The columns of the classes' probabilities.", valueName: "col,…"))
  var probabilities: ColumnList?

  @Option(help: ArgumentHelp("The classes in the same order.", valueName: "a,b,…"))
  var classes: ColumnList?

  @Option(help: ArgumentHelp("The columns that name a row.", valueName: "col,…"))
  var id: ColumnList?

  @Option(help: ArgumentHelp("Suspicious rows to list, the most suspicious first.", valueName: "n"))
  var limit = 50

  @Option(help: ArgumentHelp("Coverage of the intervals.", valueName: "share"))
  var level = 0.95

  @Option(help: ArgumentHelp("A file of the listed rows: .csv or .parquet.", valueName: "file"))
  var out: OutputFile?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level) is out of range: expected a share such as 0.95")
    }
    guard (1...LabelErrorOptions.largestLimit).contains(limit) else {
      throw ValidationError(
        "--limit \(limit) is out of range: expected 1 to \(LabelErrorOptions.largestLimit)")
    }
    guard (score == nil) != (probabilities == nil) else {
      throw ValidationError("give either --score or --probabilities: label errors need one of them")
    }
    guard let probabilities else {
      guard classes == nil else {
        throw ValidationError("--classes has no meaning here: it is for --probabilities")
      }
      return
    }
    guard positive == nil else {
      throw ValidationError("--positive has no meaning here: it is for --score")
    }
    guard let classes else {
      throw ValidationError("--classes is missing: the classes in the order of --probabilities")
    }
    let names = classes.names
    guard names.count == probabilities.names.count, names.count > 1,
      names.count <= LabelErrorOptions.classLimit, Set(names).count == names.count
    else {
      throw ValidationError(
        "--classes names \(names.count) classes and --probabilities \(probabilities.names.count) "
          + "columns: expected as many, each once, 2 to \(LabelErrorOptions.classLimit)")
    }
  }

  func run() throws {
    let open = try OpenData(data, engine: OpenData.standardEngine())
    try open.refuse(output: out?.path)
    try open.requireRows("labelled")
    let options = LabelErrorOptions(
      target: target, probabilities: probabilities?.names ?? [score].compactMap(\.self),
      classes: classes?.names ?? [], positive: positive, keys: id?.names ?? [], limit: limit,
      level: level)
    try open.require([target] + options.probabilities + options.keys)
    var first = ScanPlan()
    let thresholds = first.add(LabelThresholdsFold(options))
    let found = try open.run(first)[thresholds].get()
    var second = ScanPlan()
    let errors = second.add(LabelErrorsFold(options, thresholds: found))
    let report = try open.run(second)[errors].get()
    if let out { try write(report, to: out, open) }
    let warnings = open.warnings + Self.warnings(report)
    Console.standard.warn(warnings)
    if output.json {
      try Console.standard.print(json: DocumentWithWarnings(body: report, warnings: warnings))
    } else {
      Console.standard.print(LabelErrorTable(report).text(Console.standard.style))
    }
  }

  private func write(_ report: LabelErrorReport, to out: OutputFile, _ open: OpenData) throws {
    let fields =
      [ArrowField(name: "row_number", type: .int64)]
      + report.options.keys.compactMap { key in open.description.fields.first { $0.name == key } }
      + [
        ArrowField(name: "label", type: .utf8), ArrowField(name: "likely", type: .utf8),
        ArrowField(name: "probability", type: .float64),
        ArrowField(name: "likely_probability", type: .float64),
      ]
    try out.write(
      fields,
      report.listed.map { row in
        ["\(row.row)"] + row.keys + [
          report.classes[row.label].name, report.classes[row.likely].name, "\(row.confidence)",
          "\(row.likelyConfidence)",
        ]
      }, engine: open.engine)
  }

  private static func warnings(_ report: LabelErrorReport) -> [WarningDocument] {
    var warnings: [WarningDocument] = []
    if report.unlabelled > 0 {
      let example = report.foreign.map { ", for example \($0.shortened)" } ?? ""
      warnings.append(
        WarningDocument(
          code: "missing-label",
          message: "\(report.unlabelled) of \(report.rows) rows have no label, or one that is no "
            + "class\(example)", column: report.options.target))
    }
    if report.isExplainedByDoubt {
      warnings.append(
        WarningDocument(
          code: "explained-by-doubt",
          message: "\(report.candidates) labels are contradicted, and about "
            + "\(Int(report.expected.rounded())) would be if every probability were right and no "
            + "label wrong: these rows are unclear, which does not make their labels wrong"))
    }
    if report.unscored > 0 {
      warnings.append(
        WarningDocument(
          code: "missing-score",
          message: "\(report.unscored) of \(report.rows) rows have no probabilities"))
    }
    return warnings
  }
}

extension String {
  /// At most forty characters.
  fileprivate var shortened: String { count > 40 ? "\(prefix(40))…" : self }
}
