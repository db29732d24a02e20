extension WindowDraws {
  /// Rows of the rarer class below which the lowest scores of its test rows say little of what a
  /// window may hold.
  static let fewestOfAClass = 200

  /// The area under the ROC curve in windows of scored rows; of those with rows of both classes.
  ///
  /// - Parameters:
  ///   - positives: test rows at each score, ascending.
  ///   - negatives: of the other class, at the same scores.
  package init?(
    positives: [Int], negatives: [Int], window: Int, alarmRate: Double, seed: UInt64 = 1
  ) {
    precondition(positives.count == negatives.count, "positives and negatives differ in scores")
    let count = Self.count(window: window, alarmRate: alarmRate)
    // Even places are negatives of a score, odd ones its positives: sorted places are sorted
    // scores.
    guard count >= Self.fewest,
      let urn = RowUrn(zip(positives, negatives).flatMap { [$1, $0] })
    else { return nil }
    var generator = SeededGenerator(seed: seed)
    var rows = [Int32](repeating: 0, count: window)
    let values = (0..<count).map { _ in
      urn.fill(&rows, using: &generator) { place, _ in Int32(truncatingIfNeeded: place) }
      rows.sort()
      return Self.area(rows)
    }
    let rarer = min(positives.reduce(0, +), negatives.reduce(0, +))
    self.init(
      values: values,
      caution: rarer >= Self.fewestOfAClass
        ? nil
        : "test has \(rarer) rows of the rarer class, and the alarm rate may be about twice as high"
    )
  }

  /// The area of sorted places; not-a-number of one class.
  private static func area(_ rows: [Int32]) -> Double {
    var (negatives, ranked) = (0, 0.0)
    var place = 0
    while place < rows.count {
      let score = rows[place] >> 1
      var (same, positives) = (0, 0)
      while place < rows.count, rows[place] >> 1 == score {
        if rows[place] & 1 == 1 { positives += 1 } else { same += 1 }
        place += 1
      }
      ranked += Double(positives) * (Double(negatives) + Double(same) / 2)
      negatives += same
    }
    return ranked / (Double(rows.count - negatives) * Double(negatives))
  }
}
