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
  /// How the columns together changed over windows.
  let change: ChangeDocument?

  /// The document of a report, and of how its columns changed over windows.
  package init(_ report: DriftReport, changes: WindowedChanges? = nil) {
    change = changes.map { ChangeDocument($0.overall, $0.length) }
    columns = report.columns.map { column in
      Column(
        column,
        change: changes.flatMap { changes in
          changes.columns[column.name].map { ChangeDocument($0, changes.length) }
        })
    }
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
    let text: Text?
    let vector: Vector?
    let change: ChangeDocument?
    let note: String?

    init(_ column: ColumnDrift, change: ChangeDocument? = nil) {
      self.change = change
      name = column.name
      type = column.type
      drifted = column.decision == .drifted
      decision = column.decision.rawValue
      missing = Missing(
        reference: Self.share(column.reference), current: Self.share(column.current))
      var effect: Effect?
      var tests: Tests?
      var unseen: Unseen?
      var text: Text?
      var vector: Vector?
      var note: String?
      switch column.outcome {
      case .compared(let comparison):
        effect = Effect(comparison.effect)
        tests = Tests(comparison.tests)
        text = comparison.text.map(Text.init)
        vector = comparison.vector.map(Vector.init)
        if comparison.unseenShare > 0 {
          unseen = Unseen(share: comparison.unseenShare, top: comparison.unseen)
        }
      case .typeChanged(let from, let to):
        note = "the type changed from \(from.rawValue) to \(to.rawValue)"
      case .lengthChanged(let from, let to):
        note = "the vectors' length changed from \(from) to \(to)"
      case .absent(let set): note = "the \(set.rawValue) set does not have this column"
      case .undefined(let reason): note = reason.reason
      }
      self.effect = effect
      self.tests = tests
      self.unseen = unseen
      self.text = text
      self.vector = vector
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

  /// Shifts of texts.
  struct Text: Encodable, Sendable {
    let parts: [Part]
    let unknownWords: ExactNumber
    let expectedUnknownWords: ExactNumber

    struct Part: Encodable, Sendable {
      let name: String
      let method: String
      let value: ExactNumber
      let interval: Interval?
    }

    init(_ shift: TextShift) {
      parts = shift.parts.map {
        Part(
          name: $0.name, method: $0.method, value: ExactNumber($0.estimate.value),
          interval: $0.estimate.interval)
      }
      unknownWords = ExactNumber(shift.unknownWords)
      expectedUnknownWords = ExactNumber(shift.expectedUnknownWords)
    }
  }

  /// The shift of vectors.
  struct Vector: Encodable, Sendable {
    let width: Int
    let referenceRows: Int
    let currentRows: Int
    let auc: Probability
    let norm: Probability
    let centroid: Distance

    init(_ shift: VectorShift) {
      width = shift.width
      referenceRows = shift.referenceRows
      currentRows = shift.currentRows
      auc = Probability(shift.area)
      norm = Probability(shift.norm)
      centroid = Distance(
        DriftDistance(value: shift.centroid, method: "euclidean", errorBound: nil),
        normalized: ExactNumber(shift.centroidNormalized))
    }
  }

  /// Tests and distances.
  struct Tests: Encodable, Sendable {
    let ks: Test?
    let andersonDarling: Test?
    let cramerVonMises: Test?
    let mannWhitney: Test?
    let energy: Test?
    let mmd: Test?
    let chi2: Test?
    let psi: Distance?
    let jensenShannon: Distance?
    let wasserstein: Distance?
    let hellinger: Distance?
    let lInfinity: Distance?
    let totalVariation: Distance?

    init(_ tests: DriftTests) {
      ks = tests.kolmogorovSmirnov.map { Test($0) }
      andersonDarling = tests.andersonDarling.map { Test($0) }
      cramerVonMises = tests.cramerVonMises.map { Test($0) }
      mannWhitney = tests.mannWhitney.map { Test($0, effect: tests.exceedance) }
      energy = tests.energy.map { Test($0) }
      mmd = tests.maximumMeanDiscrepancy.map { Test($0) }
      chi2 = tests.chiSquare.map { Test($0) }
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
    let effect: Probability?
    let note: String?

    init(_ test: AdjustedTest, effect: Estimate? = nil) {
      self.effect = effect.map(Probability.init)
      statistic = ExactNumber(test.outcome.statistic)
      pValue = ExactNumber(test.outcome.pValue)
      adjustedPValue = ExactNumber(test.adjusted)
      method = test.outcome.method
      degreesOfFreedom = test.outcome.degreesOfFreedom
      errorBound = test.outcome.errorBound.flatMap { $0 > 0 ? $0 : nil }
      note = test.outcome.note
    }
  }

  /// The probability that a current number exceeds a reference one.
  struct Probability: Encodable, Sendable {
    let value: ExactNumber
    let interval: Interval?
    let note: String?

    init(_ estimate: Estimate) {
      value = ExactNumber(estimate.value)
      interval = estimate.interval
      note = estimate.note
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
