internal import ArgumentParser
internal import Engines
internal import Measurements

/// Labels that are in other data than the predictions.
struct LabelsArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Labels in other data, joined by --id; where a database holds both, there.",
      valueName: "data"))
  var labels: String?

  @Option(help: ArgumentHelp("With --labels: the column of the id in both.", valueName: "col"))
  var id: String?

  @Option(
    name: .customLong("label-id"),
    help: ArgumentHelp("The column of the id among the labels, if another.", valueName: "col"))
  var labelID: String?

  @Option(
    help: ArgumentHelp(
      "With --labels: the column of when a label was given; the latest counts.", valueName: "col"))
  var labelledAt: String?

  func validate() throws {
    guard (labels == nil) == (id == nil) else {
      throw ValidationError(
        "--labels and --id go together: the labels, and the column by which they find their rows")
    }
    guard labels != nil || (labelID == nil && labelledAt == nil) else {
      throw ValidationError("--label-id and --labelled-at are of --labels: name the labels")
    }
  }

  /// The data with their labels: as they are without `--labels`, else joined.
  ///
  /// - Parameters:
  ///   - target: the column of the label, which the data's own gives way to.
  ///   - count: where rows of a database are counted.
  func open(
    _ data: String, target: String, count: CountingPlace?, engine: any Engine
  ) throws -> OpenData {
    let predictions = try OpenData(data, engine: engine)
    guard let labels, let id else { return predictions }
    let given = try OpenData(labels, engine: engine)
    let labelID = labelID ?? id
    try predictions.require([id])
    try given.require([labelID, target, labelledAt].compactMap(\.self))
    try given.requireTimes(in: labelledAt, for: .day)
    guard id != target else { throw UsageError("--id and --target name one column") }
    let added: Set = [target, LabelJoin.time, LabelJoin.status]
    let join = try LabelJoin(
      predictions.source, given.source,
      LabelJoin.Columns(
        predictions: predictions.names.filter { !added.contains($0) }, predictionID: id,
        labelID: labelID, label: target, labelledAt: labelledAt),
      engine: engine, isCountedThere: count != .here)
    var open = try OpenData(
      data, joined: join.place.source(join.joined),
      warnings: predictions.description.warnings
        + given.description.warnings,
      files: predictions.description.files
        + given.description.files, engine: engine)
    open.added = [LabelJoin.time, LabelJoin.status]
    open.doubts = try FoundLabels(join, engine: engine).doubts
    return open
  }
}
