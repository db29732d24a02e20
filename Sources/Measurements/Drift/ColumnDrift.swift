package import Statistics

/// How one column of a current data set differs from the reference.
package struct ColumnDrift: Sendable, Hashable {
  /// The column's name.
  package let name: String
  /// What its values are, in the reference where it has any.
  package let type: ColumnType
  /// Rows, and rows without a value.
  package let reference: Side
  /// Rows, and rows without a value.
  package let current: Side
  /// The answer.
  package let outcome: Outcome

  /// One of the two data sets.
  package struct Side: Sendable, Hashable {
    /// All rows.
    package let rows: Int
    /// Rows without a value.
    package let missing: Int
  }

  /// Compared, or why not.
  package enum Outcome: Sendable, Hashable {
    case compared(Comparison)
    /// The sets hold values of types that have no common measure.
    case typeChanged(from: ColumnType, to: ColumnType)
    /// The sets hold vectors of different lengths.
    case lengthChanged(from: Int, to: Int)
    /// Only one of the sets has the column.
    case absent(in: DataSet)
    /// There is nothing to compare, or the type is not measured.
    case undefined(Undefined)
  }

  /// The set that the word refers to.
  package enum DataSet: String, Sendable, Hashable {
    case reference, current
  }

  /// What was found.
  package struct Comparison: Sendable, Hashable {
    /// The effect that decides.
    package let effect: DriftEffect
    /// Tests and distances.
    package internal(set) var tests: DriftTests
    /// Categories of the current set that the reference does not have, the most frequent first.
    package let unseen: [CategoryCount]
    /// Share of the current set's rows with such categories.
    package let unseenShare: Double
    /// How texts shifted, part by part; nil for other columns.
    package let text: TextShift?
    /// How vectors shifted; nil for other columns.
    package let vector: VectorShift?

    /// What a shift of vectors comes to at a level.
    init(_ shift: VectorShift, level: Double, threshold: Double) {
      var tests = DriftTests()
      tests.maximumMeanDiscrepancy = AdjustedTest(outcome: shift.discrepancy)
      self.init(
        effect: shift.effect(level: level, threshold: threshold), tests: tests, unseen: [],
        unseenShare: 0, vector: shift)
    }

    init(
      effect: DriftEffect, tests: DriftTests, unseen: [CategoryCount], unseenShare: Double,
      text: TextShift? = nil, vector: VectorShift? = nil
    ) {
      self.vector = vector
      self.effect = effect
      self.tests = tests
      self.unseen = unseen
      self.unseenShare = unseenShare
      self.text = text
    }
  }

  /// The answer in one word.
  package var decision: DriftDecision {
    switch outcome {
    case .compared(let comparison): comparison.effect.decision
    case .typeChanged, .lengthChanged, .absent: .drifted
    case .undefined: .undecided
    }
  }
}

/// Whether a column drifted.
package enum DriftDecision: String, Sendable, Hashable {
  case drifted, unchanged, undecided
}

/// The size of a column's change, freed of what chance adds, against the threshold.
package struct DriftEffect: Sendable, Hashable {
  /// Id of the effect's card.
  package let method: String
  /// Value and interval, as a share of rows, 0…1.
  package let estimate: Estimate
  /// Largest value that is no drift.
  package let threshold: Double
  /// Rows of each set.
  package let referenceRows: Int
  package let currentRows: Int
  /// How far the interval's high end lies up because categories were not kept: rows do not change
  /// that.
  package internal(set) var hidden = 0.0

  /// The interval against the threshold; rows that are needed are rows of the current set.
  package var judgement: Judgement {
    let judgement = Judgement(estimate, atMost: threshold, rows: nil)
    guard case .undecided = judgement else { return judgement }
    return .undecided(moreRows: needed?.more)
  }

  /// Whether categories that were not kept, and no lack of rows, leave it undecided.
  package var isHidden: Bool {
    guard hidden > 0, let value = estimate.value, let interval = estimate.interval,
      case .undecided = Judgement(value, interval, atMost: threshold, rows: nil)
    else { return false }
    return value <= threshold && threshold - value <= hidden
  }

  /// What would decide; nil when the rows do, when no rows would, or when there is no interval.
  package var needed: RowsNeeded? {
    guard let value = estimate.value, let interval = estimate.interval,
      case .undecided = Judgement(value, interval, atMost: threshold, rows: nil)
    else { return nil }
    let gap = OpenGap(value, interval, atMost: threshold)
    let fixed = value <= threshold ? hidden : 0
    guard gap.distance > fixed || fixed == 0 else { return nil }
    return RowsNeeded(
      distance: gap.distance - fixed, halfWidth: gap.halfWidth - fixed, current: currentRows,
      reference: referenceRows)
  }

  /// The answer in one word.
  package var decision: DriftDecision {
    switch judgement {
    case .pass: .unchanged
    case .fail: .drifted
    case .undecided: .undecided
    }
  }
}

/// Tests and distances between two windows of a column; absent where they do not apply.
package struct DriftTests: Sendable, Hashable {
  /// Kolmogorov–Smirnov, on the numbers alone.
  package internal(set) var kolmogorovSmirnov: AdjustedTest?
  /// Anderson–Darling, on the numbers alone.
  package internal(set) var andersonDarling: AdjustedTest?
  /// Cramér–von Mises, on the numbers alone.
  package internal(set) var cramerVonMises: AdjustedTest?
  /// Mann–Whitney, on the numbers alone.
  package internal(set) var mannWhitney: AdjustedTest?
  /// The probability that a current number exceeds a reference one, ties counting half.
  package internal(set) var exceedance: Estimate?
  /// Energy, on the numbers alone.
  package internal(set) var energy: AdjustedTest?
  /// Maximum mean discrepancy, on vectors.
  package internal(set) var maximumMeanDiscrepancy: AdjustedTest?
  /// Chi-square, missing values being a category.
  package internal(set) var chiSquare: AdjustedTest?
  /// Population stability index: ten bins of equal reference shares, or the categories.
  package internal(set) var populationStability: DriftDistance?
  /// Jensen–Shannon distance, base 2, on the same cells.
  package internal(set) var jensenShannon: DriftDistance?
  /// Hellinger distance on the same cells.
  package internal(set) var hellinger: DriftDistance?
  /// Largest difference of a cell's shares.
  package internal(set) var lInfinity: DriftDistance?
  /// Total variation on the same cells.
  package internal(set) var totalVariation: DriftDistance?
  /// Wasserstein distance in the column's unit, numbers alone.
  package internal(set) var wasserstein: DriftDistance?
  /// Wasserstein distance in standard deviations of the reference.
  package internal(set) var wassersteinNormalized: Double?
}

extension DriftTests {
  /// Where each test stands: p-values are adjusted over the columns that have the same test.
  static var adjustable: [WritableKeyPath<DriftTests, AdjustedTest?>] {
    [\.andersonDarling, \.cramerVonMises, \.mannWhitney, \.energy]
  }
}

/// A test with its p-value adjusted for the other columns.
package struct AdjustedTest: Sendable, Hashable {
  /// What the test found.
  package let outcome: TestOutcome
  /// The p-value under the family's adjustment; nil before it is made.
  package internal(set) var adjusted: Double?
}

/// A distance, how it was computed, and how far bins may have moved it.
package struct DriftDistance: Sendable, Hashable {
  /// The distance, in its card's unit.
  package let value: Double
  /// `values`, `logLinearBins`, `tenReferenceQuantiles` or `categories`.
  package let method: String
  /// By how much at most the value is off because values are binned or not all kept; nil when
  /// unknown.
  package let errorBound: Double?
}
