internal import Statistics

/// Turns entities and the tables of their pieces into a report.
struct EntityReportBuilder {
  let metrics: MetricOptions
  let options: EntityOptions
  let keys: [EntityKey]
  let entities: [EntityPieces]
  /// Pieces by groups of entities.
  let cells: [ConfusionCells]
  /// The metrics of rows, by groups of entities.
  let task: any MetricTask

  /// The share of positive entities and the two kinds' make-up, of some of the groups.
  private struct Makeup {
    var positive: [EntityExpectation.Kind: Int] = [:]
    var negative: [EntityExpectation.Kind: Int] = [:]

    var prevalence: Double? {
      let positives = positive.values.reduce(0, +)
      let all = positives + negative.values.reduce(0, +)
      return all > 0 ? Double(positives) / Double(all) : nil
    }

    mutating func add(_ pieces: EntityPieces) {
      let kind = EntityExpectation.Kind(pieces: pieces.labelled, positives: pieces.positives)
      if pieces.positives > 0 {
        positive[kind, default: 0] += 1
      } else {
        negative[kind, default: 0] += 1
      }
    }

    func without(_ other: Makeup) -> Makeup {
      var left = self
      for (kind, count) in other.positive { left.positive[kind, default: 0] -= count }
      for (kind, count) in other.negative { left.negative[kind, default: 0] -= count }
      return left
    }
  }

  func report(rows: Int, strayRows: Int) -> EntityReport {
    let groups = keys.map { $0.group(of: cells.count) }
    var sizes = [Int](repeating: 0, count: cells.count)
    for (group, pieces) in zip(groups, entities) where pieces.labelled > 0 { sizes[group] += 1 }
    let used = cells.indices.filter { sizes[$0] > 0 }
    let usedSizes = used.map { sizes[$0] }
    let isBinary = metrics.task == .binary
    let pieces = entities.filter { $0.labelled > 0 }
    return EntityReport(
      options: options, rows: rows, strayRows: strayRows, entities: pieces.count,
      positiveEntities: isBinary ? pieces.count { $0.positives > 0 } : nil,
      pieces: spread(pieces), metrics: entityMetrics(pieces),
      rowMetrics: rowMetrics(used, usedSizes),
      rates: isBinary ? rates(used, usedSizes) : nil,
      expectation: isBinary ? expectation(groups, used, usedSizes) : nil)
  }

  private func spread(_ pieces: [EntityPieces]) -> (mean: Double, fewest: Int, most: Int)? {
    guard let fewest = pieces.map(\.labelled).min(), let most = pieces.map(\.labelled).max() else {
      return nil
    }
    return (Double(pieces.reduce(0) { $0 + $1.labelled }) / Double(pieces.count), fewest, most)
  }

  /// Entities are independent of each other: their metrics have the ordinary intervals.
  private func entityMetrics(_ pieces: [EntityPieces]) -> [MetricsReport.Entry] {
    metrics.task == .binary ? classifierMetrics(pieces) : regressionMetrics(pieces)
  }

  private func classifierMetrics(_ pieces: [EntityPieces]) -> [MetricsReport.Entry] {
    let threshold = metrics.prediction == nil ? metrics.threshold : nil
    var table = BinaryScoreTable(calibrationBins: metrics.calibrationBins)
    for entity in pieces {
      let isPositive = entity.positives > 0
      table.addLabelled()
      table.add(
        isPositive: isPositive,
        calledPositive: entity.isCalled(options.aggregate, threshold: threshold))
      guard metrics.score != nil else { continue }
      if let score = entity.score(options.aggregate) {
        table.add(score: score, isPositive: isPositive)
      } else {
        table.addMissingScore()
      }
    }
    return MetricEntries.measure(table.measurement, metrics)
  }

  private func regressionMetrics(_ pieces: [EntityPieces]) -> [MetricsReport.Entry] {
    guard metrics.prediction != nil else { return [] }
    // Ends of intervals have no meaning for a mean or largest value.
    var own = metrics
    (own.lower, own.upper) = (nil, nil)
    var table = RegressionTable(quantile: metrics.quantile)
    for entity in pieces {
      let count = Double(entity.labelled)
      if options.aggregate == .mean {
        table.add(
          target: entity.targets.value / count, prediction: entity.predictions.value / count)
      } else {
        table.add(target: entity.largestTarget, prediction: entity.largestPrediction)
      }
    }
    return MetricEntries.measure(table.measurement, own)
  }

