internal import ArgumentParser
internal import Engines
internal import Measurements
internal import Statistics

/// Judgements of annotators, from which follows what accuracy the labels leave reachable.
struct AnnotationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Judgements of annotators: shows the accuracy that the labels leave reachable.",
      valueName: "data"))
  var annotations: String?

  @Option(
    help: ArgumentHelp(
      "Their columns: item, annotator, label and, where there is one, the adjudicated label.",
      valueName: "col,…"))
  var annotationColumns: ColumnList?

  func validate() throws {
    guard (annotations == nil) == (annotationColumns == nil) else {
      throw ValidationError(
        "--annotations and --annotation-columns go together: the data, and which columns they are")
    }
    if let count = annotationColumns?.names.count, !(3...4).contains(count) {
      throw ValidationError(
        "--annotation-columns names \(count) columns: expected item,annotator,label or "
          + "item,annotator,label,truth")
    }
  }

  /// The ceiling that the judgements give; nil without any.
  func ceiling(level: Double, engine: any Engine) throws -> Estimate? {
    guard let annotations, let names = annotationColumns?.names, names.count > 2 else {
      return nil
    }
    let open = try OpenData(annotations, engine: engine)
    try open.require(names)
    var plan = ScanPlan()
    let ticket = plan.add(
      AgreementFold(
        AgreementOptions(
          item: names[0], annotator: names[1], label: names[2],
          truth: names.count > 3 ? names[3] : nil, level: level)))
    return try open.run(plan)[ticket].mapError { UsageError($0.message + ".") }.get()
      .reachableAccuracy
  }
}

/// Metrics with the accuracy that their labels leave reachable.
struct MetricsDocument: Encodable {
  let report: MetricsReport
  let ceiling: Estimate?

  private enum Key: String, CodingKey { case reachableAccuracy }

  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(
      ceiling.map { EstimateDocument($0) }, forKey: .reachableAccuracy)
  }
}
