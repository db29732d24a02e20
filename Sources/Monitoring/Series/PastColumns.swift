package import Measurements

/// What several runs hold together, column by column.
package struct PastColumns {
  package private(set) var columns: [String: ColumnProfile] = [:]

  /// Pools profiles, the latest first: of a column that changed its kind, the latest kind's runs.
  package init(_ profiles: [DatasetProfile]) {
    for profile in profiles {
      for column in profile.columns where column.rows > 0 {
        guard var pooled = columns[column.name] else {
          columns[column.name] = column
          continue
        }
        do {
          try pooled.merge(column, exactValues: profile.exactValues)
          columns[column.name] = pooled
        } catch {
          continue
        }
      }
    }
  }

  /// How a new batch is measured, so that it compares with these: small, and with the same bins.
  package var options: ProfileOptions {
    var options = ProfileOptions()
    // A run is kept for good: some kilobytes a column, not the half megabyte that exact tests would
    // want.
    options.exactValues = 1_024
    options.categories.exact = 5_000
    options.categories.retained = 1_000
    for (name, column) in columns {
      if case .numbers(let numbers) = column.content { options.origins[name] = numbers.grid.origin }
    }
    return options
  }
}
