internal import ADBC
internal import Engines

/// Metrics of one table that differ in nothing but how they divide its rows: one question for all,
/// so that the table is scanned once.
struct MergedMetrics {
  /// Ways to divide the rows that one question asks for at most: each is a table of groups on the
  /// server.
  static let mostDivisions = 16

  /// A measurement, and where its result belongs.
  private struct Member {
    let place: Int
    let fold: MetricsFold
    let columns: MetricColumns
  }

  private var members: [Member]

  /// Those measurements of a plan that can be asked for together.
  static func found(in folds: [any Fold], _ session: TableSession) -> [MergedMetrics] {
    var groups: [(alike: MetricOptions, merged: MergedMetrics)] = []
    for (place, fold) in folds.enumerated() {
      guard let fold = fold as? MetricsFold, let columns = MetricColumns(fold.options, session),
        let task = fold.taskType as? any CountedTask.Type, task.isCounted(fold.options),
        fold.options.multiclass.probabilities.isEmpty
      else { continue }
      let member = Member(place: place, fold: fold, columns: columns)
      let alike = undivided(fold.options)
      if let known = groups.firstIndex(where: { $0.alike == alike && $0.merged.takes(member) }) {
        groups[known].merged.members.append(member)
      } else {
        groups.append((alike, MergedMetrics(members: [member])))
      }
    }
    return groups.map(\.merged).filter { $0.members.count > 1 }
  }

  /// The options without what says how rows are divided, and what follows from the groups.
  private static func undivided(_ options: MetricOptions) -> MetricOptions {
    var options = options
    options.by = []
    (options.window, options.timestamp, options.rolling) = (nil, nil, nil)
    (options.metricOfRest, options.trainedAt) = (nil, nil)
    options.keepsMeasurements = false
    (options.groupLimit, options.level) = (0, 0.5)
    return options
  }

  private func takes(_ member: Member) -> Bool {
    let all = members.map(\.columns) + [member.columns]
    guard let columns = MetricColumns(merging: all) else { return false }
    return Set(all.map { Self.division($0, in: columns) }).count <= Self.mostDivisions
  }

  /// The places of keys among those of all.
  private static func division(_ own: MetricColumns, in columns: MetricColumns) -> [Int] {
    let names = Set(own.keys.map(\.name))
    return columns.keys.indices.filter { names.contains(columns.keys[$0].name) }
  }

  /// The results by their places in the plan; none where each has to be asked for by itself.
  ///
  /// - Parameters:
  ///   - few: rows of a table that is asked for equal rows whatever its first rows say.
  ///   - most: different rows to fetch at most.
  func pushed(
    _ count: PushedCount, few: Int = MetricsFold.fewRows, most: Int = MetricsFold.mostDifferent
  ) throws(EngineError) -> [(place: Int, value: any Sendable)] {
    guard let columns = MetricColumns(merging: members.map(\.columns)), let first = members.first
    else { return [] }
    let options = first.fold.options
    let session = count.session
    count.progress("counting in \(session.shown): metrics")
    let question = EqualRowsQuestion(
      session: session, columns,
      centre: columns[options.target].flatMap {
        options.task == .regression && $0.isPlainNumber ? $0.expression : nil
      })
    let size = try question.size(first: few + 1, count)
    let isSmall = size.rows <= few
    let divisions = members.map { Self.division($0.columns, in: columns) }
    if isSmall || 4 * size.groups <= size.rows {
      let limit = isSmall ? nil : most
      let found = try equalRows(question, divisions, columns, limit: limit, count)
      if !found.isEmpty { return found }
    }
    guard first.fold.taskType is any BinnedTask.Type,
      let binned = BinnedQuestion(
        options, columns, session, centre: size.centre, divisions: Self.different(divisions))
    else { return [] }
    return try neighbours(binned, divisions, columns, count)
  }

  private static func different(_ divisions: [[Int]]) -> [[Int]] {
    Set(divisions).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// A bit for each key by which rows are not divided.
  private static func mask(_ division: [Int], of columns: MetricColumns) -> Int64 {
    columns.keys.indices.filter { !division.contains($0) }.reduce(0) { $0 | 1 << Int64($1) }
  }

  private func equalRows(
    _ question: EqualRowsQuestion, _ divisions: [[Int]], _ columns: MetricColumns, limit: Int?,
    _ count: PushedCount
  ) throws(EngineError) -> [(place: Int, value: any Sendable)] {
    var answers = members.map { CountedAnswers($0.fold) }
    // One way alone is asked for without a mask.
    let different = Self.different(divisions)
    let masks = divisions.map { different.count > 1 ? Self.mask($0, of: columns) : 0 }
    let isWhole = try question.ask(limit: limit, divisions: different) {
      batch, times, found, fields throws(EngineError) in
      var isWanted = false
      for place in answers.indices where !answers[place].fold.isRefused {
        let own = zip(times, found).map { $1 == masks[place] ? $0 : -1 }
        let rows = own.reduce(0) { $0 + max(0, $1) }
        isWanted =
          answers[place].take(fields, rows: rows) { $0.count(batch, times: own) } || isWanted
      }
      return isWanted
    }
    return try finish(&answers, isWhole: isWhole, count)
  }

  private func neighbours(
    _ question: BinnedQuestion, _ divisions: [[Int]], _ columns: MetricColumns,
    _ count: PushedCount
  ) throws(EngineError) -> [(place: Int, value: any Sendable)] {
    var answers = members.map { CountedAnswers($0.fold) }
    let own = divisions.map {
      BinnedAnswer.Division(mask: Self.mask($0, of: columns), isWhole: $0.isEmpty)
    }
    let isDivided = divisions.contains { !$0.isEmpty }
    var isUsable = true
    try question.askBatches { batch, fields throws(EngineError) in
      var isWanted = false
      for place in answers.indices where !answers[place].fold.isRefused {
        guard
          let answer = BinnedAnswer(
            batch, question.layout, division: isDivided ? own[place] : nil)
        else { throw question.session.contradiction }
        let rows = answer.times.reduce(0) { $0 + max(0, $1) }
        isWanted =
          answers[place].take(fields, rows: rows) { isUsable = $0.count(answer) && isUsable }
          || isWanted
      }
      return isWanted && isUsable
    }
    return try finish(&answers, isWhole: isUsable, count)
  }

  private func finish(
    _ answers: inout [CountedAnswers<MetricsFold>], isWhole: Bool, _ count: PushedCount
  ) throws(EngineError) -> [(place: Int, value: any Sendable)] {
    var found: [(place: Int, value: any Sendable)] = []
    for (place, member) in members.enumerated() {
      guard let value = try answers[place].finish(isWhole: isWhole, count) else { return [] }
      found.append((member.place, value))
    }
    return found
  }
}
