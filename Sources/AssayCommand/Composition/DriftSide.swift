internal import ADBC
internal import Engines
internal import Learners
internal import Measurements

/// What one of the sets of a comparison holds.
struct DriftSide {
  let profile: DatasetProfile
  let windows: WindowedProfile?
  let rows: RowTable?
  let vectors: [String: VectorSample]

  /// Nil without data.
  ///
  /// - Parameter rows: the columns of the rows that a classifier learns from; nil for no
  ///   classifier.
  init?(
    _ data: OpenData?, options: ProfileOptions, columns: [String]?, rows: [String]?,
    vectors: [String], seed: UInt64, window: WindowLength? = nil, timestamp: String? = nil,
    count: CountingPlace? = nil
  ) throws {
    guard let data else { return nil }
    var options = options
    options.columns = columns.map { Set($0) }
    if window == nil, data.isCountedThere(count) {
      self = try DriftSide(there: data, options, rows: rows, vectors: vectors, seed: seed)
      return
    }
    var plan = ScanPlan()
    let profile = plan.add(ProfileFold(options))
    let windows = window.map {
      plan.add(WindowedProfileFold(options, length: $0, timestamp: timestamp))
    }
    let sample = rows.map {
      plan.add(RowFold(columns: $0, limit: DomainClassifier.mostRowsPerSide, seed: seed))
    }
    let lists = vectors.isEmpty ? nil : plan.add(VectorFold(columns: vectors, seed: seed))
    // Windows are counted there only where that is asked for: each of them is a question of its
    // own.
    let results = try data.run(plan, count: count ?? .here)
    self.vectors = lists.map { results[$0] } ?? [:]
    self.profile = results[profile]
    self.windows = windows.map { results[$0] }
    self.rows = try sample.map { try results[$0].get() }
  }

  /// Counts in the database.
  ///
  /// The classifier's rows are a sample that the database draws; columns of vectors are read.
  private init(
    there data: OpenData, _ options: ProfileOptions, rows: [String]?, vectors: [String],
    seed: UInt64
  ) throws {
    let found = try data.asked { session, step throws(EngineError) -> Asked in
      let profile = try PushedProfile(session, options).measure(progress: step)
      let vectors = try Self.read(vectors, data, session, seed)
      let sample = try Self.drawn(rows ?? [], data, session, of: profile.rows, seed)
      return Asked(profile: profile, vectors: vectors, sample: sample)
    }
    profile = found.profile
    windows = nil
    self.vectors = found.vectors
    self.rows = try found.sample?.get()
  }

  /// What a database answered.
  private struct Asked {
    let profile: DatasetProfile
    let vectors: [String: VectorSample]
    let sample: Result<RowTable, RowsError>?
  }

  private static func read(
    _ columns: [String], _ data: OpenData, _ session: TableSession, _ seed: UInt64
  ) throws(EngineError) -> [String: VectorSample] {
    guard !columns.isEmpty else { return [:] }
    var plan = ScanPlan()
    let lists = plan.add(VectorFold(columns: columns, seed: seed))
    return try data.run(plan, on: session.rows(columns: columns, limit: nil))[lists]
  }

  /// - Parameter count: rows of the table.
  private static func drawn(
    _ rows: [String], _ data: OpenData, _ session: TableSession, of count: Int, _ seed: UInt64
  ) throws(EngineError) -> Result<RowTable, RowsError>? {
    guard !rows.isEmpty else { return nil }
    var plan = ScanPlan()
    let most = DomainClassifier.mostRowsPerSide
    let ticket = plan.add(RowFold(columns: rows, limit: most, seed: seed))
    // Six standard deviations more than are kept: fewer are next to never drawn.
    let wanted = Double(most) + 6 * Double(most).squareRoot()
    let share = wanted / Double(max(count, 1))
    let stream =
      try share < 1
      ? session.sample(columns: rows, share: share, seed: seed)
      : session.rows(columns: rows, limit: nil)
    return try data.run(plan, on: stream)[ticket]
  }
}
