internal import ADBC
internal import Checklist
internal import Engines
internal import Measurements
internal import Statistics

/// Reads labels and annotations, and joins labels to the predictions that they belong to.
struct TruthAsking {
  let project: Project
  let directory: String
  let engine: any Engine
  /// Whether a database that holds predictions and labels joins and counts them.
  let isCountedThere: Bool

  /// The answers to some questions.
  func facts(_ questions: Set<TruthFacts.Question>, _ sets: [SetFacts]) -> TruthFacts? {
    guard !questions.isEmpty else { return nil }
    var facts = TruthFacts()
    if questions.contains(.labels), let declared = project.truth.labels {
      facts.labels = Result { try joined(declared, sets) }
    }
    if questions.contains(.annotations), let declared = project.truth.annotations {
      facts.annotations = Result { try agreement(declared) }
    }
    return facts
  }

  private func agreement(_ declared: Project.Truth.Annotations) throws -> AgreementReport {
    let data = try DeclaredData(
      declared.source,
      columns: [
        ("item", declared.item), ("annotator", declared.annotator), ("label", declared.label),
        ("truth", declared.truth),
      ], at: "truth.annotations", of: project, in: directory, by: engine)
    var plan = ScanPlan()
    let ticket = plan.add(
      AgreementFold(
        AgreementOptions(
          item: declared.item, annotator: declared.annotator, label: declared.label,
          truth: declared.truth, level: project.metrics.level)))
    return try data.run(plan)[ticket].mapError { Undefined($0.message) }.get()
  }

  private func joined(
    _ declared: Project.Truth.Labels, _ sets: [SetFacts]
  ) throws -> JoinedLabels {
    let candidates = sets.filter { $0.role == .scoring || $0.role == .test }.reversed()
    guard let set = candidates.first(where: { $0.has(declared.key) }),
      let predictions = project.data[set.role]
    else {
      throw project.refusal(
        of: "truth.labels.key",
        "neither the scoring nor the test data have a column “\(declared.key.visible)”",
        remedy: "name the column by which a label finds its prediction")
    }
    let label = declared.label ?? project.columns.target
    let labels = try DeclaredData(
      declared.source,
      columns: [("key", declared.key), ("label", label), ("time", declared.time)],
      at: "truth.labels", of: project, in: directory, by: engine)
    let predictedAt = declared.predictedAt ?? project.columns.timestamp.filter(set.has)
    if let column = declared.predictedAt, !set.has(column) {
      throw project.refusal(
        of: "truth.labels.predicted-at",
        "the \(set.role.rawValue) data have no column “\(column.visible)”",
        remedy: "name the predictions' column of when they were made")
    }
    // What the predictions say of the truth by themselves is not theirs here.
    let added = Set([label, project.columns.target, LabelJoin.time, LabelJoin.status])
    let names = set.description.fields.map(\.name).filter { !added.contains($0) }
    let join = try LabelJoin(
      engine.source(predictions.source(from: directory)), labels.source,
      LabelJoin.Columns(
        predictions: names, predictionID: declared.key, labelID: declared.key, label: label,
        labelledAt: declared.time, predictedAt: predictedAt),
      engine: engine, isCountedThere: isCountedThere)
    let study = try LabelStudy(join, engine: engine)
    let days = Set(LabelJoin.days + [project.truth.delay]).sorted()
    let report = try study.report(days: days, level: project.metrics.level)
    let outputs = [project.columns.score, project.columns.prediction].compactMap(\.self)
    // Whether rows with a label are like those without, by what the model reads and says.
    let selection = try study.selection(
      report, of: (project.features(in: set.profile) + outputs).filter(set.has),
      options: project.driftOptions)
    return JoinedLabels(role: set.role, report: report, selection: selection, days: days)
  }
}

extension String? {
  /// The text where it holds.
  fileprivate func filter(_ condition: (String) -> Bool) -> String? {
    flatMap { condition($0) ? $0 : nil }
  }
}
