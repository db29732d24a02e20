package import Engines

/// How far two pipelines compute the same features for the same things.
package struct FeatureSkew: Sendable {
  /// How rows found each other.
  package let rows: MatchedRows
  /// The columns that were compared, in the order asked for.
  package let columns: [ColumnSkew]
}

/// Rows of both sides by what became of them; each is counted once.
package struct MatchedRows: Sendable, Hashable {
  /// Rows with one counterpart, which are compared.
  package internal(set) var matched = 0
  /// Offline rows whose key no online row has.
  package internal(set) var offlineOnly = 0
  /// Online rows whose key no offline row has.
  package internal(set) var onlineOnly = 0
  /// Keys that several rows of a side share: which of them belong together nobody knows.
  package internal(set) var repeatedKeys = 0
  /// Offline rows of such keys.
  package internal(set) var repeatedOffline = 0
  /// Online rows of such keys.
  package internal(set) var repeatedOnline = 0
  /// Offline rows without a key.
  package internal(set) var keylessOffline = 0
  /// Online rows without a key.
  package internal(set) var keylessOnline = 0

  /// All offline rows.
  package var offline: Int { matched + offlineOnly + repeatedOffline + keylessOffline }
  /// All online rows.
  package var online: Int { matched + onlineOnly + repeatedOnline + keylessOnline }

  mutating func merge(_ other: MatchedRows) {
    matched += other.matched
    offlineOnly += other.offlineOnly
    onlineOnly += other.onlineOnly
    repeatedKeys += other.repeatedKeys
    repeatedOffline += other.repeatedOffline
    repeatedOnline += other.repeatedOnline
    keylessOffline += other.keylessOffline
    keylessOnline += other.keylessOnline
  }
}

/// How one column differs between the two.
package struct ColumnSkew: Sendable {
  /// The column, with its type on each side.
  package let column: FeatureJoin.Column
  /// Rows that were compared.
  package let rows: Int
  /// Rows whose cells differ by more than the tolerance.
  package let differing: Int
  /// The first differing rows, in the order of the offline data.
  package let first: [CellPair]
  /// What explains the differences, the most first; empty when nothing does.
  package let causes: [SkewExplanation]

  /// The share of differing rows; 0 without rows.
  package var share: Double { rows > 0 ? Double(differing) / Double(rows) : 0 }
}
