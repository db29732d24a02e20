package import ADBC

/// Profiles every column of a data set.
package struct ProfileFold: GriddedFold {
  private(set) var options: ProfileOptions
  private var effective: ProfileOptions
  private var tracks: [Track] = []
  private var reader = ColumnReader()
  private var rows = 0
  /// Batches that wait to be counted column by column.
  private var waiting: [ArrowBatch] = []
  private var earlier: [DatasetProfile] = []

  /// Batches to count at a time: 8, fewer when hundreds of columns make each of them large.
  ///
  /// A column's counters are some fifty kilobytes, and all columns' together more than a core's
  /// cache: for every batch of 2,048 rows they would be fetched anew.
  private var batchesAtATime: Int { max(1, min(8, 512 / max(tracks.count, 1))) }

  /// One column of the data and its counter.
  private struct Track: Sendable {
    let index: Int
    let name: String
    var counter: any ColumnCounter
  }

  /// A profile of all columns, or of those that the options name.
  package init(_ options: ProfileOptions = ProfileOptions()) {
    self.options = options
    effective = options
  }

  package var columns: Set<String>? { options.columns }

  mutating func settle(_ origins: [String: Double]) { options.settle(origins) }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    let measured = fields.indices.filter { options.columns?.contains(fields[$0].name) ?? true }
    effective = options.bounded(forStates: measured.count)
    tracks = measured.map { index in
      Track(
        index: index, name: fields[index].name,
        counter: ColumnCounters.counter(
          for: fields[index].type,
          grid: ColumnCounters.grid(index, fields[index].name, first: first, options: options),
          options: effective))
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    waiting.append(batch)
    rows += batch.rowCount
    if waiting.count >= batchesAtATime { countWaiting() }
  }

  private mutating func countWaiting() {
    for position in tracks.indices {
      let index = tracks[position].index
      for batch in waiting {
        withExtendedLifetime(batch) {
          unsafe tracks[position].counter.update(
            batch.columns[index], .all(batch.rowCount), &reader)
        }
      }
    }
    waiting.removeAll(keepingCapacity: true)
  }

  package mutating func merge(_ other: ProfileFold) {
    var other = other
    earlier.append(other.finish())
  }

  package mutating func finish() -> DatasetProfile {
    countWaiting()
    var profile = DatasetProfile(
      rows: rows,
      columns: tracks.indices.map { tracks[$0].counter.finish(name: tracks[$0].name) },
      exactValues: effective.exactValues)
    for part in earlier {
      do {
        try profile.merge(part)
      } catch {
        preconditionFailure("folds that were not started alike were merged: \(error.reason)")
      }
    }
    return profile
  }

  package func shards(_ count: Int) -> [ProfileFold] {
    guard count > 1, tracks.count > 1 else { return [self] }
    // Dealing columns out in turn spreads neighbours of one kind over the shards.
    return (0..<min(count, tracks.count)).map { number in
      var shard = self
      shard.tracks = tracks.enumerated().filter { $0.offset % count == number }.map(\.element)
      return shard
    }
  }

  package mutating func join(_ shard: ProfileFold) {
    countWaiting()
    var shard = shard
    shard.countWaiting()
    tracks = (tracks + shard.tracks).sorted { $0.index < $1.index }
  }
}

extension ColumnCounters {
  /// The grid of a column: the options' origin, else one chosen from the first batch.
  static func grid(
    _ index: Int, _ name: String, first: ArrowBatch?, options: ProfileOptions
  ) -> LogLinearGrid {
    if let origin = options.origins[name] { return LogLinearGrid(origin: origin) }
    guard let first, index < (unsafe first.columns.count) else { return LogLinearGrid() }
    return withExtendedLifetime(first) {
      LogLinearGrid(
        origin: unsafe OriginChoice.origin(of: first.columns[index], rows: first.rowCount))
    }
  }
}
