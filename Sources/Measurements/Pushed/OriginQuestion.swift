internal import ADBC
package import Engines

/// Asks a database around which numbers its columns are binned, where no reference profile says.
///
/// A file's first rows say that (``OriginChoice``), and are always the same. A cluster sends rows
/// in any order, so there the rows that say it are chosen by a hash of what they hold: the same
/// ones however often, and wherever, they are counted.
///
/// - Numerics: of different rows some 16,384 are asked for, of all where there are fewer; their
///   median and quartiles do not depend on an order.
struct OriginQuestion {
  /// Different rows that are wanted; fewer of wide tables.
  private static let wanted = 16_384
  /// Different rows that are enough; with fewer more are asked for.
  private static let fewest = 256
  /// Numbers that are held at a time.
  private static let held = 1 << 22

  private let session: TableSession
  private let columns: [ArrowField]

  /// Nil where nothing is to be asked: every origin is known, or rows keep their order.
  init?(_ session: TableSession, _ options: ProfileOptions) {
    columns = session.fields.filter { field in
      (options.columns?.contains(field.name) ?? true) && options.origins[field.name] == nil
        && Self.hasOrigin(field.type)
    }
    self.session = session
    guard !columns.isEmpty, !session.dialect.keepsOrder else { return nil }
  }

  private static func hasOrigin(_ type: ArrowType) -> Bool {
    switch type {
    case .float32, .float64, .decimal, .date32, .timestamp, .time, .duration,
      .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32:
      true
    default: false
    }
  }

  /// The origin of each column.
  ///
  /// - Parameter rows: the rows of the table.
  func ask(rows: Int) throws(EngineError) -> [String: Double] {
    let dialect = session.dialect
    let each = columns.map { (expression: session.expression($0.name), type: $0.type) }
    let wanted = max(1_024, min(Self.wanted, Self.held / columns.count))
    let list = each.enumerated().map { "\($0.element.expression) as a\($0.offset)" }
    var values: [[Double]] = []
    var share = Double(wanted) / Double(max(rows, 1))
    repeat {
      let choice = share < 1 ? dialect.choice(by: each, share: share) : nil
      var found = 0
      values = [[Double]](repeating: [], count: columns.count)
      try session.forEachRow(
        of: """
          select distinct \(list.joined(separator: ", ")) \
          from \(session.relation)\(choice.map { " where \($0)" } ?? "")
          """, columns: columns.count
      ) { row throws(EngineError) in
        found += 1
        for place in columns.indices {
          if let value = row.place(place) { values[place].append(value) }
        }
      }
      // Equal rows are chosen together: of few different ones the share of all rows chooses too
      // few, or none.
      guard choice != nil, found < Self.fewest else { break }
      share *= Double(Self.wanted / Self.fewest)
    } while true
    return Dictionary(
      zip(columns.map(\.name), values.map(OriginChoice.origin(of:))), uniquingKeysWith: { $1 })
  }
}

/// A measurement that bins numbers around an origin a column.
protocol GriddedFold: Fold {
  var options: ProfileOptions { get }

  /// Takes origins of columns for which the options have none.
  mutating func settle(_ origins: [String: Double])
}

extension ScanPlan {
  /// The plan with every origin settled that the order of a database's rows would decide otherwise.
  ///
  /// - Parameter engine: what reads the source.
  package func settled(
    for source: DataSource, by engine: any Engine
  ) throws(EngineError) -> ScanPlan {
    guard case .table(let address, _) = source, address.counts,
      folds.contains(where: { $0 is any GriddedFold })
    else { return self }
    return try settled(PushedCount(session: engine.session(source)) { _ in })
  }

  func settled(_ count: PushedCount) throws(EngineError) -> ScanPlan {
    var folds = self.folds
    for place in folds.indices {
      guard var fold = folds[place] as? any GriddedFold,
        let question = OriginQuestion(count.session, fold.options)
      else { continue }
      let origins = try question.ask(rows: count.rows())
      fold.settle(origins)
      folds[place] = fold
      // Those that follow bin the same columns.
      for later in folds.indices.dropFirst(place + 1) {
        guard var other = folds[later] as? any GriddedFold else { continue }
        other.settle(origins)
        folds[later] = other
      }
    }
    return ScanPlan(folds)
  }
}

extension AnswerRow {
  /// Where a value lies on its number line; nil for a missing one and for what has no place there.
  func place(_ column: Int) -> Double? {
    withExtendedLifetime(batch) { unsafe OriginChoice.place(of: batch.columns[column], at: row) }
  }
}
