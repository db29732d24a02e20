package import ADBC

/// Gathers a sample of rows as one of a scan's measurements.
package struct RowFold: Fold {
  /// Whether the rows could be gathered: a column that was asked for may be absent.
  package typealias Result = Swift.Result<RowTable, RowsError>

  package let columns: Set<String>?
  private let names: [String]?
  let limit: Int
  let seed: UInt64
  private var sample: RowSample?
  private var refusal = RowsError.columnUnknown(name: "", available: [])

  /// Asks for rows.
  ///
  /// - Parameters:
  ///   - columns: the names of the columns to keep; nil keeps all.
  ///   - limit: rows to keep at most.
  package init(
    columns: [String]? = nil, limit: Int = RowSample.defaultLimit, seed: UInt64
  ) {
    names = columns
    self.columns = columns.map { Set($0) }
    self.limit = limit
    self.seed = seed
  }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    do throws(RowsError) {
      sample = try RowSample(fields: fields, columns: names, limit: limit, seed: seed)
    } catch {
      refusal = error
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    sample?.update(batch, firstRow: firstRow)
  }

  package mutating func merge(_ other: RowFold) {
    if let part = other.sample { sample?.merge(part) }
  }

  package mutating func finish() -> Result {
    guard let gathered = sample else { return .failure(refusal) }
    sample = nil
    return .success(gathered.finish())
  }
}
