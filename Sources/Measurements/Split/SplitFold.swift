package import ADBC

/// Reads what a division looks at: of each row a fingerprint, and its entity, class or time.
///
/// - Complexity: 8 bytes a row, and 4 or 8 more for each of class, entity and time.
package struct SplitFold: Fold {
  package typealias Result = Swift.Result<SplitRows, SplitRefusal>

  /// Values of a column that are told apart at most.
  package static let mostValues = 10_000

  private let recipe: SplitRecipe
  private var places: [Int] = []
  private var entity: Int?
  private var time: Int?
  private var stratum: Int?
  private var label: Int?
  private var rows: SplitRows
  private var refusal: SplitRefusal?

  /// Prepares to read for a division.
  package init(_ recipe: SplitRecipe) {
    self.recipe = recipe
    rows = SplitRows()
  }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    func place(_ name: String?) -> Int? {
      name.flatMap { name in fields.firstIndex { $0.name == name } }
    }
    // In the order of their names: where a column stands does not move a row.
    places = fields.indices.filter { !recipe.ignore.contains(fields[$0].name) }
      .sorted { fields[$0].name < fields[$1].name }
    entity = recipe.method == .group ? place(recipe.entity) : nil
    stratum = recipe.method == .stratified ? place(recipe.stratify) : nil
    label = place(recipe.labelColumn)
    time = recipe.method == .time ? place(recipe.timestamp) : nil
    guard let time else { return }
    switch fields[time].type {
    case .date32, .date64, .timestamp: break
    default: refusal = .notTimes(column: fields[time].name)
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    guard refusal == nil else { return }
    let count = batch.rowCount
    var contents = [UInt64](repeating: SplitRows.seed, count: count)
    withExtendedLifetime(batch) {
      for place in places {
        unsafe ValueFingerprint.combine(batch.columns[place], into: &contents, precision: .full)
      }
      if let entity {
        var entities = [UInt64](repeating: SplitRows.seed, count: count)
        unsafe ValueFingerprint.combine(batch.columns[entity], into: &entities, precision: .full)
        let unknown = ValueFingerprint.missing(SplitRows.seed)
        // A row whose entity nobody knows is an entity of its own.
        for row in 0..<count where entities[row] == unknown { entities[row] = ~contents[row] }
        rows.entities += entities
      }
      if let time {
        for row in 0..<count {
          let moment = unsafe batch.columns[time].microseconds(at: row)
          rows.times.append(moment ?? .max)
          if moment == nil { rows.untimed += 1 }
        }
      }
      if let stratum {
        unsafe Self.read(batch.columns[stratum], count, into: &rows.strata)
      }
      if let label, label != stratum {
        unsafe Self.read(batch.columns[label], count, into: &rows.labels)
      }
    }
    rows.contents += contents
  }

  package mutating func merge(_ other: SplitFold) {
    preconditionFailure("rows are divided in their order, in one part")
  }

  package mutating func finish() -> Result {
    if let refusal { return .failure(refusal) }
    if rows.contents.isEmpty { return .failure(.noRows) }
    if rows.strata.isFull {
      return .failure(
        .tooManyStrata(column: recipe.stratify ?? "", limit: Self.mostValues))
    }
    if rows.untimed > 0 {
      return .failure(.missingTimes(column: recipe.timestamp ?? "", rows: rows.untimed))
    }
    if recipe.method == .stratified, recipe.labelColumn == recipe.stratify {
      rows.labels = rows.strata
    }
    return .success(rows)
  }

  private static func read(_ column: ArrowColumn, _ count: Int, into values: inout SplitRows.Values)
  {
    for row in 0..<count { unsafe values.append(column.text(at: row)) }
  }
}

/// What a division looks at, one entry a row in the order of the data.
package struct SplitRows: Sendable, Hashable {
  static let seed: UInt64 = 0xBB67_AE85_84CA_A73B

  /// A fingerprint of each row's values.
  package internal(set) var contents: [UInt64] = []
  /// A fingerprint of each row's entity; empty without entities.
  var entities: [UInt64] = []
  /// Each row's time in microseconds; empty without times.
  var times: [Int64] = []
  /// Rows whose time is missing.
  var untimed = 0
  /// Each row's stratum; empty without strata.
  var strata = Values()
  /// Each row's label; empty without labels.
  var labels = Values()

  /// Rows.
  package var count: Int { contents.count }

  /// A column's values as codes.
  struct Values: Sendable, Hashable {
    private(set) var codes: [Int32] = []
    private(set) var names: [String?] = []
    private var places: [String?: Int32] = [:]
    /// Whether there were more values than are told apart.
    private(set) var isFull = false

    mutating func append(_ text: String?) {
      if let code = places[text] {
        codes.append(code)
      } else if names.count < SplitFold.mostValues {
        let code = Int32(names.count)
        places[text] = code
        names.append(text)
        codes.append(code)
      } else {
        isFull = true
        codes.append(-1)
      }
    }
  }
}
