internal import ADBC
internal import Engines

/// Profiles of the calendar's windows, counted where the rows are: each window is asked on its own,
/// as if it were the table.
///
/// A window of few rows is read. An index, or partitions, by the time make one scan of all windows
/// together; without them every window reads the table, so that this is only done where it is asked
/// for.
extension WindowedProfileFold: PushedFold {
  func pushed(_ count: PushedCount) throws(EngineError) -> WindowedProfile? {
    let session = count.session
    guard let unit = length.unit, let timestamp,
      let field = session.fields.first(where: { $0.name == timestamp })
    else { return nil }
    let isDate = field.type == .date32
    if !isDate {
      guard case .timestamp(.microseconds, _) = field.type else { return nil }
    }
    let time = session.expression(timestamp)
    count.progress("counting in \(session.shown): windows")
    var result = WindowedProfile(length: length, undated: 0, refused: 0)
    let starts = try windows(
      session.dialect.windowStart(unit, of: time, isDate: isDate), session, undated: &result.undated
    )
    guard starts.count <= windowLimit else { return nil }
    let rows = starts.reduce(result.undated) { $0 + $1.rows }
    try count.agree(rows)
    let options = try withOrigins(session)
    let measured = session.fields.count { options.columns?.contains($0.name) ?? true }
    for (start, rows) in starts {
      let end = length.end(ofWindowStarting: start)
      let part = session.limited(
        to: "\(time) >= \(Self.literal(start, isDate)) and \(time) < \(Self.literal(end, isDate))")
      var profile = PushedProfile(part, options)
      profile.states = measured * windowLimit
      let found = try profile.measure(progress: count.progress)
      guard found.rows == rows else { throw session.changed }
      result.windows.append(ProfileWindow(start: start, end: end, profile: found))
    }
    return result
  }

  /// The windows that have rows, in their order, and how many; rows of no window are added to
  /// `undated`.
  private func windows(
    _ start: String, _ session: TableSession, undated: inout Int
  ) throws(EngineError) -> [(start: Int64, rows: Int)] {
    var found: [Int64: Int] = [:]
    var outside = 0
    let position = session.dialect.microseconds(ofTimestamp: "w")
    try session.forEachRow(
      of: """
        select \(position) as p, n from (select w, count(*) as n \
        from (select \(start) as w from \(session.relation)) as a group by w) as b
        """, columns: 2
    ) { row throws(EngineError) in
      guard let rows = row.whole(1), rows > 0 else { throw session.contradiction }
      if let start = row.whole(0), CalendarText.instants.contains(start) {
        found[length.start(of: start), default: 0] += Int(rows)
      } else {
        outside += Int(rows)
      }
    }
    undated += outside
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The options with one grid a column for all windows: around what the first rows of the table
  /// say, where no reference does, and no ``OriginQuestion``.
  private func withOrigins(_ session: TableSession) throws(EngineError) -> ProfileOptions {
    let names = session.fields.map(\.name).filter { options.columns?.contains($0) ?? true }
    guard session.dialect.keepsOrder, !names.isEmpty,
      !names.allSatisfy({ options.origins[$0] != nil })
    else { return options }
    var plan = ScanPlan()
    let ticket = plan.add(ProfileFold(options))
    let stream = try session.rows(columns: names, limit: 4_096)
    let first: DatasetProfile
    do throws(ADBCError) { first = try plan.run(stream)[ticket] } catch {
      throw session.error(error)
    }
    var shared = options
    shared.origins.merge(ProfileOptions(comparableTo: first).origins) { own, _ in own }
    return shared
  }

  private static func literal(_ instant: Int64, _ isDate: Bool) -> String {
    let day = CalendarText.date(microseconds: instant)
    return isDate ? "date '\(day)'" : "timestamp '\(day) 00:00:00'"
  }
}
