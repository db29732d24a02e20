internal import Measurements
internal import Statistics

/// What loss to expect of a row, learned from rows whose loss is known.
///
/// Trees learn the loss from the row's columns and its prediction. For reference rows the loss is
/// predicted by trees that did not see them, for other rows by trees that saw all; the fits without
/// one part each tell how far the answer depends on the reference.
///
/// - Source: NannyML 0.13.1, DLE, `LGBMRegressor()`.
struct LossModel: Sendable {
  /// Parts of the reference.
  static let folds = 5

  /// The loss predicted for each reference row without it; nil where the row has no loss.
  let crossFitted: [Double?]
  /// The loss predicted for each current row.
  let current: [Double]
  /// The same by the fits without one part each.
  let parts: [[Double]]
  /// The variance of a row's loss as a multiple of its predicted loss' square.
  let dispersion: Double
  /// The share of the loss' variance that the columns explain, out of sample; below 0 when none.
  let explained: Double
  /// The mean loss of the reference.
  let mean: Double

  /// Learns.
  ///
  /// - Parameters:
  ///   - columns: reference rows before current rows.
  ///   - losses: of the reference rows; nil where a row has none.
  /// - Throws: `Undefined` when too few rows have a loss; ``LearnersError``.
  init(
    columns: [RowColumn], losses: [Double?], currentRows: Int, seed: UInt64,
    library: LightGBMLibrary
  ) throws {
    let known = losses.indices.filter { losses[$0] != nil }
    guard known.count >= 10 * Self.folds else {
      throw Undefined(
        "\(known.count) reference rows have a loss: learning needs \(10 * Self.folds)")
    }
    let all = TreeMatrix(columns: columns, rowCount: losses.count + currentRows)
    let learned = TreeMatrix(
      columns: columns.map { $0.selecting(known) }, rowCount: known.count)
    let values = known.map { losses[$0] ?? 0 }
    var parameters = GradientBoostedTrees(objective: .regression)
    parameters.seed = UInt32(truncatingIfNeeded: seed)
    let data = try TreeDataset(
      learned, labels: values.map { Float($0) }, parameters: parameters, library: library)
    let folds = Folds(classes: known.map { _ in true }, count: Self.folds, seed: seed)
    let fresh = Array(losses.count..<(losses.count + currentRows))
    var crossFitted = [Double?](repeating: nil, count: losses.count)
    var parts: [[Double]] = []
    var residuals = 0.0
    var squares = 0.0
    for fold in 0..<Self.folds {
      let model = try TreeModel(TreeDataset(data, rows: folds.rows(outside: fold)))
      let held = folds.rows(in: fold)
      for (place, value) in zip(held, try Self.predict(model, learned, held)) {
        crossFitted[known[place]] = value
        residuals += (values[place] - value) * (values[place] - value)
        squares += value * value
      }
      parts.append(try Self.predict(model, all, fresh))
    }
    self.crossFitted = crossFitted
    self.parts = parts
    current = try Self.predict(try TreeModel(data), all, fresh)
    let mean = values.reduce(0, +) / Double(values.count)
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    dispersion = squares > 0 ? residuals / squares : 0
    explained = spread > 0 ? 1 - residuals / spread : 0
  }

  /// Predictions; a loss is never below 0.
  private static func predict(
    _ model: TreeModel, _ matrix: TreeMatrix, _ rows: [Int]
  ) throws(LearnersError) -> [Double] {
    try model.predict(matrix, rows: rows).map { max(0, $0) }
  }

  /// The mean loss of some rows and its variance: how far the mean of the losses that labels will
  /// give may be from it.
  ///
  /// - Parameters:
  ///   - predicted: of the rows at hand.
  ///   - parts: the same by the fits without one part each; none for reference rows.
  ///   - total: rows that the rows at hand stand for.
  func mean(
    of predicted: [Double], parts: [[Double]], total: Int
  ) -> (value: Double, variance: Double) {
    let count = Double(predicted.count)
    guard count > 0 else { return (.nan, .nan) }
    let total = max(count, Double(total))
    let value = predicted.reduce(0, +) / count
    let squares = predicted.reduce(0) { $0 + $1 * $1 } / count
    // Chance of the losses, of the sample, and of the reference (a jackknife over its parts).
    let losses = dispersion * squares / total
    let sample = max(0, squares - value * value) * (1 / count - 1 / total)
    let means = parts.map { $0.reduce(0, +) / count }
    let centre = means.reduce(0, +) / Double(max(means.count, 1))
    let size = Double(means.count)
    let reference =
      means.isEmpty
      ? 0 : means.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } * (size - 1) / size
    return (value, losses + sample + reference)
  }
}
