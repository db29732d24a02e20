package import Measurements
package import Statistics

/// Two sets of a model's answers for the same labelled rows, held against each other by one metric.
package struct AnswerComparison: Sendable {
  /// Places of the rows that have a label.
  package let places: [Int]
  /// The positive class, of a classifier.
  package let positive: String?
  private let truth: Truth
  private let meaning: AnswerReading.Meaning
  private let card: Card
  private let threshold: Double
  private let level: Double

  private enum Truth: Sendable {
    case classes([Bool])
    case values([Double])
    case named([Int], names: [String])
  }

  /// Reads the labels.
  ///
  /// - Parameters:
  ///   - metric: the key of the metric that decides.
  ///   - threshold: the score from which on a row is called positive.
  /// - Throws: `RowsError` when the labels cannot be read, `UnknownMetric`, `Undefined` without a
  ///   label.
  package init(
    _ table: RowTable, target: String, positive: String?, meaning: AnswerReading.Meaning,
    metric: String, threshold: Double, level: Double
  ) throws {
    card = try MetricCatalogue.card(named: metric)
    self.meaning = meaning
    self.threshold = threshold
    self.level = level
    switch meaning {
    case .score, .call:
      let labels = try BinaryLabels(try table.column(target), positive: positive)
      places = labels.rows
      truth = .classes(labels.isPositive)
      self.positive = labels.positiveName
    case .place(let names):
      let column = try table.column(target)
      let known = Dictionary(
        names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      let truths = (0..<table.rowCount).map { column.className(at: $0).flatMap { known[$0] } }
      places = truths.indices.filter { truths[$0] != nil }
      truth = .named(truths.compactMap(\.self), names: names)
      self.positive = nil
    case .value:
      let values = try table.numbers(target)
      places = values.indices.filter { values[$0].isFinite }
      truth = .values(places.map { values[$0] })
      self.positive = nil
    }
    guard !places.isEmpty else { throw Undefined("no row has a label") }
  }

  /// The metric.
  package var metric: Card { card }

  /// How much worse the second answers are than the first; above zero is worse.
  ///
  /// - Parameters:
  ///   - first: one a labelled row.
  ///   - level: coverage of the interval; nil for the one that was asked for.
  /// - Throws: `Undefined` when the metric has no value for one of them.
  package func loss(
    from first: [Double], to second: [Double], level: Double? = nil
  ) throws(Undefined) -> PairedDifference {
    let level = level ?? self.level
    var difference: PairedDifference
    switch truth {
    case .classes(let truths):
      guard let metric = MetricCatalogue.binary.first(where: { $0.card.key == card.key }) else {
        throw Undefined("\(card.title) is no metric of a binary task")
      }
      difference = try BinaryDifference(
        model: predictions(truths, first), other: predictions(truths, second), level: level,
        draws: Self.draws, seed: 1
      ).measure(metric)
    case .values(let targets):
      guard let metric = MetricCatalogue.regression.first(where: { $0.card.key == card.key }) else {
        throw Undefined("\(card.title) is no metric of a regression")
      }
      difference = try ValueDifference(
        targets: targets, model: first, other: second, level: level, draws: Self.draws, seed: 1
      ).measure(metric)
    case .named(let truths, let names):
      guard let metric = MetricCatalogue.multiclass.first(where: { $0.card.key == card.key }) else {
        throw Undefined("\(card.title) is no metric of a multiclass task")
      }
      difference = try ClassDifference(
        model: try Self.predictions(truths, names, first),
        other: try Self.predictions(truths, names, second), level: level, draws: Self.draws, seed: 1
      ).measure(metric)
    }
    guard !card.direction.isHigherBetter else { return difference }
    difference.value = -difference.value
    (difference.interval.low, difference.interval.high) = (
      -difference.interval.high, -difference.interval.low
    )
    return difference
  }

  /// Draws of a bootstrap.
  private static let draws = 1_000

  /// Whether two answers would be acted upon differently: another class; a value that moved by more
  /// than a tenth of how the first answers spread.
  package func flips(from first: [Double], to second: [Double]) -> [Bool] {
    if case .named = truth { return zip(first, second).map { $0 != $1 } }
    guard meaning == .value else {
      return zip(first, second).map { ($0 >= cut) != ($1 >= cut) || $1.isNaN }
    }
    let mean = first.reduce(0, +) / Double(max(1, first.count))
    let spread = (first.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, first.count)))
      .squareRoot()
    return zip(first, second).map { !(($0 - $1).magnitude <= 0.1 * spread) }
  }

  private var cut: Double { meaning == .call ? 0.5 : threshold }

  /// - Throws: `Undefined` when a row is called none of the classes.
  private static func predictions(
    _ truths: [Int], _ names: [String], _ places: [Double]
  ) throws(Undefined) -> ClassPredictions {
    let calls = places.compactMap { Int(exactly: $0) }.filter(names.indices.contains)
    guard calls.count == truths.count else {
      let strange = (truths.count - calls.count)
      throw Undefined("the model calls \(strange) rows a class that none has")
    }
    return ClassPredictions(
      names: names, truths: truths, probabilities: nil, calls: .certain(calls))
  }

  private func predictions(_ truths: [Bool], _ numbers: [Double]) -> BinaryPredictions {
    BinaryPredictions(
      isPositive: truths, scores: meaning == .score ? numbers : nil,
      calls: .certain(numbers.map { $0 >= cut }))
  }
}
