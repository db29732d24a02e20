package import Measurements
package import Statistics

/// Estimates a regression's performance by learning what loss each row will have.
///
/// - Assumptions: given the columns and the prediction, losses are as large as in the reference (no
///   concept drift); the reference has rows of every kind that comes. The second is tested.
/// - Complexity: five fits and one for each kind of loss, on bounded samples of both sets.
/// - Source: NannyML 0.13.1, DLE.
package struct DirectLossEstimator {
  /// What it says about itself.
  package static let card = Card(
    id: "direct-loss-estimation", aliases: [], key: "dle", title: "Direct loss estimation",
    summary:
      "A regression's performance before labels come, from the loss that rows like these had.",
    unit: "that of the metric", range: "0…∞", direction: .lowerIsBetter,
    formula: "mean of E[loss | columns, prediction], learned on the reference",
    defaults: [
      .init("trees", "100", reason: "LightGBM's own defaults, as NannyML"),
      .init("folds", "5", reason: "reference rows are predicted by trees that did not see them"),
      .init("record", "0.1", reason: "estimates off by a tenth of the metric change few decisions"),
    ],
    undefined:
      "fewer than 50 reference rows have a target and a prediction; withdrawn when rows are of kinds "
      + "that the reference hardly has or the record is bad",
    laws: [.bounded], source: "NannyML 0.13.1, DLE")

  /// The largest bias of a good record, as a share of the metric on the reference.
  package static let tolerance = 0.1

  /// A set of rows: a sample, and how many rows each window really has.
  package struct Rows: Sendable {
    let table: RowTable
    let counts: [Int64?: Int]

    /// Rows.
    package init(_ table: RowTable, counts: [Int64?: Int]) {
      self.table = table
      self.counts = counts
    }
  }

  let options: EstimationOptions
  let prediction: String
  let columns: [String]
  let library: LightGBMLibrary

  /// Prepares.
  ///
  /// - Parameter columns: what the loss is learned from, beside the prediction.
  package init(
    _ options: EstimationOptions, prediction: String, columns: [String], library: LightGBMLibrary
  ) {
    self.options = options
    self.prediction = prediction
    self.columns = columns
    self.library = library
  }

  /// The estimates for current windows.
  ///
  /// - Throws: `Undefined`, ``RowsError``, ``LearnersError``.
  package func estimate(reference: Rows, current: Rows) throws -> EstimationReport {
    let known = try outcomes(reference.table)
    let joined = try JoinedRows(reference.table, current.table, columns: columns + [prediction])
    var models: [EstimatedLoss.Kind: Result<LossModel, Undefined>] = [:]
    for kind in EstimatedLoss.Kind.allCases {
      models[kind] = try learn(
        kind, known, joined.columns, currentRows: current.table.rowCount)
    }
    var builder = EstimationReportBuilder(
      method: Self.card.key, options: options,
      metrics: EstimatedLoss.all.map { loss in
        var tolerance: Double?
        if case .success(let model) = models[loss.kind] {
          tolerance = Self.tolerance * loss.own(model.mean)
        }
        return (loss.metric.card, 0...Double.greatestFiniteMagnitude, tolerance)
      })
    builder.assumptions = try assumptions(
      reference.table, current.table, models[.absolute])
    builder.referenceRows = reference.table.sourceRows
    builder.rows = current.table.sourceRows
    builder.warnings =
      warnings(reference.table, missing: known.count { $0 == nil }, "reference")
      + warnings(current.table, missing: 0, "current")
    let fresh = try outcomes(current.table)
    return builder.report(
      reference: options.window == nil ? [] : try referenceWindows(reference, models),
      current: try currentWindows(current, fresh, models))
  }

  /// Target and prediction of each row; nil where one is missing or not finite.
  private func outcomes(_ rows: RowTable) throws(RowsError) -> [(Double, Double)?] {
    guard rows[options.target] != nil || rows.unreadable[options.target] != nil else {
      return [(Double, Double)?](repeating: nil, count: rows.rowCount)
    }
    let targets = try rows.numbers(options.target)
    let predictions = try rows.numbers(prediction)
    return zip(targets, predictions).map { $0.isFinite && $1.isFinite ? ($0, $1) : nil }
  }

  private func learn(
    _ kind: EstimatedLoss.Kind, _ known: [(Double, Double)?], _ columns: [RowColumn],
    currentRows: Int
  ) throws -> Result<LossModel, Undefined> {
    let losses = known.map { row in row.flatMap { kind.of($0.0, $0.1) } }
    // One row of the target 0 leaves the mean percentage without a value, as labels would.
    guard !zip(known, losses).contains(where: { $0 != nil && $1 == nil }) else {
      return .failure(Undefined("the loss of a reference row has no value: a target of 0"))
    }
    do {
      return .success(
        try LossModel(
          columns: columns, losses: losses, currentRows: currentRows, seed: options.seed,
          library: library))
    } catch let error as Undefined {
      return .failure(error)
    }
  }

  private func referenceWindows(
    _ rows: Rows, _ models: [EstimatedLoss.Kind: Result<LossModel, Undefined>]
  ) throws -> [WindowEstimate] {
    try windows(rows) { places, total, loss in
      guard case .success(let model)? = models[loss.kind] else { return nil }
      let predicted = places.compactMap { model.crossFitted[$0] }
      guard !predicted.isEmpty else { return nil }
      let found = model.mean(of: predicted, parts: [], total: total)
      return WindowEstimate.Metric(
        estimate: loss.estimate(
          mean: found.value, variance: found.variance, level: options.level))
    }
  }

  private func currentWindows(
    _ rows: Rows, _ known: [(Double, Double)?],
    _ models: [EstimatedLoss.Kind: Result<LossModel, Undefined>]
  ) throws -> [WindowEstimate] {
    try windows(rows, labelled: { places in places.count { known[$0] != nil } }) {
      places, total, loss in
      let model: LossModel
      switch models[loss.kind] {
      case .success(let learned): model = learned
      case .failure(let reason):
        return WindowEstimate.Metric(estimate: Estimate(undefined: reason))
      case nil: return nil
      }
      func estimate(_ places: [Int], total: Int) -> Estimate {
        let found = model.mean(
          of: places.map { model.current[$0] },
          parts: model.parts.map { part in places.map { part[$0] } }, total: total)
        return loss.estimate(mean: found.value, variance: found.variance, level: options.level)
      }
      var metric = WindowEstimate.Metric(estimate: estimate(places, total: total))
      let labelled = places.filter { known[$0] != nil }
      if !labelled.isEmpty {
        metric.onLabelled = estimate(labelled, total: labelled.count)
        metric.realised = realised(loss, labelled.compactMap { known[$0] })
      }
      return metric
    }
  }

  private func realised(_ loss: EstimatedLoss, _ rows: [(Double, Double)]) -> Estimate {
    do throws(Undefined) {
      return try loss.metric.measure(
        RegressionMeasurement(targets: rows.map(\.0), predictions: rows.map(\.1)),
        level: options.level)
    } catch {
      return Estimate(undefined: error)
    }
  }

  /// Every window with what `measure` finds for the places of its rows, their number and each
  /// metric.
  private func windows(
    _ rows: Rows, labelled: ([Int]) -> Int = { _ in 0 },
    measure: ([Int], Int, EstimatedLoss) throws -> WindowEstimate.Metric?
  ) throws -> [WindowEstimate] {
    let places = try rows.table.windows(options.window, timestamp: options.timestamp)
    return try rows.counts.keys.sorted { ($0 ?? 0) < ($1 ?? 0) }.map { position in
      let own = places[position] ?? []
      let total = rows.counts[position] ?? own.count
      return WindowEstimate(
        span: options.window.flatMap { length in
          position.map { WindowSpan(start: $0, length: length) }
        }, rows: total, labelledRows: labelled(own),
        metrics: try EstimatedLoss.all.map { loss in
          guard !own.isEmpty, let found = try measure(own, total, loss) else {
            return WindowEstimate.Metric(
              estimate: Estimate(undefined: Undefined("no row of the window is in the sample")))
          }
          return found
        })
    }
  }
}
