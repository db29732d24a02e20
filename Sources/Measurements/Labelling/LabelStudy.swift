internal import ADBC
package import Engines
internal import Foundation

/// What came of joining labels to predictions: asked of the database that holds both, or of a file
/// that the embedded engine joins them into once.
package final class LabelStudy: Sendable {
  private let join: LabelJoin
  private let engine: any Engine
  private let folder: URL?
  /// The joined rows.
  package let rows: DataSource
  /// The same as a query in the language of the place.
  private let query: String

  /// Joins.
  ///
  /// - Throws: ``EngineError`` when a source cannot be read.
  package init(_ join: LabelJoin, engine: any Engine) throws {
    self.join = join
    self.engine = engine
    guard !join.place.isDatabase else {
      folder = nil
      query = join.joined
      rows = try join.place.source(join.joined)
      return
    }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "assay-labels-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.folder = folder
    let file = folder.appending(path: "joined.parquet").path
    do {
      try engine.write(.query(join.joined), to: file, format: .parquet)
      let joined = DataSource.path(file)
      query = try engine.query(joined, columns: nil)
      rows = joined
    } catch {
      try? FileManager.default.removeItem(at: folder)
      throw error
    }
  }

  deinit {
    if let folder { try? FileManager.default.removeItem(at: folder) }
  }

  /// How many labels, and how late.
  ///
  /// - Parameters:
  ///   - asOf: the moment at which ages are taken; nil for the latest time in the data.
  ///   - days: after how many days completeness is told.
  package func report(
    asOf: String? = nil, days: [Int] = LabelJoin.days, level: Double
  ) throws -> LabelImportReport {
    let counts = try answer(join.counts)
    let delays = try answer(join.delays(of: query, asOf: asOf, days: days))
    return try LabelImportReport(
      counts: counts.map { $0.flatMap { Int($0) } ?? 0 }, delays: delays,
      quantiles: LabelJoin.quantiles, days: days,
      hasTimes: join.columns.labelledAt != nil && join.columns.predictedAt != nil, level: level)
  }

  /// Whether rows with a label are like those without; nil where one of the two is empty: else
  /// figures from labels are not of all rows.
  package func selection(
    _ report: LabelImportReport, of columns: [String], options: DriftOptions
  ) throws -> DriftReport? {
    let labelled = report.predictions.labelled
    guard labelled > 0, labelled < report.predictions.rows, !columns.isEmpty else { return nil }
    let unlabelled = try profile("<>", columns, ProfileOptions())
    return DriftReport(
      reference: unlabelled,
      current: try profile("=", columns, ProfileOptions(comparableTo: unlabelled)),
      options: options, columns: Set(columns))
  }

  private func answer(_ question: String) throws -> [String?] {
    try engine.scan(join.place.source(question)).textRows(limit: 1).first ?? []
  }

  private func profile(
    _ condition: String, _ columns: [String], _ options: ProfileOptions
  ) throws -> DatasetProfile {
    var options = options
    options.columns = Set(columns)
    let part = try join.place.source(
      "select * from (\(query)) as assay_joined where \(LabelJoin.status) \(condition) 'labelled'")
    guard !join.place.isDatabase else {
      return try engine.asked(part) { session throws(EngineError) in
        try PushedProfile(session, options).measure()
      }
    }
    var plan = ScanPlan()
    let ticket = plan.add(ProfileFold(options))
    return try plan.run(engine.scan(part, ScanRequest(columns: columns)))[ticket]
  }
}
