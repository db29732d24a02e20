/// Where the rows of one or more batches are; the books balance when they add up.
///
/// `rows = passed + held + released + discarded`
package struct Books: Sendable, Hashable, Encodable {
  /// Rows read.
  package private(set) var rows = 0
  package private(set) var passed = 0
  /// Rows that are still held, corrected ones among them.
  package private(set) var held = 0
  package private(set) var corrected = 0
  package private(set) var released = 0
  package private(set) var discarded = 0

  /// The books of some batches.
  package init(_ batches: [Batch]) {
    for batch in batches {
      rows += batch.rowsIn
      passed += batch.passed
      held += batch.held
      corrected += batch.corrected
      released += batch.released
      discarded += batch.discarded
    }
  }
}
