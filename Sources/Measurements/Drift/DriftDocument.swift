internal import Statistics

/// A drift report as the `drift` command prints it in JSON.
package struct DriftDocument: Encodable, Sendable {
  /// The columns in the order of the reference.
  package let columns: [Column]
  /// Share of the columns that drifted; null without columns.
  package let share: ExactNumber
  /// Columns that intervals and p-values are adjusted for.
  package let family: Int
  /// Id of the correction that p-values are adjusted by.
  package let correction: String

  /// The document of a report.
  package init(_ report: DriftReport) {
    columns = report.columns.map(Column.init)
    share = ExactNumber(report.driftedShare)
    family = report.family
    correction = report.options.family.correction.card.id
  }

  /// One column.
  package struct Column: Encodable, Sendable {
    let name: String
    let type: ColumnType
    let drifted: Bool
    let decision: String
    let effect: Effect?
    let tests: Tests?
    let missing: Missing
    let unseen: Unseen?
    let note: String?

    init(_ column: ColumnDrift) {
      name = column.name
      type = column.type
      drifted = column.decision == .drifted
      decision = column.decision.rawValue
      missing = Missing(
        reference: Self.share(column.reference), current: Self.share(column.current))
      var effect: Effect?
      var tests: Tests?
      var unseen: Unseen?
      var note: String?
      switch column.outcome {
      case .compared(let comparison):
        effect = Effect(comparison.effect)
        tests = Tests(comparison.tests)
        if comparison.unseenShare > 0 {
          unseen = Unseen(share: comparison.unseenShare, top: comparison.unseen)
        }
      case .typeChanged(let from, let to):
        note = "the type changed from \(from.rawValue) to \(to.rawValue)"
      case .absent(let set): note = "the \(set.rawValue) set does not have this column"
      case .undefined(let reason): note = reason.reason
      }
      self.effect = effect
      self.tests = tests
      self.unseen = unseen
      self.note = note
    }

    private static func share(_ side: ColumnDrift.Side) -> ExactNumber {
      ExactNumber(side.rows > 0 ? Double(side.missing) / Double(side.rows) : nil)
    }
  }

  /// The effect that decides.
  struct Effect: Encodable, Sendable {
    private static let tooClose =
      "too close to the threshold for any practical number of rows to decide"

    let method: String
    let value: ExactNumber
    let interval: Interval?
    let threshold: Double
    let moreRows: Int?
    let moreReferenceRows: Int?
    let note: String?

    init(_ effect: DriftEffect) {
      method = effect.method
      value = ExactNumber(effect.estimate.value)
      interval = effect.estimate.interval
      threshold = effect.threshold
      switch effect.needed {
      case .more(let rows): (moreRows, moreReferenceRows) = (rows, nil)
      case .moreOfReference(let rows): (moreRows, moreReferenceRows) = (nil, rows)
      case .moreOfBoth(let current, let reference):
        (moreRows, moreReferenceRows) = (current, reference)
      case .impractical, nil: (moreRows, moreReferenceRows) = (nil, nil)
      }
      note = effect.estimate.note ?? (effect.needed == .impractical ? Self.tooClose : nil)
    }
  }

  /// Shares of missing values.
  struct Missing: Encodable, Sendable {
    let reference: ExactNumber
    let current: ExactNumber
  }

  /// Categories that the reference does not have.
  struct Unseen: Encodable, Sendable {
    let share: Double
    let top: [CategoryCount]
  }

  /// Tests and distances.
  struct Tests: Encodable, Sendable {
    let ks: Test?
    let chi2: Test?
    let psi: Distance?
    let jensenShannon: Distance?
    let wasserstein: Distance?
    let hellinger: Distance?
    let lInfinity: Distance?
    let totalVariation: Distance?

    init(_ tests: DriftTests) {
      ks = tests.kolmogorovSmirnov.map(Test.init)
      chi2 = tests.chiSquare.map(Test.init)
      psi = tests.populationStability.map { Distance($0) }
      jensenShannon = tests.jensenShannon.map { Distance($0) }
      wasserstein = tests.wasserstein.map {
        Distance($0, normalized: ExactNumber(tests.wassersteinNormalized))
      }
      hellinger = tests.hellinger.map { Distance($0) }
      lInfinity = tests.lInfinity.map { Distance($0) }
      totalVariation = tests.totalVariation.map { Distance($0) }
    }
  }

  /// One test.
  struct Test: Encodable, Sendable {
    let statistic: ExactNumber
    let pValue: ExactNumber
    let adjustedPValue: ExactNumber
    let method: String
    let degreesOfFreedom: Double?
    let errorBound: Double?
    let note: String?

    init(_ test: AdjustedTest) {
      statistic = ExactNumber(test.outcome.statistic)
      pValue = ExactNumber(test.outcome.pValue)
      adjustedPValue = ExactNumber(test.adjusted)
      method = test.outcome.method
      degreesOfFreedom = test.outcome.degreesOfFreedom
      errorBound = test.outcome.errorBound.flatMap { $0 > 0 ? $0 : nil }
      note = test.outcome.note
    }
  }

  /// One distance.
  struct Distance: Encodable, Sendable {
    let value: ExactNumber
    let normalized: ExactNumber?
    let method: String
    let errorBound: Double?

    init(_ distance: DriftDistance, normalized: ExactNumber? = nil) {
      value = ExactNumber(distance.value)
      self.normalized = normalized
      method = distance.method
      errorBound = distance.errorBound.flatMap { $0 > 0 ? $0 : nil }
    }
  }
}
