package import ADBC

/// A measurement over the rows of a data set: fed batch after batch, mergeable, finished once.
///
/// `start` is called once before any batch, `update` with every batch in the order of the data.
/// A fold is a value: copies do not know of each other. What it measures must not depend on how
/// the rows are cut into batches.
package protocol Fold<Result>: Sendable {
  /// What it measures.
  associatedtype Result: Sendable

  /// The columns it reads; nil for all. The union over a plan is all that a scan has to fetch.
  var columns: Set<String>? { get }

  /// Prepares for columns of these names and types.
  ///
  /// - Parameter first: the first batch, to look at only: it comes again with `update`. Nil when
  ///   there are no rows.
  mutating func start(_ fields: [ArrowField], first: ArrowBatch?)

  /// Measures a batch.
  ///
  /// - Parameter firstRow: number of the batch's first row in the data, from 0.
  mutating func update(_ batch: ArrowBatch, firstRow: Int)

  /// Adds what another fold, started alike, measured on other rows.
  mutating func merge(_ other: Self)

  /// The result.
  mutating func finish() -> Result

  /// Cuts a started fold into at most `count` folds that see all rows and share the work, by
  /// columns: joined in order with ``join(_:)`` they are the fold. A fold that cannot be cut is
  /// one shard.
  func shards(_ count: Int) -> [Self]

  /// Takes the measured work of the next shard.
  mutating func join(_ shard: Self)
}

extension Fold {
  package var columns: Set<String>? { nil }
  package func shards(_ count: Int) -> [Self] { [self] }
  package mutating func join(_ shard: Self) {
    preconditionFailure("\(Self.self) was never cut into shards, so there is none to join")
  }
}
