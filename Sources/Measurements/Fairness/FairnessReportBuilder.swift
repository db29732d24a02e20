internal import Statistics

/// Turns counts of groups into a report.
struct FairnessReportBuilder {
  let options: FairnessOptions
  let rows: Int
  let missingLabels: Int
  let missingPredictions: Int

  /// How a missing value is called.
  static let missing = "(missing)"

  func report(
    attributes: [GroupCounts], combinations: GroupCounts?
  ) throws(FairnessRefusal) -> FairnessReport {
    var tables: [(columns: [String], groups: [GroupCounts.Group])] = []
    for (column, counts) in zip(options.by, attributes) {
      tables.append(([column], counts.groups(of: [0])))
    }
    for places in combinations == nil ? [] : Self.subsets(options.by.count) {
      tables.append(
        (places.map { options.by[$0] }, combinations?.groups(of: places) ?? []))
    }
    try checkReference(tables.flatMap { $0.groups.map { Self.name($0.values) } })
    var all = ConfusionCells()
    for group in tables.first?.groups ?? [] { all.merge(group.cells) }
    return FairnessReport(
      rows: rows,
      overall: GroupRate.allCases.map { rate in
        FairnessReport.Rate(rate: rate, estimate: Self.estimate(rate, all, options.level))
      },
      attributes: tables.map { attribute($0.columns, $0.groups) }, limit: options.limit,
      warnings: warnings)
  }

