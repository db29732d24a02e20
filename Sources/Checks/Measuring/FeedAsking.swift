internal import Checklist
internal import Engines
internal import Measurements
internal import Statistics

/// Reads new feeds: whether they can be had, what they hold, how old they are.
struct FeedAsking {
  let project: Project
  let directory: String
  let engine: any Engine
  /// Microseconds since 1970-01-01T00:00:00Z; nil where nobody has a clock.
  let now: Int64?

  /// Rows whose columns are profiled.
  static let most = 100_000

  /// What came of each; one that cannot be read leaves the others alone.
  func facts() -> [FeedFacts] {
    project.drift.feeds.map { feed in FeedFacts(feed: feed, read: Result { try read(feed) }) }
  }

  private func read(_ feed: Project.Feed) throws -> FeedFacts.Reading {
    let data = try DeclaredData(
      feed.source, at: "drift.feeds", of: project, in: directory, by: engine)
    let names = data.names
    let needed = feed.columns.isEmpty ? names : feed.columns
    let columns = needed.filter(names.contains)
    let rows = try data.query()
    var options = ProfileOptions()
    options.columns = Set(columns)
    var plan = ScanPlan()
    let ticket = plan.add(ProfileFold(options))
    let sample = try data.run(plan, limit: Self.most)[ticket]
    let absent =
      needed.filter { !names.contains($0) }
      + [feed.timestamp].compactMap(\.self).filter { !names.contains($0) }
    guard let timestamp = feed.timestamp, names.contains(timestamp) else {
      let count = try numbers("select count(*) from (\(rows))").first ?? nil
      return FeedFacts.Reading(
        rows: count.map { Int($0) } ?? 0, sample: sample, absent: absent, age: nil)
    }
    let time = SQLText.identifier(timestamp)
    let answers = try numbers(
      "select count(*), epoch_us(max(cast(\(time) as timestamp))) from (\(rows))")
    let newest = answers.count > 1 ? answers[1] : nil
    return FeedFacts.Reading(
      rows: (answers.first ?? nil).map { Int($0) } ?? 0, sample: sample, absent: absent,
      age: newest.flatMap { newest in now.map { (Double($0) - newest) / 1e6 } })
  }

  private func numbers(_ question: String) throws -> [Double?] {
    try engine.answer(question).map { $0.flatMap { Double($0) } }
  }
}
