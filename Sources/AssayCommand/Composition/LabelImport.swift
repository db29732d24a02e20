internal import Engines
internal import Measurements
internal import Reports
internal import Statistics

/// What `assay label import` found, and the joined file.
struct LabelImport: Encodable {
  let report: LabelImportReport
  /// Rows with a label against those without; nil where one of the two is empty.
  let selection: DriftReport?
  let warnings: [WarningDocument]
  let out: String?

  init(_ command: LabelImportCommand) throws {
    let engine = try OpenData.standardEngine()
    let labels = try OpenData(command.labels, engine: engine)
    let predictions = try OpenData(command.predictions, engine: engine)
    for data in [labels, predictions] { try data.refuse(output: command.out?.path) }
    let join = try Self.join(command, labels, predictions, engine)
    let study = try LabelStudy(join, engine: engine)
    report = try study.report(asOf: command.asOf, level: command.level)
    var options = DriftOptions()
    options.level = command.level
    selection = try study.selection(
      report,
      of: predictions.names.filter { $0 != command.id && $0 != command.predictedAt },
      options: options)
    if let out = command.out {
      try ReportWriter().place(out.path) { partial in
        try engine.write(study.rows, to: partial, format: out.format)
      }
    }
    out = command.out?.path
    warnings = labels.warnings + predictions.warnings + Self.warnings(report, command)
  }

  private static func join(
    _ command: LabelImportCommand, _ labels: OpenData, _ predictions: OpenData,
    _ engine: any Engine
  ) throws -> LabelJoin {
    let predictionID = command.id
    let labelID = command.labelID ?? command.id
    try labels.require([labelID, command.label, command.labelledAt].compactMap(\.self))
    try predictions.require([predictionID, command.predictedAt].compactMap(\.self))
    try labels.requireTimes(in: command.labelledAt, for: .day)
    try predictions.requireTimes(in: command.predictedAt, for: .day)
    for added in [command.label, LabelJoin.time, LabelJoin.status]
    where predictions.names.contains(added) {
      throw UsageError(
        "\(predictions.argument.shownOnOneLine) has a column \(added.shownOnOneLine), which the join "
          + "adds itself: leave it out with a query, or rename the labels' column")
    }
    return try LabelJoin(
      predictions.source, labels.source,
      LabelJoin.Columns(
        predictions: predictions.names, predictionID: predictionID, labelID: labelID,
        label: command.label, labelledAt: command.labelledAt, predictedAt: command.predictedAt),
      engine: engine, isCountedThere: command.counting.count != .here)
  }

  private static func warnings(
    _ report: LabelImportReport, _ command: LabelImportCommand
  ) -> [WarningDocument] {
    let found: [(String, Int, String, String?)] = [
      ("unusable-label", report.labels.unusable, "labels have no id or no label", command.label),
      (
        "conflicting-label", report.labels.conflicts,
        "ids have labels that contradict each other; they count as not labelled", command.label
      ),
      ("orphan-label", report.labels.orphans, "labelled ids have no prediction", command.id),
      ("missing-id", report.predictions.missingID, "predictions have no id", command.id),
      (
        "repeated-id", report.predictions.repeatedID,
        "predictions have the id of an earlier one; each gets the id's label", command.id
      ),
      (
        "early-label", report.delay?.early ?? 0, "labels are dated before their prediction",
        command.labelledAt
      ),
    ]
    return found.filter { $0.1 > 0 }.map {
      WarningDocument(code: $0.0, message: "\($0.1) \($0.2)", column: $0.3)
    }
  }

  private enum Key: String, CodingKey { case selection, out }

  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(selection.map { DriftDocument($0) }, forKey: .selection)
    try container.encodeIfPresent(out, forKey: .out)
  }
}
