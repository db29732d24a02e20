internal import Statistics

/// Whether a group is treated like the reference group, in the words of Aequitas.
///
/// A parity holds when the ratio of the group's rate to the reference's lies between τ and 1/τ.
/// Aequitas looks at the ratio alone; here its interval decides, and may decide neither way. A
/// parity of several holds when all of them do, and fails when one does.
///
/// - Source: Saleiro and others, *Aequitas: A Bias and Fairness Audit Toolkit*, 2018; Aequitas,
///   `Fairness.get_group_value_fairness`.
package enum AequitasParity: String, Sendable, Hashable, CaseIterable {
  case statisticalParity
  case impactParity
  case fdrParity
  case fprParity
  case forParity
  case fnrParity
  case tprParity
  case tnrParity
  case npvParity
  case precisionParity
  case typeIParity
  case typeIIParity
  case equalizedOdds
  case unsupervisedFairness
  case supervisedFairness
  case overallFairness

  /// The rate whose ratio decides; nil for parities of several.
  var rate: GroupRate? {
    switch self {
    case .impactParity: .selectionRate
    case .fdrParity: .falseDiscoveryRate
    case .fprParity: .falsePositiveRate
    case .forParity: .falseOmissionRate
    case .fnrParity: .falseNegativeRate
    case .tprParity: .truePositiveRate
    case .tnrParity: .trueNegativeRate
    case .npvParity: .negativePredictiveValue
    case .precisionParity: .precision
    default: nil
    }
  }

  /// The parities that must all hold; empty for those of one ratio.
  var parts: [AequitasParity] {
    switch self {
    case .typeIParity: [.fdrParity, .fprParity]
    case .typeIIParity: [.forParity, .fnrParity]
    case .equalizedOdds: [.fprParity, .tprParity]
    case .unsupervisedFairness: [.statisticalParity, .impactParity]
    case .supervisedFairness: [.typeIParity, .typeIIParity]
    case .overallFairness: [.unsupervisedFairness, .supervisedFairness]
    default: []
    }
  }

  /// Every parity of a group; nil where a ratio has no interval.
  ///
  /// - Parameters:
  ///   - comparisons: the group's rates against the reference's.
  ///   - predictedPositives: the ratio of the rows called positive.
  ///   - limit: τ.
  ///   - rows: rows of both groups; an undecided parity says how many more would settle it.
  static func all(
    _ comparisons: [FairnessReport.Comparison], predictedPositives: Estimate, limit: Double,
    rows: Int
  ) -> [AequitasParity: Judgement?] {
    var found: [AequitasParity: Judgement?] = [:]
    for parity in allCases {
      if !parity.parts.isEmpty {
        found[parity] = .some(together(parity.parts.map { found[$0] ?? nil }))
      } else if let rate = parity.rate {
        let ratio = comparisons.first { $0.rate == rate }?.ratio
        found[parity] = .some(ratio.flatMap { judge($0, limit: limit, rows: rows) })
      } else {
        found[parity] = .some(judge(predictedPositives, limit: limit, rows: rows))
      }
    }
    return found
  }

  /// Whether a ratio lies between the limit and its inverse.
  static func judge(_ ratio: Estimate, limit: Double, rows: Int) -> Judgement? {
    guard let value = ratio.value, let interval = ratio.interval else { return nil }
    let low = Judgement(value, interval, atLeast: limit, rows: rows)
    let high = Judgement(value, interval, atMost: 1 / limit, rows: rows)
    return together([low, high])
  }

  /// All must hold.
  private static func together(_ parts: [Judgement?]) -> Judgement? {
    if parts.contains(.fail) { return .fail }
    if parts.contains(nil) { return nil }
    let needed = parts.compactMap { part -> Int?? in
      if case .undecided(let rows) = part { return .some(rows) }
      return nil
    }
    guard !needed.isEmpty else { return .pass }
    return .undecided(moreRows: needed.contains(nil) ? nil : needed.compactMap(\.self).max())
  }

  /// How many times as many rows a group has called positive as the reference, with an interval on
  /// the logarithm: the calls of two groups are independent counts.
  ///
  /// - Throws: ``Undefined`` when the reference has none.
  static func predictedPositives(
    _ own: ConfusionCells, to reference: ConfusionCells, level: Double
  ) throws(Undefined) -> Estimate {
    guard reference.calledPositive > 0 else {
      throw Undefined("no row of the reference group is called positive")
    }
    let value = Double(own.calledPositive) / Double(reference.calledPositive)
    guard own.calledPositive > 0 else {
      return Estimate(value, note: "no row of the group is called positive: there is no interval")
    }
    // Each count is that of the group's rows that are called, so it varies by share and rows.
    let share = try Proportion.measure(own.calledPositive, of: own.rows, level: level)
    let other = try Proportion.measure(reference.calledPositive, of: reference.rows, level: level)
    let ratio = try IndependentRatio.measure(share, to: other)
    let factor = Double(own.rows) / Double(reference.rows)
    return Estimate(
      value,
      interval: ratio.interval.map {
        Interval(
          low: $0.low * factor, high: $0.high * factor, level: $0.level, method: $0.method)
      })
  }
}
