internal import Measurements
internal import Statistics

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The difference of two predictors of several classes in one metric, on the same rows.
///
/// Accuracy: McNemar's exact p-value and the adjusted Wald interval of paired shares. Other metrics
/// of predicted classes: rows by truth and both predictions drawn anew. Mean losses: rows drawn
/// anew. Anything else: groups of rows left out.
///
/// - Source: McNemar 1947; Bonett, Price 2012; Efron, Tibshirani 1993; Shao, Tu 1995.
struct ClassDifference {
  let model: ClassPredictions
  let other: ClassPredictions
  let level: Double
  let draws: Int
  let seed: UInt64

  /// Model minus other.
  ///
  /// - Throws: `Undefined` when one of them has no value, or the rows do not tell how it varies.
  func measure(_ metric: any MulticlassMetric.Type) throws(Undefined) -> PairedDifference {
    if metric.multiclassNeeds == .probabilities,
      model.probabilities == nil || other.probabilities == nil
    {
      throw Undefined(
        "\(metric.card.title) needs probabilities, and one of the two gives classes only")
    }
    switch metric.card.key {
    case Accuracy.card.key: return try accuracies()
    case LogLoss.card.key:
      return try losses(metric) { -log(min(max($0[$1], 0x1p-52), 1 - 0x1p-52)) }
    case BrierScore.card.key:
      return try losses(metric) { row, truth in
        row.indices.reduce(0) { sum, place in
          let gap = row[place] - (place == truth ? 1 : 0)
          return sum + gap * gap
        } / (row.count > 2 ? 1 : 2)
      }
    default:
      return metric.multiclassNeeds == .predictedClass ? try tables(metric) : try parts(metric)
    }
  }

  private var rows: Int { model.truths.count }

  private func accuracies() throws(Undefined) -> PairedDifference {
    guard rows > 0 else { throw Undefined("there is no row to compare on") }
    let (own, theirs) = (model.rightness, other.rightness)
    if case .drawn = other.calls {
      let gains = zip(own, theirs).map { $0 - $1 }
      return try summed(gains, value: gains.reduce(0, +) / Double(rows))
    }
    // Being right is a class of its own: the comparison is that of two calls of "right".
    func rightness(_ shares: [Double]) -> BinaryPredictions {
      BinaryPredictions(
        isPositive: shares.map { _ in true }, scores: nil,
        calls: .certain(shares.map { $0 == 1 }))
    }
    return try BinaryDifference(
      model: rightness(own), other: rightness(theirs), level: level, draws: draws, seed: seed
    ).measure(Accuracy.self)
  }

  private func losses(
    _ metric: any MulticlassMetric.Type, _ loss: (_ row: [Double], _ truth: Int) -> Double
  ) throws(Undefined) -> PairedDifference {
    let value = try difference(metric, model, other)
    let (own, theirs) = (model.probabilities ?? [], other.probabilities ?? [])
    return try summed(
      model.truths.indices.map {
        loss(own[$0], model.truths[$0]) - loss(theirs[$0], model.truths[$0])
      }, value: value)
  }

  private func summed(_ gaps: [Double], value: Double) throws(Undefined) -> PairedDifference {
    let found = try GroupedSums([gaps], rows: rows, seed: seed).compare(
      level: level, draws: draws, seed: seed
    ) { $0[1] / $0[0] }
    return PairedDifference(
      value: value, interval: found.interval, pValue: found.pValue, rows: rows)
  }

  /// Rows by truth, the model's class and the other's, drawn anew as a whole.
  private func tables(_ metric: any MulticlassMetric.Type) throws(Undefined) -> PairedDifference {
    guard case .certain(let calls) = model.calls else {
      throw Undefined("the model's classes are not fixed")
    }
    let cells = JointCells(model, calls, other)
    return try PairedDifference.resampling(
      cells.counts, rows: rows, level: level, draws: draws, seed: seed
    ) { counts throws(Undefined) in
      try cells.difference(metric, counts, level: level)
    }
  }

  private func parts(_ metric: any MulticlassMetric.Type) throws(Undefined) -> PairedDifference {
    return try PairedDifference.leavingParts(
      of: rows, value: try difference(metric, model, other), level: level, seed: seed
    ) { chosen throws(Undefined) in
      try difference(metric, model.selecting(chosen), other.selecting(chosen))
    }
  }

  private func difference(
    _ metric: any MulticlassMetric.Type, _ one: ClassPredictions, _ two: ClassPredictions
  ) throws(Undefined) -> Double {
    func value(_ predictions: ClassPredictions) throws(Undefined) -> Double {
      guard let measurement = predictions.measurement(metric.multiclassNeeds),
        let value = try metric.measure(measurement, level: level).value
      else { throw Undefined("\(metric.card.title) has no value") }
      return value
    }
    return try value(one) - value(two)
  }
}

/// Rows by truth and the classes that two predictors name, only cells that occur.
private struct JointCells {
  private var keys: [(truth: Int, model: Int, other: Int)] = []
  private(set) var counts: [Int] = []
  private let names: [String]
  /// Of guesses that are drawn each class' share.
  private let shares: [Double]?

  init(_ model: ClassPredictions, _ calls: [Int], _ other: ClassPredictions) {
    names = model.names
    let count = names.count
    var found: [Int: Int] = [:]
    var others: [Int]?
    switch other.calls {
    case .certain(let calls): (others, shares) = (calls, nil)
    case .drawn(let drawn): shares = drawn
    }
    for row in model.truths.indices {
      let key = (model.truths[row] * count + calls[row]) * count + (others?[row] ?? 0)
      found[key, default: 0] += 1
    }
    // In one order, so that a seed draws the same tables in every run.
    for (key, rows) in found.sorted(by: { $0.key < $1.key }) {
      keys.append((key / count / count, key / count % count, key % count))
      counts.append(rows)
    }
  }

  func difference(
    _ metric: any MulticlassMetric.Type, _ counts: [Int], level: Double
  ) throws(Undefined) -> Double {
    var own: [Int: Int] = [:]
    var theirs: [Int: Int] = [:]
    let count = names.count
    for (key, rows) in zip(keys, counts) where rows > 0 {
      own[key.truth * count + key.model, default: 0] += rows
      guard let shares else {
        theirs[key.truth * count + key.other, default: 0] += rows
        continue
      }
      for (called, share) in shares.enumerated() {
        theirs[key.truth * count + called, default: 0] +=
          Int((Double(rows) * share * 1_000_000).rounded())
      }
    }
    func value(_ cells: [Int: Int]) throws(Undefined) -> Double {
      let measurement = MulticlassMeasurement(
        classes: names, cells: cells.map { ($0.key / count, $0.key % count, $0.value) })
      guard let value = try metric.measure(measurement, level: level).value else {
        throw Undefined("\(metric.card.title) has no value")
      }
      return value
    }
    return try value(own) - value(theirs)
  }
}
