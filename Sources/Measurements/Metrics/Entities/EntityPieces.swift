/// What is known of one entity from its pieces.
struct EntityPieces: Sendable {
  /// Pieces with a label, and positive ones.
  var labelled = 0
  var positives = 0
  /// Pieces with a label and a predicted class, called positive.
  var judged = 0
  var called = 0
  /// Pieces with a label and a finite score.
  var scored = 0
  var scores = CompensatedSum()
  /// The largest scores, descending, as many as are kept.
  var largest: [Double] = []
  /// Pieces of a regression with target and prediction.
  var targets = CompensatedSum()
  var predictions = CompensatedSum()
  var largestTarget = -Double.infinity
  var largestPrediction = -Double.infinity

  /// Counts a piece of a binary task.
  mutating func add(isPositive: Bool, calledPositive: Bool?, score: Double?, keeping count: Int) {
    labelled &+= 1
    if isPositive { positives &+= 1 }
    if let calledPositive {
      judged &+= 1
      if calledPositive { called &+= 1 }
    }
    if let score, score.isFinite {
      scored &+= 1
      scores.add(score)
      keep(score, count)
    }
  }

  private mutating func keep(_ score: Double, _ count: Int) {
    if largest.count == count, let last = largest.last, score <= last { return }
    let place = largest.firstIndex { $0 < score } ?? largest.count
    largest.insert(score, at: place)
    if largest.count > count { largest.removeLast() }
  }

  /// Counts a piece of a regression.
  mutating func add(target: Double, prediction: Double) {
    labelled &+= 1
    targets.add(target)
    predictions.add(prediction)
    largestTarget = max(largestTarget, target)
    largestPrediction = max(largestPrediction, prediction)
  }

  /// Adds other pieces of the same entity.
  mutating func merge(_ other: EntityPieces, keeping count: Int) {
    labelled += other.labelled
    positives += other.positives
    judged += other.judged
    called += other.called
    scored += other.scored
    scores.merge(other.scores)
    for score in other.largest { keep(score, count) }
    targets.merge(other.targets)
    predictions.merge(other.predictions)
    largestTarget = max(largestTarget, other.largestTarget)
    largestPrediction = max(largestPrediction, other.largestPrediction)
  }

  /// The entity's score; nil when no piece has one.
  func score(_ aggregate: EntityAggregate) -> Double? {
    guard scored > 0 else { return nil }
    switch aggregate {
    case .any, .max: return largest.first
    case .mean: return scores.value / Double(scored)
    case .atLeast(let count):
      // With fewer pieces than are asked for it cannot be called: it stands below all others.
      return largest.count >= count ? largest[count - 1] : min(0, largest.last ?? 0)
    }
  }

  /// Whether the entity is called positive; nil when no piece says.
  ///
  /// - Parameter threshold: of scores; nil when a column of classes decides.
  func isCalled(_ aggregate: EntityAggregate, threshold: Double?) -> Bool? {
    if let threshold, aggregate == .mean {
      return score(aggregate).map { $0 >= threshold }
    }
    guard judged > 0 else { return nil }
    return aggregate.needed(of: judged, hasClasses: true).map { called >= $0 }
  }
}
