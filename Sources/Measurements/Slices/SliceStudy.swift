internal import Foundation
internal import Statistics

/// The search for weak slices: which rows to sample for the bins, how to encode all rows, what to
/// report.
///
/// ```
/// let study = try SliceStudy(metrics, slices)
/// let sample = plan.add(study.sampleFold(among: names))          // first pass, with the metrics
/// let rows = second.add(study.fold(try results[sample].get()))   // second pass, with the bins
/// let report = study.report(second.run(stream)[rows])
/// ```
///
/// Half of the rows is searched (``SliceLattice``), the other half confirms
/// (``SliceConfirmation``): chosen among thousands of slices, the weakest looks weak by chance.
/// Against drawing the losses anew a thousand times this costs one search instead of a thousand,
/// and the differences that are reported are not flattered by the choice either.
package struct SliceStudy: Sendable {
  private let metrics: MetricOptions
  let options: SliceOptions
  private let loss: RowLoss
  private(set) var columns: [SliceColumn] = []
  private var skipped: [SliceReport.Skipped] = []

  /// Plans a search.
  ///
  /// - Throws: ``MetricRefusal`` when the options contradict each other.
  package init(_ metrics: MetricOptions, _ options: SliceOptions) throws(MetricRefusal) {
    try options.check()
    loss = options.loss ?? .standard(metrics.task)
    try loss.check(metrics)
    self.metrics = metrics
    self.options = options
  }

  /// The columns to slice by: those asked for, or all that play no role of the model's.
  package func columns(among names: [String]) -> [String] {
    if let columns = options.columns { return columns }
    var roles = Set(metrics.task.member.columns(metrics)).union([metrics.target])
    for role in [metrics.lower, metrics.upper, metrics.timestamp] {
      if let role { roles.insert(role) }
    }
    if case .column(let name) = loss { roles.insert(name) }
    roles.formUnion(options.apart)
    return names.filter { !roles.contains($0) }
  }

  /// The columns that must be in the data.
  package var requiredColumns: [String] {
    var names = options.columns ?? []
    if case .column(let name) = loss { names.append(name) }
    return names
  }

  /// Gathers the rows from which bins are chosen.
  package func sampleFold(among names: [String]) -> RowFold {
    RowFold(columns: columns(among: names), limit: options.binningRows, seed: options.seed)
  }

  /// Chooses the bins and prepares the second pass.
  package mutating func fold(_ sample: RowTable) -> SlicesFold {
    choose(sample)
    return SlicesFold(
      metrics, options, loss: loss, columns: columns, sourceRows: sample.sourceRows)
  }

  /// Chooses the columns to slice by and their bins.
  mutating func choose(_ sample: RowTable) {
    columns = []
    skipped = sample.unreadable.sorted { $0.key < $1.key }.map {
      SliceReport.Skipped(column: $0.key, reason: $0.value)
    }
    for column in sample.columns {
      if options.columns == nil, case .timestamp = column.values {
        skipped.append(
          SliceReport.Skipped(
            column: column.name, reason: "times are no slices; name it to slice by it all the same")
        )
        continue
      }
      let bins = SliceColumn(column, bins: options.bins, support: options.support)
      if bins.valueCount == 0 {
        let isEmpty = column.missingCount == column.count
        skipped.append(
          SliceReport.Skipped(
            column: column.name,
            reason: isEmpty
              ? "it has no values" : "none of its values is frequent enough to be a slice"))
      } else if bins.valueCount == 1, column.missingCount == 0, bins.isAll(column) {
        skipped.append(
          SliceReport.Skipped(column: column.name, reason: "all rows have one value"))
      } else {
        columns.append(bins)
      }
    }
  }

  /// Searches and confirms.
  package func report(_ rows: SliceRows) -> SliceReport {
    var shifted = rows.search
    // The bounds need losses of 0 or more; moving all of them by one number moves no score.
    let least = min(0, shifted.losses.min() ?? 0)
    if least < 0 { for row in shifted.losses.indices { shifted.losses[row] -= least } }
    let smallest = max(
      SliceOptions.fewestRows, Int((options.support * Double(rows.search.count)).rounded(.up)))
    guard !columns.isEmpty else {
      return report(rows, smallest, note: "there is no column to slice by")
    }
    guard rows.search.count >= 2 * smallest, rows.confirmation.count >= 2 * smallest else {
      return report(
        rows, smallest,
        note: "of \(rows.count) rows each half is too small: a slice needs \(smallest) in each")
    }
    guard let score = score(shifted.losses, smallest: smallest) else {
      return report(rows, smallest, note: "every row has the same loss")
    }
    var lattice = SliceLattice(
      shifted, sizes: columns.map(\.codeCount), score: score, depth: options.conditions)
    // A z of 2 is below what the best of many slices shows by chance: nothing weaker is confirmed.
    let found = lattice.find(limit: options.limit, least: 4)
    let confirmation = SliceConfirmation(
      rows.confirmation, level: metrics.level, rate: options.falseDiscoveryRate)
    do throws(Undefined) {
      return report(
        rows, smallest, outcomes: try confirmation.confirm(found), candidates: found.count,
        lattice: lattice)
    } catch {
      return report(rows, smallest, note: error.reason)
    }
  }

  private func score(_ losses: [Double], smallest: Int) -> SliceScore? {
    let count = Double(losses.count)
    var sum = 0.0
    var largest = 0.0
    for loss in losses {
      sum += loss
      largest = max(largest, loss)
    }
    let mean = sum / count
    var squares = 0.0
    for loss in losses { squares += (loss - mean) * (loss - mean) }
    let deviation = (squares / count).squareRoot()
    // Rounding alone leaves about ε·mean where all losses are equal.
    guard deviation.isFinite, deviation > 1e-12 * mean else { return nil }
    let literals = columns.reduce(0) { $0 + $1.valueCount }
    return SliceScore(
      rows: count, mean: mean, deviation: deviation, largest: largest, fewest: Double(smallest),
      price: 2 * log(Double(max(literals, 1))))
  }

  private func report(
    _ rows: SliceRows, _ smallest: Int, outcomes: [SliceConfirmation.Outcome] = [],
    candidates: Int = 0, lattice: SliceLattice? = nil, note: String? = nil
  ) -> SliceReport {
    let losses = rows.search.losses + rows.confirmation.losses
    return SliceReport(
      slices: outcomes.map { slice($0, rows) }, loss: loss,
      overall: losses.isEmpty ? nil : losses.reduce(0, +) / Double(losses.count),
      sourceRows: rows.sourceRows, rows: rows.count, unmeasuredRows: rows.unmeasuredRows,
      columns: columns.map(\.name), skipped: skipped, candidates: candidates,
      smallestRows: smallest, conditions: options.conditions,
      falseDiscoveryRate: options.falseDiscoveryRate, counted: lattice?.counted ?? 0,
      sets: lattice?.total ?? 0, note: note)
  }

  private func slice(_ outcome: SliceConfirmation.Outcome, _ rows: SliceRows) -> SliceReport.Slice {
    let count = outcome.rows + outcome.slice.members(of: rows.search).count
    return SliceReport.Slice(
      conditions: zip(outcome.slice.columns, outcome.slice.codes).map {
        columns[$0].condition($1)
      },
      rows: count, share: Double(count) / Double(rows.count), loss: outcome.loss,
      rest: outcome.rest, difference: outcome.difference, pValue: outcome.pValue,
      adjustedPValue: outcome.adjustedPValue)
  }
}