  /// The metrics of rows, with intervals from leaving out groups of entities.
  private func rowMetrics(_ used: [Int], _ sizes: [Int]) -> [MetricsReport.Entry] {
    let left = used.compactMap { group in task.groups(used.filter { $0 != group })?.metrics }
    guard left.count == used.count, let whole = task.groups(used) else { return [] }
    return whole.metrics.enumerated().map { place, entry in
      let estimate = jackknife(
        entry.estimate.value, left.map { $0[place].estimate.value }, sizes,
        within: ClusterJackknife.Range(entry.card.range), undefined: entry.estimate.note)
      return entry.with(estimate)
    }
  }

  /// An estimate whose interval comes from leaving out groups of entities.
  private func jackknife(
    _ value: Double?, _ left: [Double?], _ sizes: [Int], within range: ClusterJackknife.Range,
    undefined: String? = nil
  ) -> Estimate {
    guard let value else {
      return Estimate(undefined: Undefined(undefined ?? "it has no value on these entities"))
    }
    do throws(Undefined) {
      return Estimate(
        value,
        interval: try ClusterJackknife.interval(
          of: value,
          without: zip(left, sizes).map { ClusterJackknife.Left(value: $0, clusters: $1) },
          within: range, level: metrics.level))
    } catch {
      return Estimate(value, note: error.reason)
    }
  }

  private var all: ConfusionCells {
    var all = ConfusionCells()
    for group in cells { all.merge(group) }
    return all
  }

  /// All pieces but those of each group.
  private func without(_ used: [Int]) -> [ConfusionCells] {
    let all = self.all
    return used.map { all.without(cells[$0]) }
  }

  private func ratesOf(_ cells: ConfusionCells) -> [Double?] {
    func share(_ count: Int, _ all: Int) -> Double? { all > 0 ? Double(count) / Double(all) : nil }
    return [
      share(cells.truePositives, cells.positives), share(cells.falsePositives, cells.negatives),
      share(cells.positives, cells.rows),
    ]
  }

  private func rates(_ used: [Int], _ sizes: [Int]) -> EntityReport.PieceRates {
    let values = ratesOf(all)
    let left = without(used).map(ratesOf)
    let estimates = values.indices.map { place in
      jackknife(
        values[place], left.map { $0[place] }, sizes, within: .between(0, 1),
        undefined: "there is no such piece")
    }
    return EntityReport.PieceRates(
      truePositiveRate: estimates[0], falsePositiveRate: estimates[1], prevalence: estimates[2])
  }

  private func expectation(
    _ groups: [Int], _ used: [Int], _ sizes: [Int]
  ) -> EntityReport.Expectation {
    var makeups = [Makeup](repeating: Makeup(), count: cells.count)
    var whole = Makeup()
    for (group, pieces) in zip(groups, entities) where pieces.labelled > 0 {
      makeups[group].add(pieces)
      whole.add(pieces)
    }
    let values = expected(all, whole)
    let left = zip(used, without(used)).map { expected($1, whole.without(makeups[$0])) }
    let isTold = options.aggregate.needed(of: 1, hasClasses: metrics.prediction != nil) != nil
    return EntityReport.Expectation(
      pieces: options.pieces,
      positivePieces: options.pieces.map { _ in options.positivePieces ?? 1 },
      prevalence: options.prevalence ?? whole.prevalence,
      metrics: values.indices.map { place in
        (
          values[place].key,
          jackknife(
            values[place].value, left.map { $0[place].value }, sizes, within: .between(0, 1),
            undefined: isTold
              ? "there are not pieces or entities of both kinds"
              : "the mean of scores does not follow from the rates of pieces")
        )
      },
      note: isTold ? nil : "the mean of scores does not follow from the rates of pieces")
  }

  private func expected(
    _ cells: ConfusionCells, _ makeup: Makeup
  ) -> [(key: String, value: Double?)] {
    let rates = ratesOf(cells)
    guard let truePositiveRate = rates[0], let falsePositiveRate = rates[1] else {
      return EntityExpectation.metrics(recall: nil, falsePositiveRate: nil, prevalence: nil)
    }
    let expectation = EntityExpectation(
      aggregate: options.aggregate, hasClasses: metrics.prediction != nil,
      truePositiveRate: truePositiveRate, falsePositiveRate: falsePositiveRate)
    var (positive, negative) = (makeup.positive, makeup.negative)
    if let pieces = options.pieces {
      positive = [.init(pieces: pieces, positives: options.positivePieces ?? 1): 1]
      negative = [.init(pieces: pieces, positives: 0): 1]
    }
    let own = expectation.rates(positive: positive, negative: negative)
    return EntityExpectation.metrics(
      recall: own.recall, falsePositiveRate: own.falsePositiveRate,
      prevalence: options.prevalence ?? makeup.prevalence)
  }
}
