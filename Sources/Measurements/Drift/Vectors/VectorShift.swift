package import Statistics

/// What comparing a column of vectors came to.
package enum VectorFinding: Sendable, Hashable {
  /// How they shifted.
  case shift(VectorShift)
  /// The vectors of the sets have different lengths.
  case lengthChanged(from: Int, to: Int)
  /// There is nothing to compare.
  case undefined(Undefined)
}

/// How the vectors of a column shifted between two sets.
///
/// The effect that decides is the largest gap between the distribution functions of one number a
/// row: how surely a classifier that did not see the row takes it for a current one. No function of
/// a row shifts more than the vectors themselves, so it is a share of rows that certainly changed;
/// rows without a vector stand below all others.
///
/// - Source: Lopez-Paz, Oquab, *Revisiting Classifier Two-Sample Tests*, 2017.
package struct VectorShift: Sendable, Hashable {
  /// The length of the vectors.
  package let width: Int
  /// Vectors that were compared.
  package let referenceRows: Int
  package let currentRows: Int
  /// The ranks of the classifier's scores, within −1 for rows without a vector.
  let reference: OrderedCounts
  let current: OrderedCounts
  /// The area under the classifier's curve.
  package let area: Estimate
  /// The maximum mean discrepancy of the vectors.
  package let discrepancy: TestOutcome
  /// Shift of the vectors' lengths in space, as a share of rows.
  package let norm: Estimate
  /// How far the centres lie apart.
  package let centroid: Double
  /// The same in units of the reference vectors' typical distance from their centre; nil when all
  /// are one.
  package let centroidNormalized: Double?

  /// The rank of a row without a vector.
  package static let missingRank = -1.0

  /// A shift.
  ///
  /// - Parameters:
  ///   - ranks: of the classifier's scores, 0…1, or ``missingRank``; reference rows, then current
  ///     ones.
  /// - Throws: ``Undefined``.
  package init(
    ranks: (reference: [Double], current: [Double]), area: Estimate, discrepancy: TestOutcome,
    reference: [[Double]], current: [[Double]], level: Double
  ) throws(Undefined) {
    self.reference = try OrderedCounts(sample: ranks.reference)
    self.current = try OrderedCounts(sample: ranks.current)
    self.area = area
    self.discrepancy = discrepancy
    width = reference.first?.count ?? 0
    referenceRows = reference.count
    currentRows = current.count
    norm = try KolmogorovSmirnovEffect.estimate(
      reference: reference.map(Self.length), current: current.map(Self.length), level: level)
    let (from, to) = (Self.centre(reference), Self.centre(current))
    centroid = Self.length(zip(from, to).map { $1 - $0 })
    let spread =
      reference.reduce(0) { sum, vector in
        sum + zip(vector, from).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      } / Double(max(reference.count, 1))
    centroidNormalized = spread > 0 ? centroid / spread.squareRoot() : nil
  }

  /// The effect at a level, for the judging rule.
  func effect(level: Double, threshold: Double) -> DriftEffect {
    DriftEffect(
      method: KolmogorovSmirnovEffect.card.id,
      estimate: KolmogorovSmirnovEffect.estimate(reference, current, level: level),
      threshold: threshold, referenceRows: reference.rows, currentRows: current.rows)
  }

  private static func length(_ vector: [Double]) -> Double {
    // In units of the largest, so that squares cannot overflow.
    let largest = vector.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else { return 0 }
    return largest
      * vector.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }

  private static func centre(_ vectors: [[Double]]) -> [Double] {
    var centre = [Double](repeating: 0, count: vectors.first?.count ?? 0)
    for vector in vectors {
      for place in centre.indices { centre[place] += vector[place] / Double(vectors.count) }
    }
    return centre
  }
}
