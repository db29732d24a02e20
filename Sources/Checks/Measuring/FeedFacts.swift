package import Checklist
package import Measurements

/// What came of reading a feed.
package struct FeedFacts: Sendable {
  /// The feed as declared.
  package let feed: Project.Feed
  /// What was read, or why it cannot be.
  package let read: Result<Reading, any Error>

  /// A feed that could be read.
  package struct Reading: Sendable {
    /// Its rows.
    package let rows: Int
    /// The columns of its first rows.
    package let sample: DatasetProfile
    /// Needed columns that it does not have.
    package let absent: [String]
    /// The age of its newest row in seconds; nil without times or without a clock.
    package let age: Double?
  }
}