  /// Sets of two or more of `count` places, small sets first.
  static func subsets(_ count: Int) -> [[Int]] {
    (1..<(1 << count)).map { bits in (0..<count).filter { bits >> $0 & 1 == 1 } }
      .filter { $0.count > 1 }
      .sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count }
  }

  static func name(_ values: [String?]) -> String {
    values.map { $0 ?? missing }.joined(separator: " × ")
  }

  static func estimate(_ rate: GroupRate, _ cells: ConfusionCells, _ level: Double) -> Estimate {
    do throws(Undefined) {
      return try rate.measure(cells, level: level)
    } catch {
      return Estimate(undefined: error)
    }
  }

  func checkReference(_ names: [String]) throws(FairnessRefusal) {
    if let wanted = options.referenceGroup, !names.contains(wanted) {
      throw .unknownReference(wanted, groups: names)
    }
  }

  /// One attribute's groups beside each other.
  func attribute(
    _ columns: [String], _ groups: [GroupCounts.Group]
  ) -> FairnessReport.Attribute {
    let suppression = CountSuppression(groups.map(\.cells), below: options.suppressBelow)
    let entering = groups.indices.filter {
      groups[$0].cells.rows >= options.smallestGroup && !suppression.hidden.contains($0)
    }
    let names = groups.map { Self.name($0.values) }
    let measurement = DisparityMeasurement(
      cells: entering.map { groups[$0].cells }, level: options.level, seed: options.seed,
      excluding: { group, rate in suppression.hides(rate, of: entering[group]) })
    let reference =
      entering.first { names[$0] == options.referenceGroup }
      ?? entering.max { groups[$0].cells.rows < groups[$1].cells.rows }
    let rates = groups.indices.map { group in
      GroupRate.allCases.map { rate in
        FairnessReport.Rate(
          rate: rate,
          estimate: suppression.hides(rate, of: group)
            ? Estimate(undefined: Undefined("hidden: it stands on a count that is hidden"))
            : Self.estimate(rate, groups[group].cells, options.level))
      }
    }
    let gaps = zip(Disparity.all, measurement.measure()).map { disparity, result in
      var estimate = result.estimate
      let left = leftOut(disparity, names, entering: entering, measurement)
      if let left { estimate.note = estimate.note.map { "\($0); \(left)" } ?? left }
      return FairnessReport.Gap(
        disparity: disparity, estimate: estimate, corrected: result.corrected)
    }
    return FairnessReport.Attribute(
      name: columns.joined(separator: " × "), columns: columns,
      groups: groups.indices.map { group in
        let enters = entering.contains(group)
        let isHidden = suppression.hidden.contains(group)
        return FairnessReport.Group(
          name: names[group], values: zip(columns, groups[group].values).map { ($0, $1) },
          rows: isHidden ? nil : groups[group].cells.rows, rates: rates[group], enters: enters,
          note: note(groups[group], enters: enters, isHidden: isHidden),
          against: reference.flatMap { reference in
            enters && group != reference
              ? against(
                groups[reference].cells, groups[group].cells, rates[reference], rates[group]) : nil
          })
      }, gaps: gaps, reference: reference.map { names[$0] },
      fourFifths: judgement(gaps, rows: entering.reduce(0) { $0 + groups[$1].cells.rows }))
  }

  private func note(_ group: GroupCounts.Group, enters: Bool, isHidden: Bool) -> String? {
    if isHidden {
      return "hidden and in no disparity: it, or a group that it would give away, has fewer than "
        + "\(options.suppressBelow) rows"
    }
    guard !enters else { return nil }
    guard group.cells.rows > 0 else {
      return "in no disparity: no row has both a label and a predicted class"
    }
    return "in no disparity: fewer than \(options.smallestGroup) rows"
  }

  /// The groups that a disparity leaves out, and why; nil when all enter.
  private func leftOut(
    _ disparity: Disparity, _ names: [String], entering: [Int],
    _ measurement: DisparityMeasurement
  ) -> String? {
    var reasons: [String] = []
    let small = names.indices.filter { !entering.contains($0) }.map { names[$0] }
    if !small.isEmpty { reasons.append("too small: \(Self.list(small))") }
    for rate in disparity.rates {
      let known = Set(measurement.groups(with: rate).map { entering[$0] })
      let lacking = entering.filter { !known.contains($0) }.map { names[$0] }
      if !lacking.isEmpty {
        reasons.append("no \(rate.title.lowercased()): \(Self.list(lacking))")
      }
    }
    return reasons.isEmpty ? nil : "left out – " + reasons.joined(separator: "; ")
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(5).joined(separator: ", ")
      + (names.count > 5 ? " and \(names.count - 5) more" : "")
  }

  /// A group against the reference group.
  private func against(
    _ reference: ConfusionCells, _ cells: ConfusionCells, _ others: [FairnessReport.Rate],
    _ rates: [FairnessReport.Rate]
  ) -> FairnessReport.Against {
    let rows = reference.rows + cells.rows
    let comparisons = zip(rates, others).map { own, other in
      let ratio = Self.estimate { () throws(Undefined) in
        try IndependentRatio.measure(own.estimate, to: other.estimate)
      }
      let difference = Self.estimate { () throws(Undefined) in
        try IndependentDifference.measure(own.estimate, minus: other.estimate)
      }
      return FairnessReport.Comparison(
        rate: own.rate, ratio: ratio, difference: difference,
        parity: AequitasParity.judge(ratio, limit: options.limit, rows: rows))
    }
    let selected = comparisons.first { $0.rate == .selectionRate }
    // Where the selection rate is hidden, so is the count behind it.
    let predicted =
      selected?.ratio.value == nil
      ? Estimate(undefined: Undefined(selected?.ratio.note ?? "there is no selection rate"))
      : Self.estimate { () throws(Undefined) in
        try AequitasParity.predictedPositives(cells, to: reference, level: options.level)
      }
    return FairnessReport.Against(
      comparisons: comparisons, predictedPositives: predicted,
      parities: AequitasParity.all(
        comparisons, predictedPositives: predicted, limit: options.limit, rows: rows))
  }

  private static func estimate(_ measure: () throws(Undefined) -> Estimate) -> Estimate {
    do throws(Undefined) {
      return try measure()
    } catch {
      return Estimate(undefined: error)
    }
  }

  private func judgement(_ gaps: [FairnessReport.Gap], rows: Int) -> Judgement? {
    guard let gap = gaps.first(where: { $0.disparity.key == "demographicParityRatio" }),
      let value = gap.estimate.value, let interval = gap.estimate.interval
    else { return nil }
    return Judgement(value, interval, atLeast: options.limit, rows: rows)
  }

  private var warnings: [MetricsReport.Warning] {
    [
      (missingLabels, "missing-label", "have no label and are in no rate", options.target),
      (
        missingPredictions, "missing-prediction", "have no predicted class and are in no rate",
        options.prediction ?? options.score ?? ""
      ),
    ].compactMap { count, code, what, column in
      guard count > 0 else { return nil }
      return MetricsReport.Warning(
        code: code, message: "\(count) of \(rows) rows \(what)", column: column)
    }
  }
}
