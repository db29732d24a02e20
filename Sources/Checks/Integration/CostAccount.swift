internal import Checklist
internal import Measurements
internal import Statistics

/// What predictions cost, put together for ``CallsAreWorthTheirCost``.
struct CostAccount {
  private(set) var status = CheckStatus.pass
  private(set) var sentences: [String] = []
  private(set) var measurements: [Measurement] = []
  private(set) var figures: [Figure] = []
  private(set) var remedy: String?

  private let costs: Project.Integration.Costs
  private let unit: String

  /// Points of the curve that a chart needs at most.
  private static let mostPoints = 200

  init(_ costs: Project.Integration.Costs) {
    self.costs = costs
    unit = costs.currency.map { "\($0) a row" } ?? "a row"
  }

  /// Adds what calls cost.
  ///
  /// - Throws: `Undefined` when no row has a label and a call.
  mutating func add(
    _ measured: BinaryMeasurement, _ calls: CallCosts, threshold: Double, level: Double
  ) throws(Undefined) {
    let cells = try measured.knownCells()
    let today = try OutcomeCosts(cells, calls).mean(level: level)
    try addCost(today, rows: cells.rows)
    try addConstant(cells, calls, level: level)
    guard measured.scores.firstTotal + measured.scores.secondTotal > 0 else {
      sentences.append("Without a score there is no threshold to choose.")
      return
    }
    let curve = try ThresholdCosts(measured.scores, calls)
    try addBest(curve, today, cells, threshold: threshold, level: level)
    for (name, scaled) in [
      ("a false positive costs half", calls.scaled(falsePositive: 0.5)),
      ("a false positive costs half as much again", calls.scaled(falsePositive: 1.5)),
      ("a false negative costs half", calls.scaled(falseNegative: 0.5)),
      ("a false negative costs half as much again", calls.scaled(falseNegative: 1.5)),
    ] {
      let other = try ThresholdCosts(measured.scores, scaled)
      let missed = other.cost(curve.best) - other.cost(other.best)
      measurements.append(
        Measurement(
          name: "cheapest threshold if \(name)", value: other.threshold(other.best), unit: "",
          note: """
            \(shown(Estimate(other.cost(other.best)))); keeping the threshold that the declared costs make \
            the cheapest would then cost \(shown(Estimate(missed))) more
            """))
    }
    figures.append(figure(curve, calls, measured.scores, threshold))
  }

  /// Adds what errors cost.
  ///
  /// - Throws: `Undefined` when costs cannot be added up.
  mutating func add(_ errors: ErrorCosts, level: Double) throws(Undefined) {
    let today = try errors.costs().mean(level: level)
    try addCost(today, rows: errors.rows)
    let best = errors.bestCorrection(level: level)
    measurements.append(
      Measurement(
        name: "cheapest correction of every prediction", value: best.value,
        interval: best.interval, unit: "the target's unit", note: best.note))
    let text = MeasurementText(best.value, best.interval, unit: "the target's unit")
    judgeSaving(
      try errors.saving(level: level), today, rows: errors.rows,
      by: "Adding \(text.value) to every prediction",
      remedy: """
        Correct predictions by the cheapest correction before they are used, or train the model with these \
        costs as its loss.
        """)
    for (name, scaled) in [
      ("too high costs half", errors.scaled(over: 0.5)),
      ("too high costs half as much again", errors.scaled(over: 1.5)),
      ("too low costs half", errors.scaled(under: 0.5)),
      ("too low costs half as much again", errors.scaled(under: 1.5)),
    ] {
      measurements.append(
        Measurement(
          name: "cheapest correction if \(name)", value: scaled.bestCorrection,
          unit: "the target's unit"))
    }
  }

  private mutating func addCost(_ today: Estimate, rows: Int) throws(Undefined) {
    measurements.append(
      Measurement(
        name: "cost today", value: today.value, interval: today.interval, unit: unit,
        threshold: costs.limit, note: today.note))
    let cost = "A test row costs \(shown(today)) on average"
    guard let limit = costs.limit else {
      sentences.append("\(cost).")
      return
    }
    let judged = Judgement(today, atMost: limit, rows: rows)
    let words =
      switch judged {
      case .pass: "within the limit of"
      case .fail: "above the limit of"
      case .undecided: "which may or may not be within the limit of"
      }
    let open = judged.open(today, "test rows").map { " \($0.capitalizedFirst)." } ?? ""
    sentences.append("\(cost), \(words) \(NumberText.plain(limit)).\(open)")
    worsen(CheckStatus(judged), "Lower the cost of a row, or revise integration.costs.limit.")
  }

