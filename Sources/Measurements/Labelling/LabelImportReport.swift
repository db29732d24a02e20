package import Statistics

/// What came of joining labels to predictions: how many, how late, and which were left out.
package struct LabelImportReport: Sendable {
  /// Labels as they came.
  package struct Labels: Sendable, Hashable, Encodable {
    /// Rows read.
    package let rows: Int
    /// Rows without an id or a label.
    package let unusable: Int
    /// Rows that say once more what another row says: same id, same label.
    package let duplicates: Int
    /// Ids with a label.
    package let ids: Int
    /// Ids whose label changed; the latest counts.
    package let corrections: Int
    /// Ids with different labels at the latest time, which have none therefore.
    package let conflicts: Int
    /// Ids that no prediction has.
    package let orphans: Int
  }

  /// Predictions and how their labels stand.
  package struct Predictions: Sendable, Hashable, Encodable {
    /// Rows read.
    package let rows: Int
    /// Rows without an id, which no label can reach.
    package let missingID: Int
    /// Rows whose id an earlier row has.
    package let repeatedID: Int
    /// Rows with a label.
    package let labelled: Int
    /// Rows whose labels contradict each other.
    package let conflict: Int
    /// Rows without a label so far.
    package let pending: Int
  }

  /// How late labels are, in days.
  package struct Delay: Sendable, Hashable {
    /// Labelled rows with both times, the label not before the prediction.
    package let rows: Int
    /// Labels dated before their prediction.
    package let early: Int
    package let mean: Double?
    /// By share of the labels: `0.5`.
    package let quantiles: [(share: Double, days: Double?)]

    package static func == (left: Delay, right: Delay) -> Bool {
      left.rows == right.rows && left.early == right.early && left.mean == right.mean
        && left.quantiles.elementsEqual(right.quantiles, by: ==)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(rows) }
  }

  /// How complete labels are some days after the prediction.
  package struct Completeness: Sendable, Hashable {
    package let days: Int
    /// Predictions at least so old.
    package let rows: Int
    /// The share of them labelled within that time.
    package let share: Estimate
  }

  package let labels: Labels
  package let predictions: Predictions
  /// The share of predictions with a label.
  package let coverage: Estimate
  /// The moment at which predictions are so old; nil without times.
  package let asOf: String?
  /// Nil without times of predictions and labels.
  package let delay: Delay?
  /// Empty without times.
  package let completeness: [Completeness]

  /// Reads what the engine counted.
  ///
  /// - Parameters:
  ///   - counts: ten numbers about labels and predictions.
  ///   - delays: a row of rows by status, moment, delays and, for each of `days`, two counts.
  ///   - hasTimes: whether both times are known.
  /// - Throws: ``Undefined`` when an answer has another shape.
  package init(
    counts: [Int], delays: [String?], quantiles: [Double], days: [Int], hasTimes: Bool,
    level: Double
  ) throws(Undefined) {
    guard counts.count == 10, delays.count == 7 + quantiles.count + 2 * days.count else {
      throw Undefined("the engine answered with \(counts.count) and \(delays.count) numbers")
    }
    func count(_ place: Int) -> Int { delays[place].flatMap { Int($0) } ?? 0 }
    labels = Labels(
      rows: counts[0], unusable: counts[0] - counts[1], duplicates: counts[1] - counts[2],
      ids: counts[3], corrections: counts[4], conflicts: counts[5], orphans: counts[6])
    predictions = Predictions(
      rows: counts[7], missingID: counts[8], repeatedID: counts[9], labelled: count(1),
      conflict: count(2), pending: count(0) - count(1) - count(2))
    coverage = Self.share(count(1), of: count(0), level)
    guard hasTimes else {
      asOf = nil
      delay = nil
      completeness = []
      return
    }
    asOf = delays[3]
    delay = Delay(
      rows: count(5), early: count(4), mean: delays[6].flatMap { Double($0) },
      quantiles: quantiles.enumerated().map { ($1, delays[7 + $0].flatMap { Double($0) }) })
    let first = 7 + quantiles.count
    completeness = days.enumerated().compactMap { place, day in
      let rows = count(first + 2 * place)
      guard rows > 0 else { return nil }
      return Completeness(
        days: day, rows: rows, share: Self.share(count(first + 2 * place + 1), of: rows, level))
    }
  }

  private static func share(_ successes: Int, of rows: Int, _ level: Double) -> Estimate {
    do throws(Undefined) {
      return try WilsonInterval.estimate(successes: successes, rows: rows, level: level)
    } catch {
      return Estimate(undefined: error)
    }
  }
}
