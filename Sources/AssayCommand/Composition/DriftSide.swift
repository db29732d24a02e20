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
  /// - Parameter rows: the columns of the rows that a classifier learns from; nil for no classifier.
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
    // Windows are counted there only where that is asked for: each of them is a question of its own.
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
    let session = try data.engine.session(data.source)
    profile = try data.profileThere(options, in: session)
    windows = nil
    if vectors.isEmpty {
      self.vectors = [:]
    } else {
      var plan = ScanPlan()
      let lists = plan.add(VectorFold(columns: vectors, seed: seed))
      self.vectors = try data.run(plan, on: session.rows(columns: vectors, limit: nil))[lists]
    }
    guard let rows, !rows.isEmpty else {
      self.rows = nil
      return
    }
    var plan = ScanPlan()
    let most = DomainClassifier.mostRowsPerSide
    let sample = plan.add(RowFold(columns: rows, limit: most, seed: seed))
    // Six standard deviations more than are kept: fewer are next to never drawn.
    let wanted = Double(most) + 6 * Double(most).squareRoot()
    let share = wanted / Double(max(profile.rows, 1))
    let stream =
      try share < 1
      ? session.sample(columns: rows, share: share, seed: seed)
      : session.rows(columns: rows, limit: nil)
    self.rows = try data.run(plan, on: stream)[sample].get()
  }
}
