/// What the probabilities of a multiclass model's metrics are made of.
///
/// A class that was not declared has the probability 0 in every row.
struct ProbabilityTable: Sendable {
  /// How far a row's probabilities may be from the sum 1: what rounding to two digits can leave,
  /// and no more than 0.05, which moves a log loss by 0.05.
  static func tolerance(classes: Int) -> Double { min(0.05, 0.005 * Double(classes)) }

  /// Each class' scores; rows of the class are the first class.
  private(set) var scores: [CountedValues]
  private(set) var sample: ProbabilitySample
  /// The largest probability, and whether it was given to the class that came.
  private(set) var calibration: CalibrationBins
  private let places: Int
  private let tolerance: Double
  private var rows = 0
  private var hits = 0
  private var logLoss = FixedPointSum(scale: 57)
  private var logLossSquares = FixedPointSum(scale: 52)
  // A squared error of at most 2, and its square of at most 4.
  private var brier = FixedPointSum(scale: 61)
  private var brierSquares = FixedPointSum(scale: 60)
  private(set) var outsideUnit = 0
  private(set) var offSum = 0
  private(set) var missing = 0
  private(set) var broken = 0
  private var lowestSum = Double.infinity
  private var highestSum = -Double.infinity

  /// - Parameters:
  ///   - capacity: distinct scores of a class kept exactly.
  ///   - sampled: distinct rows kept whole.
  ///   - places: the k of the accuracy of the k likeliest classes.
  init(classes: Int, capacity: Int, sampled: Int, calibrationBins: Int, places: Int) {
    scores = [CountedValues](repeating: CountedValues(capacity: capacity), count: classes)
    sample = ProbabilitySample(capacity: sampled)
    calibration = CalibrationBins(count: calibrationBins)
    self.places = places
    tolerance = Self.tolerance(classes: classes)
  }

  /// Counts a labelled row.
  ///
  /// - Parameter best: the place of its largest probability; −1 when one is missing, −2 when one is
  ///   not a number.
  mutating func add(truth: Int, _ columns: [[Double]], row: Int, best: Int) {
    guard best >= 0 else {
      if best == -1 { missing &+= 1 } else { broken &+= 1 }
      return
    }
    rows &+= 1
    sample.add(truth: min(truth, columns.count), columns, row: row)
    let given = truth < columns.count ? columns[truth][row] : 0
    var sum = 0.0
    var squares = truth < columns.count ? 0.0 : 1.0
    var isInside = true
    var before = 0
    for place in columns.indices {
      let probability = columns[place][row]
      scores[place].add(probability, isFirst: place == truth)
      sum += probability
      let gap = (place == truth ? 1 : 0) - probability
      squares += gap * gap
      isInside = isInside && probability >= 0 && probability <= 1
      // Of equal ones the later class is nearer the top, as scikit-learn sorts them.
      if probability > given || (probability == given && place > truth) { before &+= 1 }
    }
    if truth < columns.count, before < places { hits &+= 1 }
    guard isInside else {
      outsideUnit &+= 1
      return
    }
    lowestSum = min(lowestSum, sum)
    highestSum = max(highestSum, sum)
    // Adding up rounds, too.
    if (sum - 1).magnitude > tolerance + 1e-9 { offSum &+= 1 }
    calibration.add(columns[best][row], isPositive: best == truth)
    let loss = BinaryScoreTable.logLoss(given, isPositive: true)
    logLoss.add(loss)
    logLossSquares.add(loss * loss)
    // scikit-learn halves the score of two classes, so that it is the binary one.
    let error = columns.count > 2 ? squares : squares / 2
    brier.add(error)
    brierSquares.add(error * error)
  }

  /// Counts rows of one label in one calibration bin, as a database summed them, without their
  /// scores.
  mutating func add(_ part: ClassPart) {
    guard part.isScored else {
      if case .missing = part.place { missing += part.rows } else { broken += part.rows }
      return
    }
    rows += part.rows
    hits += part.hits
    guard case .bin(let bin) = part.place else {
      outsideUnit += part.rows
      return
    }
    offSum += part.offSum
    if let totals = part.totals {
      lowestSum = min(lowestSum, totals.lowerBound)
      highestSum = max(highestSum, totals.upperBound)
    }
    calibration.add(
      bin: bin, isPositive: part.best == part.truth, rows: part.rows, scores: part.sums.scores,
      squares: part.sums.squares)
    logLoss.add(units: part.sums.losses)
    logLossSquares.add(units: part.sums.lossSquares)
    brier.add(units: part.sums.errors)
    brierSquares.add(units: part.sums.errorSquares)
  }

  /// Counts labelled rows whose scores, and nothing else, are asked for.
  mutating func add(rows count: Int) { rows += count }

  /// Counts a score of a class; `dropped` bits were cut from it.
  mutating func add(score: Double, of place: Int, isFirst: Bool, times: Int, dropped: Int) {
    scores[place].coarsen(to: dropped)
    scores[place].add(score, isFirst: isFirst, times: times)
  }

  /// Counts a whole row among those that are kept.
  mutating func add(sampled row: SampledRow) {
    sample.add(truth: row.truth, row.scores, times: row.times)
  }

  /// Adds the counts of other rows.
  mutating func merge(_ other: ProbabilityTable, withScores: Bool) {
    if withScores {
      for place in scores.indices { scores[place].merge(other.scores[place]) }
      sample.merge(other.sample)
    }
    calibration.merge(other.calibration)
    rows += other.rows
    hits += other.hits
    logLoss.merge(other.logLoss)
    logLossSquares.merge(other.logLossSquares)
    brier.merge(other.brier)
    brierSquares.merge(other.brierSquares)
    outsideUnit += other.outsideUnit
    offSum += other.offSum
    missing += other.missing
    broken += other.broken
    lowestSum = min(lowestSum, other.lowestSum)
    highestSum = max(highestSum, other.highestSum)
  }

  /// Takes what a table of all rows counted.
  mutating func takeScores(_ other: ProbabilityTable) {
    scores = other.scores
    sample = other.sample
  }

  /// Counts the scores of a labelled row and nothing else.
  mutating func addScores(truth: Int, _ columns: [[Double]], row: Int) {
    sample.add(truth: min(truth, columns.count), columns, row: row)
    for place in columns.indices {
      scores[place].add(columns[place][row], isFirst: place == truth)
    }
  }

  /// What metrics are computed from.
  func measurement(classes: [String]) -> ProbabilityMeasurement {
    let losses = calibration.rows
    return ProbabilityMeasurement(
      classes: classes, rows: rows, scores: scores.map(\.sorted), sample: sample.rows,
      calibration: calibration,
      logLoss: LossSums(rows: losses, sum: logLoss.value, squares: logLossSquares.value),
      brier: LossSums(rows: losses, sum: brier.value, squares: brierSquares.value),
      hits: hits, places: places, outsideUnit: outsideUnit, offSum: offSum,
      sums: lowestSum <= highestSum ? lowestSum...highestSum : nil)
  }
}
