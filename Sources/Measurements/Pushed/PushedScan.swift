internal import ADBC
package import Engines

/// A measurement that a database can count.
protocol PushedFold: Fold {
  /// The result as the database counts it; nil when the rows have to be read.
  ///
  /// - Throws: ``EngineError``, also when the rows changed meanwhile.
  func pushed(_ count: PushedCount) throws(EngineError) -> Result?
}

/// A session that is asked for counts: of how many rows, and who is told what is being done.
struct PushedCount {
  let session: TableSession
  /// The rows of the table, to which every answer must come.
  let rows: Int
  let progress: (String) -> Void
}

extension PushedFold {
  fileprivate func pushedErased(_ count: PushedCount) throws(EngineError) -> (any Sendable)? {
    try pushed(count)
  }
}

extension ScanPlan {
  /// Measures where the rows are: what can be counted there is, and for the rest the rows are read once.
  ///
  /// - Parameter progress: told what is being done.
  /// - Throws: ``EngineError``, also when the rows changed meanwhile.
  package func run(
    in session: TableSession, progress: @escaping (String) -> Void = { _ in }
  ) throws(EngineError) -> ScanResults {
    let rows = try session.countRows()
    let folds = try settled(in: session, rows: rows).folds
    let count = PushedCount(session: session, rows: rows, progress: progress)
    var values = [(any Sendable)?](repeating: nil, count: folds.count)
    var rest: [Int] = []
    for (place, fold) in folds.enumerated() {
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
      guard read.rows == rows else { throw session.changed }
      for (place, value) in zip(rest, read.values) { values[place] = value }
    }
    return ScanResults(fields: session.fields, rows: rows, values: values.compactMap(\.self))
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
    let profile = try PushedProfile(count.session, options).measure(progress: count.progress)
    guard profile.rows == count.rows else { throw count.session.changed }
    return profile
  }
}

extension RowFold: PushedFold {
  /// A sample that the database draws, of which as many rows are kept as were asked for; nil where all are kept.
  func pushed(_ count: PushedCount) throws(EngineError) -> Result? {
    // Six standard deviations more than are kept: fewer are next to never drawn.
    let wanted = Double(limit) + 6 * Double(max(limit, 1)).squareRoot()
    let share = wanted / Double(max(count.rows, 1))
    guard share < 1, count.session.dialect != .duckdb else { return nil }
    let names = count.session.fields.map(\.name)
    let read = columns.map { columns in names.filter(columns.contains) } ?? names
    guard !read.isEmpty else { return nil }
    count.progress("drawing rows of \(count.session.shown)")
    var plan = ScanPlan()
    let ticket = plan.add(self)
    let stream = try count.session.sample(columns: read, share: share, seed: seed)
    do throws(ADBCError) {
      return try plan.run(stream)[ticket].map { $0.drawn(from: count.rows) }
    } catch {
      throw count.session.error(error)
    }
  }
}
