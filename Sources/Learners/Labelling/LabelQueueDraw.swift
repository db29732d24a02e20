package import Measurements
internal import Statistics

/// Draws a queue of rows to label: the data is read two to four times, and never held.
package struct LabelQueueDraw: Sendable {
  /// How rows are chosen.
  package var method: LabelQueue.Method
  /// Rows wanted.
  package var size: Int
  /// The part of the queue that is spread over all rows alike.
  package var randomShare: Double
  /// The columns that are written.
  package var columns: [String]
  /// Where chance starts.
  package var seed: UInt64

  /// The random part's default share.
  package static let defaultRandomShare = 0.2
  /// The random part's least share: with less, a few rows would carry nearly all weight.
  package static let leastRandomShare = 0.05
  /// Rows of a queue at most; people label no more, and the rows are held.
  package static let sizeLimit = 1_000_000

  /// Describes a draw.
  package init(
    method: LabelQueue.Method, size: Int, randomShare: Double = Self.defaultRandomShare,
    columns: [String], seed: UInt64 = 1
  ) {
    self.method = method
    self.size = size
    self.randomShare = randomShare
    self.columns = columns
    self.seed = seed
  }

  /// Draws the queue.
  ///
  /// - Parameter scan: reads the data once; the same rows in the same order each time.
  /// - Throws: ``QueueRefusal``, ``RowsError``, and what `scan` throws.
  package func run(_ scan: (ScanPlan) throws -> ScanResults) throws -> LabelQueue {
    let (scorer, cells) = try prepare(scan)
    var first = ScanPlan()
    let sizes = first.add(QueueSizesFold(scorer, sample: size))
    let finding = try scan(first)[sizes].get()
    guard finding.rows > 0 else { throw QueueRefusal.noRows }
    if case .uncertainty(_, let columns) = method, finding.unscored == finding.rows {
      throw QueueRefusal.noScores(columns: columns)
    }
    let design = try design(finding)
    var second = ScanPlan()
    let draw = second.add(QueueDrawFold(scorer, design: design, seed: seed))
    let drawn = try scan(second)[draw].get()
    var third = ScanPlan()
    let values = third.add(ChosenRowsFold(rows: drawn.chosen.map(\.row), columns: columns))
    let again = third.add(QueueSizesFold(scorer, sample: 0))
    let results = try scan(third)
    guard drawn.digest == finding.digest, try results[again].get().digest == finding.digest else {
      throw QueueRefusal.notRepeatable
    }
    return queue(finding, design, drawn.chosen, cells, results[values])
  }

  private func prepare(
    _ scan: (ScanPlan) throws -> ScanResults
  ) throws -> (any QueueScorer, DiversityCells?) {
    switch method {
    case .random: return (EvenScorer(column: columns.first ?? ""), nil)
    case .stratified(let by): return (StratumScorer(by: by), nil)
    case .uncertainty(let measure, let probabilities):
      return (UncertaintyScorer(measure, probabilities: probabilities), nil)
    case .diversity(let features):
      var plan = ScanPlan()
      // Another seed than the draw's: which rows are candidates must not tell which are chosen.
      let ticket = plan.add(
        RowFold(
          columns: features, limit: DiversityCells.candidateLimit, seed: seed ^ 0xD1CE_5EED))
      let candidates = try scan(plan)[ticket].get()
      guard candidates.sourceRows > 0 else { throw QueueRefusal.noRows }
      let targeted = Double(size) * (1 - randomShare)
      let cells = try DiversityCells(
        candidates, features: features, cells: max(1, Int(targeted.rounded())))
      return (CellScorer(cells, features: features), cells)
    }
  }

  private func design(_ finding: QueueSizesFold.Finding) throws(Undefined) -> QueueDesign {
    switch method {
    case .random:
      return .strata([min(1, Double(size) / Double(finding.rows))])
    case .stratified:
      let taken = StratumAllocation.rows(
        finding.strata, sample: size, evenShare: 1 - randomShare)
      return .strata(
        zip(taken, finding.strata).map { $1 > 0 ? min(1, Double($0) / Double($1)) : 0 })
    case .uncertainty:
      return .sizes(try finding.sizes.rule(randomShare: randomShare))
    case .diversity:
      var sizes = ProportionalInclusion.Sizes(sample: size)
      for rows in finding.strata where rows > 0 { sizes.add(1 / Double(rows), count: rows) }
      return .rarity(try sizes.rule(randomShare: randomShare), rows: finding.strata)
    }
  }

  private func queue(
    _ finding: QueueSizesFold.Finding, _ design: QueueDesign, _ chosen: [PivotalSample.Chosen],
    _ cells: DiversityCells?, _ values: ChosenRowsFold.Rows
  ) -> LabelQueue {
    var random = Set<Int>()
    var hasPart = false
    switch design {
    case .strata: break
    case .sizes, .rarity:
      hasPart = true
      // Of the rows chosen, each with the floor's part of its probability: then all rows of the
      // data had the floor's probability of being in this part.
      var part = PivotalSample(seed: seed ^ 0x5EED_0F_1A57)
      for row in chosen {
        part.add(row.row, probability: min(1, design.floor / row.probability))
      }
      random = Set(part.finish().map(\.row))
    }
    var strata: [LabelQueue.Stratum] = []
    if case .stratified = method, case .strata(let probabilities) = design {
      strata = finding.strata.indices.map { number in
        LabelQueue.Stratum(
          value: finding.names[number], rows: finding.strata[number],
          chosen: Int((probabilities[number] * Double(finding.strata[number])).rounded()))
      }.sorted { $0.value < $1.value }
    }
    return LabelQueue(
      method: method, rows: finding.rows,
      chosen: chosen.map { row in
        LabelQueue.Row(
          number: row.row, inclusionProbability: row.probability,
          isRandom: !hasPart && method == .random || random.contains(row.row))
      }, randomProbability: hasPart || method == .random ? design.floor : nil, strata: strata,
      cells: cells?.count, unscored: finding.unscored, dropped: cells?.dropped ?? [],
      values: values)
  }
}
