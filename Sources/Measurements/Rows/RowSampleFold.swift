package import ADBC

/// Keeps a bounded, seeded sample of rows in a scan.
package struct RowSampleFold: Fold {
  private let wanted: [String]
  private let limit: Int
  private let seed: UInt64
  private var sample: RowSample?
  private var failure: RowsError?

  /// Prepares to keep rows.
  ///
  /// - Parameters:
  ///   - columns: the names of the columns to keep.
  ///   - limit: rows to keep at most.
  package init(columns: [String], limit: Int = RowSample.defaultLimit, seed: UInt64) {
    wanted = columns
    self.limit = limit
    self.seed = seed
  }

  package var columns: Set<String>? { Set(wanted) }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    do throws(RowsError) {
      sample = try RowSample(fields: fields, columns: wanted, limit: limit, seed: seed)
    } catch {
      failure = error
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    sample?.update(batch, firstRow: firstRow)
  }

  package mutating func merge(_ other: Self) {
    guard let theirs = other.sample else {
      failure = failure ?? other.failure
      return
    }
    sample?.merge(theirs)
  }

  package mutating func finish() -> Result<RowTable, RowsError> {
    if let failure { return .failure(failure) }
    return .success(sample?.finish() ?? RowTable(columns: []))
  }
}
