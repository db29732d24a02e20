/// How the tolerated false alarms are shared out: evenly among the kinds of monitors that can alarm
/// by chance, and within a kind evenly among its looks and columns.
///
/// The mean number of false alarms is the sum of the probabilities of all looks, however they
/// depend on each other; so the sum over all monitors stays within the budget.
///
///     AlarmShares(ProductionPlan.Budget()).rate(looks: 90, columns: 10)   // 1 / 7 / 900
package struct AlarmShares: Sendable, Hashable {
  /// Kinds of monitors that can alarm by chance; the others compare with what cannot vary.
  package static let kinds: [ProductionPlan.Monitor.Kind] = [
    .performance, .estimate, .inputs, .joint, .outputs, .volume, .quality,
  ]
  /// No look alarms by chance more often than one in twenty, however large the budget is.
  package static let largestRate = 0.05

  /// What is tolerated.
  package let budget: ProductionPlan.Budget

  /// Shares out a budget.
  package init(_ budget: ProductionPlan.Budget) {
    self.budget = budget
  }

  /// The probability with which one look at one column may alarm by chance.
  ///
  /// - Parameters:
  ///   - looks: looks in the budget's time, above 0.
  ///   - columns: columns that are looked at each time.
  package func rate(looks: Double, columns: Int = 1) -> Double {
    let share = budget.falseAlarms / Double(Self.kinds.count)
    // A budget beyond all numbers leaves a rate that is still one.
    return max(
      .leastNormalMagnitude, min(Self.largestRate, share / (looks * Double(max(1, columns)))))
  }

  /// Looks in the budget's time, one every so many days.
  package func looks(everyDays days: Double) -> Double { budget.days / days }
}
