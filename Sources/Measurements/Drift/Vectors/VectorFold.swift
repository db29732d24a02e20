package import ADBC

/// Gathers vectors: whole rows of columns that hold lists of numbers, embeddings mostly.
///
/// Vectors have no profile, and comparing two sets of them needs whole rows: kept are the rows with
/// the smallest seeded hash of their number, at most ``VectorSample/mostRows`` and at most
/// ``VectorSample/mostNumbers`` numbers a column. Everything else is counted over all rows.
package struct VectorFold: Fold {
  /// The samples by column.
  package typealias Result = [String: VectorSample]

  package let columns: Set<String>?
  private let names: [String]
  private let seed: UInt64
  private var places: [Int] = []
  private var samples: [VectorSample] = []

  /// Asks for columns of lists of numbers; others are left out of the result.
  package init(columns: [String], seed: UInt64) {
    names = columns
    self.columns = Set(columns)
    self.seed = seed
  }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    for name in names {
      guard let place = fields.firstIndex(where: { $0.name == name }),
        case .list = fields[place].type
      else { continue }
      places.append(place)
      samples.append(VectorSample(column: name, seed: seed))
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    withExtendedLifetime(batch) {
      for (number, place) in places.enumerated() {
        let column = unsafe batch.columns[place]
        unsafe samples[number].update(column, rows: batch.rowCount, firstRow: firstRow)
      }
    }
  }

  package mutating func merge(_ other: VectorFold) {
    for number in samples.indices { samples[number].merge(other.samples[number]) }
  }

  package mutating func finish() -> Result {
    Dictionary(
      samples.map { sample in
        var sample = sample
        sample.finish()
        return (sample.column, sample)
      }, uniquingKeysWith: { first, _ in first })
  }
}