  /// Holds the calls against calling every row alike, whichever way is cheaper.
  private mutating func addConstant(
    _ cells: ConfusionCells, _ calls: CallCosts, level: Double
  ) throws(Undefined) {
    // Calling none turns called rows over, calling all the others.
    var none = OutcomeCosts()
    none.add(calls.falseAlarm, rows: cells.falsePositives)
    none.add(-calls.miss, rows: cells.truePositives)
    none.add(0, rows: cells.calledNegative)
    var all = OutcomeCosts()
    all.add(calls.miss, rows: cells.falseNegatives)
    all.add(-calls.falseAlarm, rows: cells.trueNegatives)
    all.add(0, rows: cells.calledPositive)
    let isNone = none.sum >= all.sum
    let excess = try (isNone ? none : all).mean(level: level)
    let name = isNone ? "calling no row positive" : "calling every row positive"
    measurements.append(
      Measurement(
        name: "cost above \(name)", value: excess.value, interval: excess.interval, unit: unit,
        threshold: 0, note: excess.note))
    let judged = Judgement(excess, atMost: 0, rows: cells.rows)
    let gap = Estimate(
      (excess.value ?? 0).magnitude,
      interval: excess.interval.map {
        let ends = [$0.low, $0.high].map { (excess.value ?? 0) < 0 ? -$0 : $0 }.sorted()
        return Interval(low: ends[0], high: ends[1], level: $0.level, method: $0.method)
      })
    switch judged {
    case .pass: sentences.append("That is \(shown(gap)) less than \(name).")
    case .fail: sentences.append("That is \(shown(gap)) more than \(name).")
    case .undecided:
      let open = judged.open(excess, "test rows").map { ": \($0)" } ?? ""
      sentences.append("Whether that is less than \(name) is not certain\(open).")
    }
    worsen(
      CheckStatus(judged),
      "Move the threshold, or do without the model: as it is used, it costs more than it saves.")
  }

  private mutating func addBest(
    _ curve: ThresholdCosts, _ today: Estimate, _ cells: ConfusionCells, threshold: Double,
    level: Double
  ) throws(Undefined) {
    let best = try curve.bestThreshold(level: level)
    measurements += [
      Measurement(
        name: "cheapest threshold", value: best.value, interval: best.interval, unit: "",
        note: "every threshold in the interval may be as cheap"),
      Measurement(
        name: "cost at the cheapest threshold", value: curve.cost(curve.best), unit: unit),
      Measurement(
        name: "cheapest threshold of probabilities", value: curve.costs.calibratedThreshold,
        unit: "", note: "that of these costs where the score is the true probability"),
    ]
    guard curve.cells(curve.place(of: threshold)) == cells else {
      sentences.append(
        """
        The calls are not those of a threshold of \(NumberText.plain(threshold)); the cheapest threshold \
        would be \(NumberText.plain(best.value ?? .nan)), at \(shown(Estimate(curve.cost(curve.best)))).
        """)
      return
    }
    let range = best.interval.map {
      " (\(NumberText.plain($0.low)) to \(NumberText.plain($0.high)) may be as cheap)"
    }
    judgeSaving(
      try curve.saving(over: threshold, level: level), today, rows: cells.rows,
      by: """
        Against today's threshold of \(NumberText.plain(threshold)) the cheapest of \
        \(NumberText.plain(best.value ?? .nan))\(range ?? "")
        """,
      remedy: """
        Set the threshold to one that is as cheap as the cheapest, in production and in metrics.threshold.
        """)
  }

  private mutating func judgeSaving(
    _ saving: Estimate, _ today: Estimate, rows: Int, by change: String, remedy: String
  ) {
    let limit = (today.value ?? 0).magnitude * costs.tolerance
    measurements.append(
      Measurement(
        name: "saved by the cheapest use", value: saving.value, interval: saving.interval,
        unit: unit, threshold: limit, note: saving.note))
    let judged = Judgement(saving, atMost: limit, rows: rows)
    let open = judged.open(saving, "test rows").map { ": \($0)" } ?? ""
    let words =
      switch judged {
      case .pass: "saves \(shown(saving)), which does not matter"
      case .fail: "saves \(shown(saving)) on rows that it was not chosen by"
      case .undecided: "saves \(shown(saving)), which may or may not matter\(open)"
      }
    sentences.append("\(change) \(words).")
    // The model is not at fault: how it is used can be changed today.
    worsen(judged == .fail ? .attention : CheckStatus(judged), remedy)
  }

  private mutating func worsen(_ other: CheckStatus, _ remedy: String) {
    guard other != .pass else { return }
    if status.worse(other) != status { self.remedy = nil }
    status = status.worse(other)
    self.remedy = self.remedy ?? remedy
  }

  private func shown(_ estimate: Estimate) -> String {
    let text = MeasurementText(estimate.value, estimate.interval, unit: costs.currency ?? "")
    return text.interval.map { "\(text.value) (\($0))" } ?? text.value
  }

  /// Cost over the threshold, as declared and with the cost of a miss changed.
  private func figure(
    _ curve: ThresholdCosts, _ calls: CallCosts, _ scores: SortedCounts, _ threshold: Double
  ) -> Figure {
    func line(_ name: String, _ costs: CallCosts) -> Figure.Curves.Curve? {
      do throws(Undefined) {
        let curve = try ThresholdCosts(scores, costs)
        let count = curve.places.count
        let shown = min(count, Self.mostPoints)
        return Figure.Curves.Curve(
          name: name,
          points: (0..<shown).map { step in
            let place = shown < 2 ? 0 : step * (count - 1) / (shown - 1)
            return Figure.Curves.Point(x: curve.threshold(place), y: curve.cost(place))
          }, marksPoints: false)
      } catch {
        return nil
      }
    }
    return Figure(
      title: "What a row costs at each threshold",
      summary: """
        Lowest at \(NumberText.plain(curve.threshold(curve.best))), with \
        \(shown(Estimate(curve.cost(curve.best)))); today's threshold is \(NumberText.plain(threshold)), with \
        \(shown(Estimate(curve.cost(curve.place(of: threshold)))))
        """,
      content: .curves(
        Figure.Curves(
          horizontal: "threshold", vertical: "cost (\(unit))",
          curves: [
            line("costs as declared", calls),
            line("a false negative costs half", calls.scaled(falseNegative: 0.5)),
            line("half as much again", calls.scaled(falseNegative: 1.5)),
          ].compactMap(\.self), showsDiagonal: false)))
  }
}
