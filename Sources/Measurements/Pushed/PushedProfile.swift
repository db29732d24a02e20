internal import ADBC
package import Engines

/// A profile counted where the data are: only counts travel.
///
/// The first rows are read and profiled here. They say what a column's values are and roughly how
/// many differ, and, where rows come in their own order, around which number they are binned, as
/// the first batch does for ``ProfileFold``; elsewhere ``OriginQuestion`` says that. Then the
/// database is asked: for the rows of each different value where few differ, for the rows of each
/// bin where many do. What the answers come to equals, count for count and bin for bin, what
/// ``ProfileFold`` makes of the rows.
///
/// Of texts with more different values than are kept, the most frequent are kept as in
/// ``ProfileFold``, to the same error bound; which ones of equal frequency depends on the order of
/// the rows there, and of the answer here.
package struct PushedProfile {
  private let session: TableSession
  private let options: ProfileOptions
  /// Rows that are read first.
  ///
  /// All rows, when there are no more; more than are ever kept as exact numbers.
  package var firstRows = 32_768
  /// Columns with at most so many different values in the first rows are counted together.
  package var few = 1_000
  /// Columns in one question.
  package var columnsAtATime = 48
  /// Counters that share the memory; nil: one a column.
  var states: Int?

  /// A profile of all columns, or of those that the options name.
  package init(_ session: TableSession, _ options: ProfileOptions = ProfileOptions()) {
    self.session = session
    self.options = options
  }

  /// Asks and counts.
  ///
  /// - Parameter progress: told what is being done.
  /// - Throws: ``EngineError``, also when the rows changed meanwhile.
  package func measure(
    progress: @escaping (String) -> Void = { _ in }
  ) throws(EngineError) -> DatasetProfile {
    try measure(PushedCount(session: session, progress: progress))
  }

  func measure(_ count: PushedCount) throws(EngineError) -> DatasetProfile {
    let progress = count.progress
    let fields = session.fields.filter { options.columns?.contains($0.name) ?? true }
    guard !fields.isEmpty else {
      throw EngineError(
        .usage, "no column is selected", remedy: "name at least one", file: session.shown)
    }
    if let question = OriginQuestion(session, options) {
      progress("choosing bins in \(session.shown)")
      var settled = options
      settled.settle(try question.ask(rows: count.rows()))
      var profile = PushedProfile(session, settled)
      (profile.firstRows, profile.few, profile.columnsAtATime) = (firstRows, few, columnsAtATime)
      profile.states = states
      return try profile.measure(count)
    }
    let effective = options.bounded(forStates: states ?? fields.count)
    progress("reading the first rows of \(session.shown)")
    let first = try profile(fields, effective, limit: firstRows)
    guard first.rows >= firstRows else { return first }
    let columns = fields.enumerated().map {
      PushedColumn(index: $0.offset, field: $0.element, session: session)
    }
    var found = [ColumnProfile?](repeating: nil, count: columns.count)
    let rows = try countRows(columns, like: first, count, into: &found)
    var groups = first.columns.map { ColumnGroups(like: $0, options: effective) }
    let questions = valueQuestions(columns, like: first, limit: effective.exactValues)
    for (number, question) in questions.enumerated() {
      progress("counting in \(session.shown): values, question \(number + 1) of \(questions.count)")
      try question.ask(session, rows: rows, into: &groups)
      for column in question.columns where !groups[column.index].isOverfull {
        found[column.index] = groups[column.index].finish()
      }
    }
    let binned = binQuestions(columns.filter { found[$0.index] == nil }, like: first)
    for (number, question) in binned.enumerated() {
      progress("counting in \(session.shown): bins, question \(number + 1) of \(binned.count)")
      let answers = try BinAnswer.ask(question, session, rows: rows)
      for (entry, answer) in zip(question.columns, answers) { found[entry.column.index] = answer }
    }
    let rest = columns.filter { found[$0.index] == nil }
    if !rest.isEmpty {
      progress("reading \(rest.count) columns of \(session.shown)")
      var readable = effective
      readable.origins = ProfileOptions(comparableTo: first).origins
      let read = try profile(rest.map(\.field), readable, limit: nil)
      guard read.rows == rows else { throw session.changed }
      for (column, profile) in zip(rest, read.columns) { found[column.index] = profile }
    }
    return DatasetProfile(
      rows: rows, columns: found.compactMap(\.self), exactValues: effective.exactValues)
  }

  /// The profile of rows that are read.
  private func profile(
    _ fields: [ArrowField], _ options: ProfileOptions, limit: Int?
  ) throws(EngineError) -> DatasetProfile {
    var options = options
    options.columns = nil
    var plan = ScanPlan()
    let ticket = plan.add(ProfileFold(options))
    let stream = try session.rows(columns: fields.map(\.name), limit: limit)
    do throws(ADBCError) { return try plan.run(stream)[ticket] } catch {
      throw session.error(error)
    }
  }

  /// The rows, and the columns of which only they are counted.
  private func countRows(
    _ columns: [PushedColumn], like first: DatasetProfile, _ count: PushedCount,
    into found: inout [ColumnProfile?]
  ) throws(EngineError) -> Int {
    let counted = columns.filter { $0.family == .unmeasured }
    guard !counted.isEmpty else { return try count.rows() }
    let list = ["count(*)"] + counted.map { "count(\($0.expression))" }
    let named = list.enumerated().map { "\($0.element) as n\($0.offset)" }
    var rows: Int64?
    try session.forEachRow(
      of: "select \(named.joined(separator: ", ")) from \(session.relation)", columns: list.count
    ) { row throws(EngineError) in
      guard let total = row.whole(0), total >= 0 else { throw session.contradiction }
      rows = total
      for (place, column) in counted.enumerated() {
        guard let present = row.whole(place + 1), (0...total).contains(present) else {
          throw session.contradiction
        }
        found[column.index] = ColumnProfile(
          name: column.field.name, missing: Int(total - present), unreadable: Int(present),
          content: first.columns[column.index].content)
      }
    }
    guard let rows else { throw session.contradiction }
    try count.agree(Int(rows))
    return Int(rows)
  }

  /// Columns with few different values together; others alone, so that one whose values turn out to
  /// be too many ends early.
  private func valueQuestions(
    _ columns: [PushedColumn], like first: DatasetProfile, limit: Int
  ) -> [ValueQuestion] {
    var together: [[PushedColumn]] = []
    var alone: [ValueQuestion] = []
    for column in columns where column.family != .unmeasured && column.family != .rows {
      let profile = first.columns[column.index]
      if case .numbers(let numbers) = profile.content, !numbers.isExact { continue }
      if (profile.distinct?.value ?? 0) > few {
        // One group more than are kept, and those of missing values and of what is no place on the
        // number line. Values of other types may become one here though they are several there.
        let isPlain = column.family == .real || column.family == .integer
        alone.append(ValueQuestion(columns: [column], limit: isPlain ? limit + 5 : nil))
      } else if let last = together.indices.last, together[last].count < columnsAtATime {
        together[last].append(column)
      } else {
        together.append([column])
      }
    }
    return together.map { ValueQuestion(columns: $0) } + alone
  }

  private func binQuestions(
    _ columns: [PushedColumn], like first: DatasetProfile
  ) -> [BinQuestion] {
    var together: [(kind: NumberKind, columns: [(column: PushedColumn, origin: Double)])] = []
    for column in columns {
      guard case .numbers(let numbers) = first.columns[column.index].content,
        let (kind, _) = column.number(in: session.dialect),
        // The distance of two finite numbers is finite: PostgreSQL would refuse it otherwise.
        numbers.grid.origin.magnitude < 1e290
      else { continue }
      let entry = (column, numbers.grid.origin)
      if let place = together.firstIndex(where: {
        $0.kind == kind && $0.columns.count < columnsAtATime
      }) {
        together[place].columns.append(entry)
      } else {
        together.append((kind, [entry]))
      }
    }
    return together.map { BinQuestion(columns: $0.columns, kind: $0.kind) }
  }
}
