internal import ADBC
internal import Checklist
internal import Engines
internal import Foundation
internal import Measurements
internal import Statistics

/// Reads labels and annotations, and joins labels to the predictions that they belong to.
struct TruthAsking {
  let project: Project
  let directory: String
  let engine: any Engine

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
    let source = try engine.source(project.source(declared.source, from: directory))
    try require(
      [
        ("item", declared.item), ("annotator", declared.annotator), ("label", declared.label),
        ("truth", declared.truth),
      ], of: source, at: "truth.annotations")
    var plan = ScanPlan()
    let ticket = plan.add(
      AgreementFold(
        AgreementOptions(
          item: declared.item, annotator: declared.annotator, label: declared.label,
          truth: declared.truth, level: project.metrics.level)))
    return try run(plan, source)[ticket].mapError { Undefined($0.message) }.get()
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
    let source = try engine.source(project.source(declared.source, from: directory))
    try require(
      [("key", declared.key), ("label", label), ("time", declared.time)], of: source,
      at: "truth.labels")
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
    let join = LabelJoin(
      predictions: try engine.query(
        engine.source(predictions.source(from: directory)), columns: names),
      labels: try engine.query(
        source, columns: Set([declared.key, label, declared.time].compactMap(\.self)).sorted()),
      predictionID: declared.key, labelID: declared.key, label: label,
      labelledAt: declared.time, predictedAt: predictedAt)
    return try joined(join, set, predictedAt)
  }

  private func joined(
    _ join: LabelJoin, _ set: SetFacts, _ predictedAt: String?
  ) throws -> JoinedLabels {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "assay-truth-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Joined once; whatever is asked afterwards reads this file.
    let file = folder.appending(path: "joined.parquet").path
    try engine.write(.query(join.joined), to: file, format: .parquet)
    let rows = try engine.query(.path(file), columns: nil)
    let days = Set(LabelJoin.days + [project.truth.delay]).sorted()
    let counts = try engine.scan(.query(join.counts)).textRows(limit: 1).first ?? []
    let delays =
      try engine.scan(.query(join.delays(of: rows, asOf: nil, days: days))).textRows(limit: 1)
      .first ?? []
    let report = try LabelImportReport(
      counts: counts.map { $0.flatMap { Int($0) } ?? 0 }, delays: delays,
      quantiles: LabelJoin.quantiles, days: days,
      hasTimes: join.labelledAt != nil && join.predictedAt != nil, level: project.metrics.level)
    return JoinedLabels(
      role: set.role, report: report, selection: try selection(report, set, rows), days: days)
  }

  /// Whether rows with a label are like those without, by what the model reads and says.
  private func selection(
    _ report: LabelImportReport, _ set: SetFacts, _ rows: String
  ) throws -> DriftReport? {
    let labelled = report.predictions.labelled
    guard labelled > 0, labelled < report.predictions.rows else { return nil }
    let outputs = [project.columns.score, project.columns.prediction].compactMap(\.self)
    let columns = (project.features(in: set.profile) + outputs).filter(set.has)
    guard !columns.isEmpty else { return nil }
    func profile(_ condition: String, _ options: ProfileOptions) throws -> DatasetProfile {
      var options = options
      options.columns = Set(columns)
      var plan = ScanPlan()
      let ticket = plan.add(ProfileFold(options))
      let part = DataSource.query(
        "select * from (\(rows)) where \(LabelJoin.status) \(condition) 'labelled'")
      return try plan.run(try engine.scan(part, ScanRequest(columns: columns)))[ticket]
    }
    let unlabelled = try profile("<>", ProfileOptions())
    return DriftReport(
      reference: unlabelled, current: try profile("=", ProfileOptions(comparableTo: unlabelled)),
      options: project.driftOptions, columns: Set(columns))
  }

  private func run(_ plan: ScanPlan, _ source: DataSource) throws -> ScanResults {
    let stream = try engine.scan(source)
    do throws(ADBCError) {
      return try plan.run(stream)
    } catch {
      throw EngineError(error, reading: source)
    }
  }

  /// A column that the data lack is a mistake in assay.yaml, with its line.
  private func require(
    _ columns: [(key: String, column: String?)], of source: DataSource, at path: String
  ) throws {
    let names = try engine.describe(source).fields.map(\.name)
    for case (let key, let column?) in columns where !names.contains(column) {
      throw project.refusal(
        of: "\(path).\(key)", "the data of \(path) have no column “\(column.visible)”",
        remedy: "their columns are \(names.sorted().listed(12))")
    }
  }
}

extension String? {
  /// The text where it holds.
  fileprivate func filter(_ condition: (String) -> Bool) -> String? {
    flatMap { condition($0) ? $0 : nil }
  }
}
