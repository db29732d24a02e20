internal import ADBC
package import Engines

/// A measurement that a database can count.
protocol PushedFold: Fold {
  /// The result as the database counts it; nil when the rows have to be read.
  ///
  /// - Throws: ``EngineError``, also when the rows changed meanwhile.
  func pushed(_ count: PushedCount) throws(EngineError) -> Result?

  /// Whether the data turned out to be refused, so that nothing more needs to be counted.
  var isRefused: Bool { get }
}

extension PushedFold {
  var isRefused: Bool { false }
}

/// A session that is asked for counts, the rows to which every answer must come, and who is told
/// what is being done.
final class PushedCount {
  let session: TableSession
  let progress: (String) -> Void
  /// What the first rows said, by the question.
  var sizes: [String: EqualRowsQuestion.Size] = [:]
  private var known: Int?

  init(session: TableSession, progress: @escaping (String) -> Void) {
    self.session = session
    self.progress = progress
  }

  /// The rows of the table, counted when no answer has told them yet.
  func rows() throws(EngineError) -> Int {
    if let known { return known }
    let rows = try session.countRows()
    known = rows
    return rows
  }

  /// Holds the rows that an answer came to against those of the answers before.
  ///
  /// - Throws: ``EngineError`` when the rows changed meanwhile.
  func agree(_ rows: Int) throws(EngineError) {
    guard known ?? rows == rows else { throw session.changed }
    known = rows
  }
}

extension PushedFold {
  fileprivate func pushedErased(_ count: PushedCount) throws(EngineError) -> (any Sendable)? {
    try pushed(count)
  }
}

extension ScanPlan {
  /// Measures where the rows are: what can be counted there is, and for the rest the rows are read
  /// once.
  ///
  /// - Parameter progress: told what is being done.
  /// - Throws: ``EngineError``, also when the rows changed meanwhile.
  package func run(
    in session: TableSession, progress: @escaping (String) -> Void = { _ in }
  ) throws(EngineError) -> ScanResults {
    let count = PushedCount(session: session, progress: progress)
    let folds = try settled(count).folds
    var values = [(any Sendable)?](repeating: nil, count: folds.count)
    var rest: [Int] = []
    for merged in MergedMetrics.found(in: folds, count.session) {
      for (place, value) in try merged.pushed(count) { values[place] = value }
    }
    for (place, fold) in folds.enumerated() where values[place] == nil {
      if let fold = fold as? any PushedFold, let value = try fold.pushedErased(count) {
        values[place] = value
      } else {
        rest.append(place)
      }
    }
    if !rest.isEmpty {
      progress("reading rows of \(session.shown)")
      let plan = ScanPlan(rest.map { folds[$0] })
      let read = try plan.run(rowsOf: session)
      try count.agree(read.rows)
      for (place, value) in zip(rest, read.values) { values[place] = value }
    }
    return ScanResults(
      fields: session.fields, rows: try count.rows(), values: values.compactMap(\.self))
  }

  /// Reads the rows of a session, those columns that the measurements read.
  private func run(rowsOf session: TableSession) throws(EngineError) -> ScanResults {
    let names = session.fields.map(\.name)
    let wanted = columns.map { wanted in names.filter(wanted.contains) } ?? names
    let stream = try session.rows(columns: wanted.isEmpty ? names : wanted, limit: nil)
    do throws(ADBCError) { return try run(stream) } catch { throw session.error(error) }
  }
}

extension TableSession {
  /// The rows of the table.
  func countRows() throws(EngineError) -> Int {
    var rows: Int64?
    try forEachRow(of: "select count(*) as n from \(relation)", columns: 1) {
      row throws(EngineError) in rows = row.whole(0)
    }
    guard let rows, rows >= 0 else { throw contradiction }
    return Int(rows)
  }
}

extension ProfileFold: PushedFold {
  func pushed(_ count: PushedCount) throws(EngineError) -> DatasetProfile? {
    let profile = try PushedProfile(count.session, options).measure(count)
    try count.agree(profile.rows)
    return profile
  }
}

extension RowFold: PushedFold {
  /// A sample that the database draws, of which as many rows are kept as were asked for; nil where
  /// all are kept.
  func pushed(_ count: PushedCount) throws(EngineError) -> Result? {
    // Six standard deviations more than are kept: fewer are next to never drawn.
    let wanted = Double(limit) + 6 * Double(max(limit, 1)).squareRoot()
    guard !count.session.dialect.keepsOrder else { return nil }
    let rows = try count.rows()
    let share = wanted / Double(max(rows, 1))
    guard share < 1 else { return nil }
    let names = count.session.fields.map(\.name)
    let read = columns.map { columns in names.filter(columns.contains) } ?? names
    guard !read.isEmpty else { return nil }
    count.progress("drawing rows of \(count.session.shown)")
    var plan = ScanPlan()
    let ticket = plan.add(self)
    let stream = try count.session.sample(columns: read, share: share, seed: seed)
    do throws(ADBCError) {
      return try plan.run(stream)[ticket].map { $0.drawn(from: rows) }
    } catch {
      throw count.session.error(error)
    }
  }
}
