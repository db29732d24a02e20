/// A way in which a batch gets fewer or more rows than expected.
protocol BatchCause: Sendable {
  /// What it says about itself.
  static var card: CauseCard { get }
  /// Why the number of rows looks like it; nil when it does not.
  static func evidence(_ volume: VolumeChange) -> String?
}

/// A number of rows outside its usual range, and what else is known of the batch.
struct VolumeChange {
  let rows: Double
  let expected: Double
  /// Hours from the first to the last time in the batch, now and in the middle of past runs.
  let span: (now: Double, past: Double)?
  /// Columns that lost categories beyond the usual, with the largest that is gone.
  let vanished: [(column: String, value: String)]
  /// Whether the distribution of any column is unusual.
  let isShifted: Bool
  /// Past runs in a row, up to the last, whose rows were unusual.
  let streak: Int

  var isLow: Bool { rows < expected }
}

/// All causes of an unusual number of rows, the most telling first.
package enum BatchCauseCatalogue {
  static let all: [any BatchCause.Type] = [
    TruncatedBatch.self, PartMissing.self, RepeatedRows.self, LastingVolume.self,
  ]

  /// What each says about itself.
  package static var cards: [CauseCard] { all.map { $0.card } }

  /// The first cause that fits.
  static func find(_ volume: VolumeChange) -> (card: CauseCard, evidence: String)? {
    for cause in all {
      if let evidence = cause.evidence(volume) { return (cause.card, evidence) }
    }
    return nil
  }
}
