internal import ADBC

/// The values of one column as a database grouped them: each different value once, with its rows.
///
/// The values arrive in the types in which rows bring them, so that what becomes of them here is
/// what becomes of them in ``ProfileFold``.
struct ColumnGroups: Sendable {
  private let name: String
  private let grid: LogLinearGrid
  private let limit: Int
  private var content: Content
  private var missing = 0
  private var unreadable = 0
  /// Rows of all groups so far.
  private(set) var rows = 0

  private enum Content: Sendable {
    case numbers(NumberKind, rows: [UInt64: Int], SpecialNumbers)
    case texts(TextTally)
    case truths(TruthCounts)
  }

  /// - Parameter like: the same column of some of the rows: what its values are, and its grid.
  init(like sample: ColumnProfile, options: ProfileOptions) {
    name = sample.name
    limit = options.exactValues
    switch sample.content {
    case .numbers(let numbers):
      grid = numbers.grid
      content = .numbers(numbers.kind, rows: [:], SpecialNumbers())
    case .truths:
      grid = LogLinearGrid()
      content = .truths(TruthCounts())
    case .categories, .unmeasured:
      grid = LogLinearGrid()
      content = .texts(TextTally(limits: options.categories))
    }
  }

  /// Whether there are more different numbers than are kept: such a column is asked for its bins.
  var isOverfull: Bool {
    if case .numbers(_, let counts, _) = content { counts.count > limit } else { false }
  }

  /// Adds a group.
  ///
  /// - Parameter times: its rows, positive.
  mutating func add(_ column: ArrowColumn, row: Int, times: Int) {
    rows += times
    guard unsafe column.isValid(row) else {
      missing += times
      return
    }
    switch content {
    case .numbers(let kind, var counts, var specials):
      // Taken out first: a dictionary that is held twice would be copied for every group.
      content = .numbers(kind, rows: [:], SpecialNumbers())
      unsafe count(column, row, times, kind, &counts, &specials)
      content = .numbers(kind, rows: counts, specials)
    case .texts(var tally):
      content = .truths(TruthCounts())
      if let bytes = unsafe column.bytes(at: row) {
        unsafe tally.count(bytes, times: times)
      } else {
        unreadable += times
      }
      content = .texts(tally)
    case .truths(var truths):
      switch unsafe column.boolean(at: row) {
      case true?: truths.trues += times
      case false?: truths.falses += times
      case nil: unreadable += times
      }
      content = .truths(truths)
    }
  }

  private mutating func count(
    _ column: ArrowColumn, _ row: Int, _ times: Int, _ kind: NumberKind,
    _ counts: inout [UInt64: Int], _ specials: inout SpecialNumbers
  ) {
    switch kind {
    case .real:
      guard let value = unsafe column.double(at: row) else { break }
      if value.isOrdinary {
        counts[value.key, default: 0] += times
      } else if value.isNaN {
        specials.nan += times
      } else if value > 0 {
        specials.positiveInfinite += times
      } else {
        specials.negativeInfinite += times
      }
      return
    case .integer, .instant, .unsigned:
      let value = unsafe column.integer(at: row) ?? column.microseconds(at: row)
      guard let value else { break }
      counts[value.key, default: 0] += times
      return
    }
    unreadable += times
  }

  /// The result; of an overfull column there is none.
  func finish() -> ColumnProfile {
    let found: ColumnProfile.Content
    switch content {
    case .numbers(let kind, let counts, let specials):
      let ordered = counts.sorted { kind.order(of: $0.key) < kind.order(of: $1.key) }
      found = .numbers(
        NumberProfile(
          kind: kind, grid: grid, specials: specials,
          content: .exact(
            ValueCounts(kind: kind, keys: ordered.map(\.key), counts: ordered.map(\.value)))))
    case .texts(let tally): found = .categories(tally.finish())
    case .truths(let truths): found = .truths(truths)
    }
    return ColumnProfile(name: name, missing: missing, unreadable: unreadable, content: found)
  }
}
