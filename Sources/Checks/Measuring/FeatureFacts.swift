internal import ADBC
internal import Checklist
internal import Engines
package import Measurements
internal import Statistics

/// What was found by comparing rows of the two pipelines.
package struct FeatureFacts: Sendable {
  /// Rows and columns that were compared.
  package let skew: FeatureSkew
  /// Columns that were to be compared and are absent offline.
  package var absentOffline: [String] = []
  /// Columns that were to be compared and are absent online.
  package var absentOnline: [String] = []
  /// Columns that hold lists or structs and cannot be compared.
  package var uncomparable: [String] = []
}

extension FeatureFacts {
  /// Compares the rows that a project names.
  ///
  /// - Parameter directory: the folder of assay.yaml.
  /// - Throws: `EngineError`, or ``ProjectError`` when a side lacks a key.
  init(
    _ project: Project, _ declared: Project.Parity.Features, directory: String, engine: any Engine
  ) throws {
    let sources = declared.sources(from: directory)
    let (offline, online) = (
      try engine.source(sources.offline), try engine.source(sources.online)
    )
    let fields = [
      "offline": try engine.describe(offline).fields, "online": try engine.describe(online).fields,
    ]
    func types(_ side: String) -> [String: ArrowType] {
      Dictionary(
        (fields[side] ?? []).map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    }
    let (trained, served) = (types("offline"), types("online"))
    func column(_ name: String, at path: String) throws -> FeatureJoin.Column {
      for (side, types) in [("offline", trained), ("online", served)] where types[name] == nil {
        throw project.refusal(
          of: path, "the \(side) data of parity.features have no column “\(name.visible)”",
          remedy: Spelling.suggestion(for: name, among: types.keys.sorted())?.visible
            ?? "the columns are \(types.keys.sorted().listed(12))")
      }
      guard let one = trained[name], let other = served[name] else {
        throw EngineError(.usage, "a column is gone while it is looked at", remedy: "try again")
      }
      return FeatureJoin.Column(name: name, offline: one, online: other)
    }
    let keys = try declared.key.enumerated().map {
      try column($0.element, at: "parity.features.key[\($0.offset)]")
    }
    let moment = try declared.timestamp.map { try column($0, at: "parity.features.timestamp") }
    let apart = Set(declared.key + [declared.timestamp].compactMap(\.self))
    let wanted =
      (declared.columns ?? project.columns.features
      ?? (fields["offline"] ?? []).map(\.name).filter { served[$0] != nil })
      .filter { !apart.contains($0) }
    var compared: [FeatureJoin.Column] = []
    var (absentOffline, absentOnline, uncomparable) = ([String](), [String](), [String]())
    for name in wanted {
      guard let one = trained[name] else {
        absentOffline.append(name)
        if served[name] == nil { absentOnline.append(name) }
        continue
      }
      guard let other = served[name] else {
        absentOnline.append(name)
        continue
      }
      if one.isNested || other.isNested {
        uncomparable.append(name)
      } else {
        compared.append(FeatureJoin.Column(name: name, offline: one, online: other))
      }
    }
    let join = FeatureJoin(
      offline: try engine.query(offline, columns: nil),
      online: try engine.query(online, columns: nil), keys: keys, timestamp: moment,
      columns: compared)
    self.init(
      skew: try Self.compare(
        join, CellTolerance(absolute: declared.absolute, relative: declared.relative), engine),
      absentOffline: absentOffline, absentOnline: absentOnline, uncomparable: uncomparable)
  }

  private static func compare(
    _ join: FeatureJoin, _ tolerance: CellTolerance, _ engine: any Engine
  ) throws -> FeatureSkew {
    let source = DataSource.query(join.query)
    let stream = try engine.scan(source)
    var fold = FeatureSkewFold(join, tolerance: tolerance)
    do throws(ADBCError) {
      while let batch = try stream.next() { fold.update(batch) }
    } catch {
      throw EngineError(error, reading: source)
    }
    return fold.finish()
  }
}
