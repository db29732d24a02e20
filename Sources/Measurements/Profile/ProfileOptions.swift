/// How much a profile keeps exactly, and around which numbers it counts the rest.
package struct ProfileOptions: Sendable, Hashable {
  /// Different numbers of a column that are kept exactly; beyond them the column is binned.
  ///
  /// 16,384 keep every test on a sample of that size exact, in half a megabyte a column.
  package var exactValues = 16_384
  /// Different texts of a column that are kept exactly, and how many after that.
  package var categories = CategoryLimits()
  /// The origin of the grid of named columns.
  ///
  /// Those of the reference profile, so that both profiles have the same bins. Other columns'
  /// origins come from the first batch, and in a database from ``OriginQuestion``.
  package var origins: [String: Double] = [:]
  /// Columns to measure; nil for all.
  package var columns: Set<String>?

  /// The defaults.
  package init() {}

  /// Options under which a profile has the same bins as a reference.
  package init(comparableTo reference: DatasetProfile) {
    for column in reference.columns {
      if case .numbers(let numbers) = column.content { origins[column.name] = numbers.grid.origin }
    }
  }

  /// Takes origins of columns that have none yet.
  mutating func settle(_ found: [String: Double]) { origins.merge(found) { own, _ in own } }

  /// The same options with less kept a column, for a table so wide or so finely cut into windows
  /// that the defaults would need hundreds of megabytes.
  ///
  /// - Parameter states: columns times windows.
  package func bounded(forStates states: Int) -> ProfileOptions {
    var options = self
    // Four million exact numbers in all: 64 MB at 16 bytes each.
    options.exactValues = min(exactValues, max(256, 4_194_304 / max(states, 1)))
    options.categories = categories.bounded(forStates: states)
    return options
  }
}

/// Where exact counting of texts ends.
package struct CategoryLimits: Sendable, Hashable, Codable {
  /// Different texts counted exactly.
  package var exact = 100_000
  /// Most frequent texts kept once there are more; a count is then low by at most rows / retained.
  package var retained = 16_384
  /// Bytes of all different texts of a column.
  package var bytes = 16 << 20

  /// Bytes beyond which a text is counted under its beginning and a hash of all of it.
  package static let longestText = 256

  /// The defaults.
  package init() {}

  func bounded(forStates states: Int) -> CategoryLimits {
    var limits = self
    limits.exact = min(exact, max(1_024, 4_194_304 / max(states, 1)))
    limits.retained = min(retained, max(512, limits.exact / 4))
    limits.bytes = min(bytes, max(limits.retained * 512, (256 << 20) / max(states, 1)))
    return limits
  }
}
