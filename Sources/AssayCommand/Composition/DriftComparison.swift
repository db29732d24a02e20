internal import Engines
internal import Learners
internal import Measurements
internal import Reports
internal import Statistics

/// What `assay drift` found, from one scan of each set.
struct DriftComparison: Encodable {
  let report: DriftReport
  let referenceRows: Int
  let currentRows: Int
  let windows: (drift: WindowedDrift, length: WindowLength)?
  let changes: WindowedChanges?
  let joint: JointDrift?
  let warnings: [WarningDocument]

  init(_ command: DriftCommand) throws {
    let engine = try OpenData.standardEngine()
    let saved = try SavedProfile.readIfProfile(command.reference)
    let reference = try saved == nil ? OpenData(command.reference, engine: engine) : nil
    let current = try OpenData(command.current, engine: engine)
    try reference?.requireRows("reference")
    try current.requireRows("current")
    let chosen = command.columns?.names
    try reference?.require(chosen ?? [])
    try current.require((chosen ?? []) + [command.timestamp].compactMap(\.self))
    try current.requireTimes(in: command.timestamp, for: command.window)
    let known = saved?.columns.map(\.name) ?? reference?.names ?? []
    for column in chosen ?? [] where saved != nil && !known.contains(column) {
      throw UsageError("the profile \(command.reference) has no column \(column)")
    }
    let common = known.filter { name in
      current.names.contains(name) && (chosen?.contains(name) ?? true)
        && name != command.timestamp
    }
    let lists = Set(current.lists).union(reference?.lists ?? [])
    let vectors = common.filter(lists.contains)
    // A classifier of single values learns nothing from lists, which have their own.
    let single = common.filter {
      !current.nested.contains($0) && reference?.nested.contains($0) != true
    }
    let first = try DriftSide(
      reference, options: ProfileOptions(), columns: chosen, rows: command.joint ? single : nil,
      vectors: vectors, seed: command.seed, count: command.count)
    guard let profile = saved ?? first?.profile else {
      throw UsageError("there is no reference to compare with")
    }
    let second = try DriftSide(
      current, options: ProfileOptions(comparableTo: profile), columns: chosen,
      rows: command.joint && saved == nil ? single : nil, vectors: vectors, seed: command.seed,
      window: command.window, timestamp: command.timestamp, count: command.count)
    guard let second else { throw UsageError("there are no current data to compare") }
    var options = DriftOptions()
    options.threshold = command.threshold
    options.level = command.level
    options.family = command.family
    let compared = chosen.map { Set($0) }
    report = DriftReport(
      reference: profile, current: second.profile, options: options, columns: compared,
      vectors: Dictionary(
        uniqueKeysWithValues: vectors.map { name in
          (
            name,
            VectorFinding(
              first?.vectors[name], second.vectors[name], isSaved: saved != nil,
              seed: command.seed)
          )
        }))
    windows = command.window.flatMap { length in
      second.windows.map {
        (
          WindowedDrift(reference: profile, current: $0, options: options, columns: compared),
          length
        )
      }
    }
    if let current = second.windows, let windows {
      changes = WindowedChanges(
        reference: profile, current: current, drift: windows.drift, options: options,
        columns: Set(common))
    } else {
      changes = nil
    }
    referenceRows = profile.rows
    currentRows = second.profile.rows
    joint =
      command.joint
      ? JointDrift(first?.rows, second.rows, columns: single, seed: command.seed) : nil
    warnings = (reference?.warnings ?? []) + current.warnings
  }

  private enum Key: String, CodingKey {
    case referenceRows, currentRows, joint
  }

  func encode(to encoder: any Encoder) throws {
    try DriftDocument(report, changes: changes).encode(to: encoder)
    if let windows {
      try WindowedDriftDocument(windows.drift, length: windows.length).encode(to: encoder)
    }
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(referenceRows, forKey: .referenceRows)
    try container.encode(currentRows, forKey: .currentRows)
    try container.encodeIfPresent(joint, forKey: .joint)
  }
}

/// Whether a classifier can tell the sets apart, or why that was not tried.
extension JointDrift {
  init(_ reference: RowTable?, _ current: RowTable?, columns: [String], seed: UInt64) {
    guard let reference, let current else {
      self.init(undefined: "a saved profile holds no rows for a classifier to learn from")
      return
    }
    do {
      var classifier = DomainClassifier()
      classifier.seed = seed
      let finding = try classifier.measure(
        reference: reference, current: current, columns: columns,
        library: LightGBMLibrary(directories: DriverLocation.standard().directories))
      self.init(finding, discrepancy: try Self.discrepancy(reference, current, columns, seed))
    } catch let error as Undefined {
      self.init(undefined: error.reason)
    } catch {
      self.init(undefined: "\(error)")
    }
  }

  /// The discrepancy of the numeric columns; nil where there are none.
  private static func discrepancy(
    _ reference: RowTable, _ current: RowTable, _ columns: [String], _ seed: UInt64
  ) throws -> JointDiscrepancy? {
    do {
      return try JointDiscrepancy(
        reference: reference, current: current, columns: columns, seed: seed)
    } catch is Undefined {
      return nil
    }
  }
}

extension VectorFinding {
  /// What comparing two samples of a column came to, or why it was not tried.
  init(_ reference: VectorSample?, _ current: VectorSample?, isSaved: Bool, seed: UInt64) {
    guard let reference, let current else {
      self = .undefined(
        Undefined(
          isSaved
            ? "a saved profile holds no vectors to compare with"
            : "only one of the sets holds lists of numbers here"))
      return
    }
    do {
      self = try VectorComparison(seed: seed).measure(
        reference: reference, current: current,
        library: LightGBMLibrary(directories: DriverLocation.standard().directories))
    } catch {
      self = .undefined(Undefined("\(error)"))
    }
  }
}
