package import Measurements
package import Statistics

/// One cut through one column: the best that can be had on the training rows.
///
/// Each numeric feature is cut into bins of about equal rows; the share of positives per bin is
/// made monotone in the direction that the feature has (pool adjacent violators), missing values
/// keep their own share. The feature with the largest area under the ROC curve of these shares is
/// taken, and the cut that is best for the stated goal. The score is the share, so that every other
/// cut of the same column is judged with it.
///
/// - Complexity: O(features · rows · log rows) time.
/// - Source: Holte, *Very Simple Classification Rules Perform Well on Most Commonly Used Datasets*,
///   1993; Ayer et al., *An Empirical Distribution Function for Sampling with Incomplete
///   Information*, 1955, for pooling.
package enum ThresholdBaseline: BinaryBaseline {
  /// What the cut is best for.
  package enum Cut: String, Sendable, Hashable {
    case accuracy
    case balancedAccuracy
  }

  package static let card = Card(
    id: "threshold", aliases: ["single-threshold", "stump"], key: "threshold",
    title: "Simple threshold", summary: "The best cut through the best single column.",
    unit: "probability", range: "0…1", direction: .neutral,
    formula: "score = monotone share of positives in the value's bin; positive above the best cut",
    defaults: [
      .init("bins", "64", reason: "a step between two cuts is below 1.6 % of the rows"),
      .init(
        "cut", "balancedAccuracy",
        reason: "where classes are unequal, the best accuracy is "
          + "often had by never saying positive; accuracy when that is the primary metric"),
    ],
    undefined: "the training rows have one class only, or no numeric feature varies",
    source: "Holte, Very Simple Classification Rules, 1993")

  package static func answer(
    train: BinaryRows, test: RowTable, inputs: BaselineInputs
  ) throws -> BinaryAnswer {
    let positives = train.isPositive.count { $0 }
    guard positives > 0, positives < train.isPositive.count else {
      throw Undefined("the training rows have one class only")
    }
    var best: Fit?
    var dropped: [DroppedColumn] = []
    for name in inputs.features {
      let column = try train.table.column(name)
      guard case .numeric = column.values else { continue }
      if let reason = FeatureEncoder.reasonToDrop(column) {
        dropped.append(DroppedColumn(name: name, reason: reason))
        continue
      }
      if let fit = Fit(column, train.isPositive, inputs.cut),
        fit.area > (best?.area ?? 0)
      {
        best = fit
      }
    }
    guard let best else { throw Undefined("no numeric feature varies over the training rows") }
    let column = try test.column(best.name)
    guard let cells = best.bins.cells(column, rows: Array(0..<test.rowCount)) else {
      throw RowsError.columnNotNumeric(name: best.name)
    }
    let scores = cells.map { best.shares[$0] }
    return BinaryAnswer(
      scores: scores, calls: .certain(scores.map { $0 >= best.cut }),
      description: best.words, dropped: dropped)
  }

  private struct Fit {
    let name: String
    let bins: ColumnBins
    /// Share of positives by cell.
    let shares: [Double]
    let area: Double
    /// Shares from here on are called positive.
    let cut: Double
    let words: String

    init?(_ column: RowColumn, _ isPositive: [Bool], _ goal: Cut) {
      let rows = Array(isPositive.indices)
      guard let bins = ColumnBins(column, rows: rows),
        let cells = bins.cells(column, rows: rows)
      else { return nil }
      var counts = [(positives: Double, rows: Double)](
        repeating: (0, 0), count: bins.cellCount)
      for row in rows {
        counts[cells[row]].rows += 1
        if isPositive[row] { counts[cells[row]].positives += 1 }
      }
      let values = counts.dropLast()
      let rising = Self.pooled(Array(values))
      let falling = Array(Self.pooled(values.reversed()).reversed())
      let missing = counts[bins.cellCount - 1]
      let overall = Double(isPositive.count { $0 }) / Double(rows.count)
      let missingShare = missing.rows > 0 ? missing.positives / missing.rows : overall
      let isRising =
        Self.area(rising + [missingShare], counts) >= Self.area(falling + [missingShare], counts)
      shares = (isRising ? rising : falling) + [missingShare]
      area = Self.area(shares, counts)
      cut = Self.bestCut(shares, counts, goal)
      name = column.name
      self.bins = bins
      let cut = cut
      let first = shares.dropLast().firstIndex { isRising ? $0 >= cut : $0 < cut }
      var words = "says positive when \(column.name) is "
      if let first, first > 0, first <= bins.edges.count {
        words += "\(isRising ? "above" : "at most") \(Wording.number(bins.edges[first - 1]))"
      } else if (first == 0) == isRising {
        words += "anything"
      } else {
        words += isRising ? "nothing that occurs" : "anything"
      }
      if missing.rows > 0 { words += missingShare >= cut ? ", or missing" : ", not when missing" }
      self.words = words
    }

    /// Shares made non-decreasing by joining neighbours that fall.
    private static func pooled(_ counts: [(positives: Double, rows: Double)]) -> [Double] {
      var blocks: [(positives: Double, rows: Double, cells: Int)] = []
      for count in counts {
        blocks.append((count.positives, count.rows, 1))
        while blocks.count > 1 {
          let last = blocks[blocks.count - 1]
          let before = blocks[blocks.count - 2]
          guard before.positives * last.rows >= last.positives * before.rows else { break }
          blocks.removeLast(2)
          blocks.append(
            (
              before.positives + last.positives, before.rows + last.rows,
              before.cells + last.cells
            ))
        }
      }
      return blocks.flatMap {
        Array(repeating: $0.rows > 0 ? $0.positives / $0.rows : 0, count: $0.cells)
      }
    }

    private static func area(
      _ shares: [Double], _ counts: [(positives: Double, rows: Double)]
    ) -> Double {
      var below = 0.0
      var sum = 0.0
      var positives = 0.0
      let order = shares.indices.sorted { shares[$0] < shares[$1] }
      var start = 0
      while start < order.count {
        var end = start
        var tiedPositives = 0.0
        var tiedNegatives = 0.0
        while end < order.count, shares[order[end]] == shares[order[start]] {
          tiedPositives += counts[order[end]].positives
          tiedNegatives += counts[order[end]].rows - counts[order[end]].positives
          end += 1
        }
        sum += tiedPositives * (below + tiedNegatives / 2)
        below += tiedNegatives
        positives += tiedPositives
        start = end
      }
      return sum / (positives * below)
    }

    private static func bestCut(
      _ shares: [Double], _ counts: [(positives: Double, rows: Double)], _ goal: Cut
    ) -> Double {
      let positives = counts.reduce(0) { $0 + $1.positives }
      let negatives = counts.reduce(0) { $0 + $1.rows } - positives
      let weights = goal == .accuracy ? (1.0, 1.0) : (1 / positives, 1 / negatives)
      var best = (gain: 0.0, cut: Double.infinity)
      var gain = 0.0
      let order = shares.indices.sorted { shares[$0] > shares[$1] }
      for (place, cell) in order.enumerated() {
        let count = counts[cell]
        gain += count.positives * weights.0 - (count.rows - count.positives) * weights.1
        let isLastOfShare =
          place + 1 == order.count || shares[order[place + 1]] < shares[cell]
        if isLastOfShare, gain > best.gain { best = (gain, shares[cell]) }
      }
      return best.cut
    }
  }
}
