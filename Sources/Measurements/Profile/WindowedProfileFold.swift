package import ADBC

/// Profiles every column of a data set, window by window, in one pass.
package struct WindowedProfileFold: GriddedFold {
  private(set) var options: ProfileOptions
  let length: WindowLength
  let timestamp: String?
  let windowLimit: Int
  private var effective: ProfileOptions
  private var timestampIndex: Int?
  private var tracks: [Track] = []
  private var windows: [Int64: Window] = [:]
  private var undated = 0
  private var refused = 0
  private var reader = ColumnReader()
  private var earlier: [WindowedProfile] = []

  private struct Track: Sendable {
    let index: Int
    let name: String
    let type: ArrowType
    let grid: LogLinearGrid
  }

  private struct Window: Sendable {
    var rows = 0
    var counters: [any ColumnCounter]
  }

  /// Profiles by windows.
  ///
  /// - Parameters:
  ///   - timestamp: the column of dates or timestamps; not needed for windows of rows.
  ///   - windowLimit: windows after which rows of further ones are counted but not measured, so
  ///     that a timestamp in nanoseconds taken for seconds cannot fill the memory.
  package init(
    _ options: ProfileOptions = ProfileOptions(), length: WindowLength, timestamp: String?,
    windowLimit: Int = 400
  ) {
    self.options = options
    self.length = length
    self.timestamp = timestamp
    self.windowLimit = windowLimit
    effective = options
  }

  package var columns: Set<String>? {
    options.columns.map { $0.union(timestamp.map { [$0] } ?? []) }
  }

  mutating func settle(_ origins: [String: Double]) { options.settle(origins) }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    let measured = fields.indices.filter { options.columns?.contains(fields[$0].name) ?? true }
    // How many windows there will be is not known yet; all of them must fit.
    effective = options.bounded(forStates: measured.count * windowLimit)
    timestampIndex = timestamp.flatMap { name in fields.firstIndex { $0.name == name } }
    tracks = measured.map { index in
      Track(
        index: index, name: fields[index].name, type: fields[index].type,
        grid: ColumnCounters.grid(index, fields[index].name, first: first, options: options))
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    withExtendedLifetime(batch) {
      for (start, rows) in selections(batch, firstRow: firstRow) {
        if windows[start] == nil {
          guard windows.count < windowLimit else {
            refused += rows.count
            continue
          }
          windows[start] = Window(
            counters: tracks.map {
              ColumnCounters.counter(for: $0.type, grid: $0.grid, options: effective)
            })
        }
        windows[start]?.rows += rows.count
        for position in tracks.indices {
          unsafe windows[start]?.counters[position].update(
            batch.columns[tracks[position].index], rows, &reader)
        }
      }
    }
  }

  /// The batch's rows by the start of their window, in the windows' order.
  private mutating func selections(
    _ batch: ArrowBatch, firstRow: Int
  ) -> [(start: Int64, rows: RowSelection)] {
    var chosen: [Int64: [Int32]] = [:]
    if case .rows = length {
      for row in 0..<batch.rowCount {
        chosen[length.start(of: Int64(firstRow + row)), default: []].append(Int32(row))
      }
    } else if let timestampIndex {
      let column = unsafe batch.columns[timestampIndex]
      var current: (start: Int64, end: Int64, rows: [Int32]) = (0, 0, [])
      for row in 0..<batch.rowCount {
        guard let instant = unsafe column.microseconds(at: row) else {
          undated += 1
          continue
        }
        // Neighbouring rows are mostly of one window: the calendar is asked when that changes.
        if instant < current.start || instant >= current.end {
          chosen[current.start, default: []].append(contentsOf: current.rows)
          let start = length.start(of: instant)
          current = (start, length.end(ofWindowStarting: start), [])
        }
        current.rows.append(Int32(row))
      }
      chosen[current.start, default: []].append(contentsOf: current.rows)
    } else {
      undated += batch.rowCount
    }
    return chosen.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { start, rows in
      (start, rows.count == batch.rowCount ? .all(rows.count) : .some(rows))
    }
  }

  package mutating func merge(_ other: WindowedProfileFold) {
    var other = other
    earlier.append(other.finish())
  }

  package mutating func finish() -> WindowedProfile {
    var result = WindowedProfile(length: length, undated: undated, refused: refused)
    for start in windows.keys.sorted() {
      guard var window = windows.removeValue(forKey: start) else { continue }
      var columns: [ColumnProfile] = []
      for position in tracks.indices {
        columns.append(window.counters[position].finish(name: tracks[position].name))
      }
      result.windows.append(
        ProfileWindow(
          start: start, end: length.end(ofWindowStarting: start),
          profile: DatasetProfile(
            rows: window.rows, columns: columns, exactValues: effective.exactValues)))
    }
    for part in earlier {
      do {
        try result.merge(part)
      } catch {
        preconditionFailure("folds that were not started alike were merged: \(error.reason)")
      }
    }
    return result
  }
}

/// Profiles of a data set's windows, in their order.
package struct WindowedProfile: Sendable, Hashable {
  /// How the windows were cut.
  package let length: WindowLength
  /// The windows that have rows.
  package internal(set) var windows: [ProfileWindow] = []
  /// Rows without a timestamp, which are in no window.
  package internal(set) var undated: Int
  /// Rows of windows beyond the limit, which were not measured.
  package internal(set) var refused: Int

  init(length: WindowLength, undated: Int, refused: Int) {
    self.length = length
    self.undated = undated
    self.refused = refused
  }

  /// Adds the windows of another part of the data.
  ///
  /// - Throws: ``ProfileMismatch`` when the columns differ.
  package mutating func merge(_ other: WindowedProfile) throws(ProfileMismatch) {
    for window in other.windows {
      if let index = windows.firstIndex(where: { $0.start == window.start }) {
        try windows[index].profile.merge(window.profile)
      } else {
        windows.append(window)
      }
    }
    windows.sort { $0.start < $1.start }
    undated += other.undated
    refused += other.refused
  }
}

/// One window and what it holds.
package struct ProfileWindow: Sendable, Hashable {
  /// Microseconds since 1970-01-01T00:00:00Z, or a row number for windows of rows.
  package let start: Int64
  /// The first moment, or row, after it.
  package let end: Int64
  /// Its rows.
  package internal(set) var profile: DatasetProfile
}
