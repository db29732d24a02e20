package import Measurements
internal import Statistics

/// How much more often rows like each reference row occur in a current set.
///
/// A classifier that tells the sets apart, cross-fitted, gives each row a probability of being
/// current; isotonic regression turns it into the share of current rows among rows like it, and the
/// odds of that share, taken for sets of one size, are the ratio of densities.
///
/// - Unit: a factor; 1: as often as in the reference.
/// - Undefined: as ``DomainClassifier``.
/// - Source: Bickel, Brückner, Scheffer, *Discriminative Learning Under Covariate Shift*, 2009.
package struct DensityRatio: Sendable {
  /// What was found.
  package struct Finding: Sendable {
    /// The reference rows that were used, all their columns.
    package let reference: RowTable
    /// One ratio a row of ``reference``.
    package let weights: [Double]
    /// Whether the sets can be told apart.
    package let separation: DomainClassifier.Finding
    /// Current rows that were used.
    package let currentRows: Int
    /// Of them, rows whose like the reference hardly has.
    package let unsupported: Int

    /// How many unweighted rows tell as much as the weighted ones: `(Σ w)² / Σ w²`.
    package var effectiveRows: Double {
      let sum = weights.reduce(0, +)
      let squares = weights.reduce(0) { $0 + $1 * $1 }
      return squares > 0 ? sum * sum / squares : 0
    }
  }

  /// The ratio from which the reference hardly has such rows: weighted that much, one label would
  /// speak for fifty rows.
  package static let mostWeight = 50.0

  /// The classifier.
  package var classifier = DomainClassifier()

  /// With the classifier's defaults but for larger trees.
  ///
  /// A small window does not make the reference small, whose labels are needed.
  package init(seed: UInt64) {
    classifier.seed = seed
    // A ratio needs finer steps than the question whether there is a difference.
    classifier.leaves = 15
    classifier.largestImbalance = 20
  }

  /// Compares two sets.
  ///
  /// - Throws: `Undefined`, ``RowsError``, ``LearnersError``.
  package func measure(
    reference: RowTable, current: RowTable, columns: [String], library: LightGBMLibrary
  ) throws -> Finding {
    let fit = try classifier.crossFit(
      reference: reference, current: current, columns: columns, library: library)
    let referenceRows = fit.reference.rowCount
    let currentRows = fit.isCurrent.count - referenceRows
    let order = fit.scores.indices.sorted { fit.scores[$0] < fit.scores[$1] }
    var values: [Double] = []
    var counts: [Double] = []
    var current: [Double] = []
    for row in order {
      if values.last != fit.scores[row] {
        values.append(fit.scores[row])
        counts.append(0)
        current.append(0)
      }
      counts[counts.count - 1] += 1
      current[current.count - 1] += fit.isCurrent[row] ? 1 : 0
    }
    let shares = try IsotonicRegression(scores: values, weights: counts, positives: current)
    let scale = Double(referenceRows) / Double(currentRows)
    let ratios = fit.scores.map { score -> Double in
      let share = shares.value(at: score)
      return share < 1 ? min(share / (1 - share) * scale, Self.mostWeight) : Self.mostWeight
    }
    return Finding(
      reference: fit.reference, weights: Array(ratios.prefix(referenceRows)),
      separation: try classifier.finding(fit), currentRows: currentRows,
      unsupported: ratios.suffix(currentRows).count { $0 >= Self.mostWeight })
  }
}
