internal import Measurements
internal import Statistics

extension DirectLossEstimator {
  /// What the estimates of all windows rest on.
  func assumptions(
    _ reference: RowTable, _ current: RowTable,
    _ model: Result<LossModel, Undefined>?
  ) throws -> [EstimationReport.Assumption] {
    var found = [Self.learned(model)]
    do {
      let ratio = try DensityRatio(seed: options.seed).measure(
        reference: reference, current: current, columns: columns + [prediction], library: library)
      found.append(try EstimationReport.Assumption(ratio, level: options.level))
      found.append(EstimationReport.Assumption(ratio.separation))
    } catch let error as Undefined {
      found.append(EstimationReport.Assumption(jointDriftUnmeasured: error.reason))
    }
    return found
  }

  /// How much of the loss the columns explain.
  private static func learned(
    _ model: Result<LossModel, Undefined>?
  ) -> EstimationReport.Assumption {
    switch model {
    case .success(let model):
      let share = Int((100 * max(0, model.explained)).rounded())
      return EstimationReport.Assumption(
        id: "loss-model", estimate: Estimate(model.explained), limit: nil, outcome: .information,
        finding: model.explained > 0
          ? "the columns explain \(share) % of how the absolute error varies between rows"
          : "the columns do not explain the absolute error: estimates stay near the reference's")
    case .failure(let reason):
      return unlearned(reason)
    case nil:
      return unlearned(Undefined("no loss was learned"))
    }
  }

  private static func unlearned(_ reason: Undefined) -> EstimationReport.Assumption {
    EstimationReport.Assumption(
      id: "loss-model", estimate: Estimate(undefined: reason), limit: nil, outcome: .unmeasured,
      finding: "the loss could not be learned: \(reason.reason)")
  }

  /// Rows that teach nothing, and samples.
  func warnings(
    _ rows: RowTable, missing: Int, _ set: String
  ) -> [MetricsReport.Warning] {
    var warnings: [MetricsReport.Warning] = []
    if missing > 0 {
      warnings.append(
        MetricsReport.Warning(
          code: "\(set)-missing-target",
          message: "\(missing) of \(rows.rowCount) \(set) rows have no target or prediction and "
            + "teach nothing", column: options.target))
    }
    if rows.isSample {
      warnings.append(
        MetricsReport.Warning(
          code: "\(set)-sampled",
          message: "\(rows.rowCount) of \(rows.sourceRows) \(set) rows were used, chosen by the "
            + "seed \(rows.seed)", column: nil))
    }
    return warnings
  }
}
