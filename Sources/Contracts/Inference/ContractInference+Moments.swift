internal import Checklist
internal import Foundation
internal import Statistics

/// Rules about the mean and the spread of a batch.
///
/// No bound of a mean holds for every law, since a value that has never been seen may be as large
/// as it likes (Bahadur and Savage, *The nonexistence of certain statistical procedures in
/// nonparametric problems*, 1956). So the figures are those of clipped values: between ends that
/// enough values pass to say how often, a bound holds whatever the law. What lies beyond them is
/// the matter of `range`.
extension ContractInference {
  /// The mean of a batch.
  func mean(_ column: ColumnSummary, parts: [ColumnSummary]) -> InferredRule? {
    guard let shapes = shapes(column, parts: parts), let whole = ColumnShape.joined(shapes) else {
      return nil
    }
    let window = window(parts)
    guard let draws = draws(column, of: window) else { return nil }
    let places = whole.places
    func room(isAbove: Bool) -> Double {
      places.room(
        draws: draws, others: whole.count, chance: falseAlarms / 2, isAbove: isAbove)
    }
    let mean = whole.mean
    var (low, high) = (
      mean - room(isAbove: false), mean + room(isAbove: true)
    )
    if let between = PredictionInterval(shapes.map(\.mean), level: 1 - falseAlarms) {
      (low, high) = (min(low, between.low), max(high, between.high))
    }
    // Clipped values have no mean beyond the ends.
    guard low > 0 || high < 1 else { return nil }
    return rule(
      MeanValue.self, column, whole,
      from: whole.value(at: max(0, low)), to: whole.value(at: min(1, high)), window: window,
      reason: "the mean is \(DecimalText.outward(whole.value(at: mean), isUp: true))"
        + "\(parts.count > 1 ? " in \(parts.count) sets" : "")")
  }

  /// The mean of a batch, of a column of which no more than moments are known: Student's interval
  /// for the difference of two means, which few rows with a heavy tail pass more often.
  func meanOfMoments(_ column: ColumnSummary) -> InferredRule? {
    guard column.notFinite == 0, column.present >= Self.leastRows, let mean = column.mean,
      let deviation = column.standardDeviation, mean.isFinite, deviation.isFinite, deviation > 0
    else { return nil }
    let window = window([column])
    let quantile = StudentDistribution(degrees: Double(column.present - 1))
      .quantile(1 - falseAlarms / 2)
    let half =
      quantile * deviation * (1 / Double(column.present) + 1 / Double(window)).squareRoot()
    guard half.isFinite else { return nil }
    var parameters = ConfigurationMapping()
    parameters["min"] = .text(DecimalText.outward(mean - half, isUp: false))
    parameters["max"] = .text(DecimalText.outward(mean + half, isUp: true))
    parameters[FewRows.key.name] = .whole(window)
    return InferredRule(
      column: column.name, kind: MeanValue.card.name, parameters: parameters, severity: .warn,
      falseAlarms: .init(perWindow: falseAlarms),
      reason: "the mean is \(DecimalText.outward(mean, isUp: true)); "
        + "batches from \(window) rows on")
  }

  /// The spread of a batch, where several sets show how it varies.
  ///
  /// The variance is a mean too, of squares, less the square of what the mean strays. From set to
  /// set it varies by factors, so that its logarithm is what is spread evenly. A third of the
  /// promise goes to each of its parts.
  func deviation(_ column: ColumnSummary, parts: [ColumnSummary]) -> InferredRule? {
    guard let shapes = shapes(column, parts: parts), let whole = ColumnShape.joined(shapes),
      shapes.allSatisfy({ $0.variance > 0 }),
      let between = PredictionInterval(
        shapes.map { log($0.variance) / 2 }, level: 1 - falseAlarms)
    else { return nil }
    // Smaller batches than the sets vary more than they show, and are not judged.
    let window = max(windowRows ?? 0, parts.map(\.rows).min() ?? 0)
    guard let draws = draws(column, of: window) else { return nil }
    let part = falseAlarms / 3
    let squares = whole.squaresAndMore(from: whole.mean)
    func room(_ places: WeightedPlaces, chance: Double, isAbove: Bool) -> Double {
      places.room(draws: draws, others: whole.count, chance: chance, isAbove: isAbove)
    }
    let strayed = max(
      room(whole.places, chance: part / 2, isAbove: true),
      room(whole.places, chance: part / 2, isAbove: false))
    let variance = whole.variance
    let least =
      variance - room(squares, chance: part, isAbove: false) - strayed * strayed
    let most =
      (variance + room(squares, chance: part, isAbove: true)) * draws / (draws - 1)
    let low = min(max(0, least).squareRoot(), exp(between.low))
    let high = max(most.squareRoot(), exp(between.high))
    let unit = whole.ends.high - whole.ends.low
    let seen = shapes.map { $0.variance.squareRoot() * unit }
    return rule(
      StandardDeviation.self, column, whole, from: low * unit, to: high * unit, window: window,
      reason: "the standard deviation is about "
        + "\(DecimalText.outward(seen.min() ?? 0, isUp: true)) to "
        + "\(DecimalText.outward(seen.max() ?? 0, isUp: true)) in \(parts.count) sets")
  }

  /// The shape of each part; nil where one has none, or too few values.
  private func shapes(_ column: ColumnSummary, parts: [ColumnSummary]) -> [ColumnShape]? {
    let shapes = parts.compactMap(\.shape)
    guard column.type?.isNumeric == true, shapes.count == parts.count,
      parts.allSatisfy({ $0.present >= Self.leastRows })
    else { return nil }
    return shapes
  }

  /// The values that a batch of so many rows has at least, of rows of which some lack one; nil of
  /// too few.
  private func draws(_ column: ColumnSummary, of window: Int) -> Double? {
    let share = Double(column.present) / Double(column.rows)
    let rows = Double(window)
    let draws = (rows * share - 4 * (rows * share * (1 - share)).squareRoot()).rounded(.down)
    return draws >= 2 ? draws : nil
  }

  private func rule(
    _ kind: any Constraint.Type, _ column: ColumnSummary, _ shape: ColumnShape,
    from low: Double, to high: Double, window: Int, reason: String
  ) -> InferredRule? {
    guard low.isFinite, high.isFinite else { return nil }
    var clip = ConfigurationMapping()
    clip["min"] = .text(shape.ends.lowText)
    clip["max"] = .text(shape.ends.highText)
    var parameters = ConfigurationMapping()
    parameters["min"] = .text(DecimalText.outward(low, isUp: false))
    parameters["max"] = .text(DecimalText.outward(high, isUp: true))
    parameters[Clipping.key.name] = .mapping(clip)
    parameters[FewRows.key.name] = .whole(window)
    return InferredRule(
      column: column.name, kind: kind.card.name, parameters: parameters, severity: .warn,
      falseAlarms: .init(perWindow: falseAlarms),
      reason:
        "\(reason), a value beyond \(shape.ends.lowText) or \(shape.ends.highText) counting as that end; "
        + "batches from \(window) rows on")
  }
}
