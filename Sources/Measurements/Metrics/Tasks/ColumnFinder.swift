internal import ADBC

/// Finds the column of each role among those of the data.
struct ColumnFinder: Sendable {
  private let fields: [ArrowField]

  /// The columns of the data.
  init(_ fields: [ArrowField]) {
    self.fields = fields
  }

  /// What a column may hold to play a role.
  enum Kind: Sendable {
    case numbers
    /// Labels or classes.
    case labels
    case instants
    /// Instants or whole numbers of steps.
    case times
    /// Whatever can be told apart.
    case values

    /// The same in words.
    var words: String {
      switch self {
      case .numbers: "numbers"
      case .labels: "numbers, truths or texts"
      case .instants: "dates or timestamps"
      case .times: "dates, timestamps or whole numbers"
      case .values: "values, not lists or structs"
      }
    }

    func fits(_ type: ArrowType) -> Bool {
      switch self {
      case .numbers: return type.isNumber
      case .labels: return type.isNumber || type.isText
      case .instants: return type.isInstant
      case .times: return type.isInstant || type.isWholeNumber
      case .values: return !type.isNested
      }
    }
  }

  /// The place of a column in a batch.
  ///
  /// - Parameter role: what it is for, as people call it: `target`.
  /// - Throws: ``MetricRefusal`` when it is not there or holds something else.
  func place(_ name: String, _ role: String, _ kind: Kind) throws(MetricRefusal) -> Int {
    guard let place = fields.firstIndex(where: { $0.name == name }) else {
      throw .unknownColumn(name, role: role, available: fields.map(\.name))
    }
    guard kind.fits(fields[place].type) || fields[place].type == .null else {
      throw .wrongType(column: name, role: role, expected: kind.words)
    }
    return place
  }

  /// The place of a column in a batch; nil where none is named.
  func place(_ name: String?, _ role: String, _ kind: Kind) throws(MetricRefusal) -> Int? {
    guard let name else { return nil }
    return try place(name, role, kind) as Int
  }
}
