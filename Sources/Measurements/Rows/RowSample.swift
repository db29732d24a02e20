package import ADBC

/// A bounded sample of rows, gathered in one streaming pass.
///
/// Kept are the rows with the smallest seeded hash of their row number. So the sample is the same
/// however the rows were cut into batches, in whatever order the batches came, and on however many
/// threads; and with fewer rows than the limit it is all of them.
///
/// - Complexity: O(rows) time; memory for at most twice `limit` rows, whatever the rows.
package struct RowSample: Sendable {
  /// The default limit: at 30 columns about 50 MB, and enough for any interval printed here.
  package static let defaultLimit = 200_000

  /// Rows to keep at most.
  package let limit: Int
  /// The seed of the hash.
  package let seed: UInt64
  /// Rows seen.
  package private(set) var sourceRows = 0
  private var rows: [Int] = []
  private var hashes: [UInt64] = []
  private var builders: [RowColumnBuilder]
  private var sources: [Int]
  private var unreadable: [String: String]
  /// Rows with a larger hash are certain not to be kept.
  private var ceiling = UInt64.max

  /// Starts an empty sample.
  ///
  /// - Parameters:
  ///   - fields: the columns of the batches that will come.
  ///   - columns: the names of those to keep; nil keeps all.
  /// - Throws: ``RowsError/columnUnknown(name:available:)``.
  package init(
    fields: [ArrowField], columns: [String]? = nil, limit: Int = Self.defaultLimit, seed: UInt64
  ) throws(RowsError) {
    self.limit = max(limit, 0)
    self.seed = seed
    var sources: [Int] = []
    var builders: [RowColumnBuilder] = []
    var unreadable: [String: String] = [:]
    for name in columns ?? fields.map(\.name) {
      guard let place = fields.firstIndex(where: { $0.name == name }) else {
        throw .columnUnknown(name: name, available: fields.map(\.name))
      }
      if sources.contains(place) { continue }
      if let builder = RowColumnBuilder(field: fields[place]) {
        sources.append(place)
        builders.append(builder)
      } else {
        unreadable[name] = "its type holds lists, structures or raw bytes, not single values"
      }
    }
    self.sources = sources
    self.builders = builders
    self.unreadable = unreadable
  }

  /// Adds the rows of a batch.
  ///
  /// - Parameter firstRow: the place of the batch's first row in its source, from 0.
  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    sourceRows += batch.rowCount
    var chosen: [Int] = []
    for row in 0..<batch.rowCount {
      let hash = RowHash.hash(row: firstRow &+ row, seed: seed)
      guard hash <= ceiling else { continue }
      chosen.append(row)
      rows.append(firstRow &+ row)
      hashes.append(hash)
    }
    guard !chosen.isEmpty else { return }
    withExtendedLifetime(batch) {
      for (place, source) in sources.enumerated() {
        let column = unsafe batch.columns[source]
        unsafe builders[place].append(column, rows: chosen)
      }
    }
    if rows.count > limit * 2 { discard() }
  }

  /// Adds the rows of another sample of the same source, columns, limit and seed.
  package mutating func merge(_ other: RowSample) {
    sourceRows += other.sourceRows
    rows += other.rows
    hashes += other.hashes
    ceiling = min(ceiling, other.ceiling)
    for place in builders.indices { builders[place].append(other.builders[place]) }
    if rows.count > limit * 2 { discard() }
  }

  /// The sample as a table, rows in their source's order.
  package consuming func finish() -> RowTable {
    if rows.count > limit { discard() }
    var order = Array(rows.indices)
    if !zip(rows, rows.dropFirst()).allSatisfy({ $0 < $1 }) {
      order.sort { rows[$0] < rows[$1] }
      keep(order)
    }
    return RowTable(
      columns: builders.map { $0.finish() }, rowNumbers: rows, sourceRows: sourceRows, seed: seed,
      unreadable: unreadable)
  }

  /// Drops all but the `limit` rows with the smallest hashes.
  private mutating func discard() {
    let smallest = rows.indices.sorted { hashes[$0] < hashes[$1] }.prefix(limit)
    ceiling = smallest.last.map { hashes[$0] } ?? 0
    keep(smallest.sorted())
  }

  private mutating func keep(_ places: [Int]) {
    rows = places.map { rows[$0] }
    hashes = places.map { hashes[$0] }
    for place in builders.indices { builders[place].keep(places) }
  }
}

extension RowTable {
  /// Reads a stream to its end.
  ///
  /// - Parameters:
  ///   - columns: the names of those to keep; nil keeps all.
  ///   - limit: rows to keep at most; the rest is left out by the seeded hash of its row number.
  /// - Throws: ``RowsError`` or `ADBCError`.
  package static func read(
    _ stream: any BatchStream, columns: [String]? = nil, limit: Int = RowSample.defaultLimit,
    seed: UInt64
  ) throws -> RowTable {
    var sample = try RowSample(fields: stream.fields, columns: columns, limit: limit, seed: seed)
    var firstRow = 0
    while let batch = try stream.next() {
      sample.update(batch, firstRow: firstRow)
      firstRow += batch.rowCount
    }
    return sample.finish()
  }
}
