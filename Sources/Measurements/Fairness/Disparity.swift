package import Statistics

/// How far apart groups are in one rate, or in the worst of several.
///
/// `difference = maxᵣ (max_g rate − min_g rate)`, `ratio = minᵣ (min_g rate / max_g rate)`
///
/// - Unit: share or ratio, 0…1. 0 of a difference and 1 of a ratio: equal groups.
/// - Undefined: fewer than two groups have the rate; for a ratio, the rate is 0 in all of them.
/// - Source: Fairlearn, `demographic_parity_difference` and its companions,
///   `method="between_groups"`, `agg="worst_case"`.
package struct Disparity: Sendable, Hashable {
  /// Whether rates are subtracted or divided.
  package enum Form: String, Sendable, Hashable, CaseIterable {
    case difference
    case ratio
  }

  /// Key in JSON documents: `demographicParityDifference`.
  package let key: String
  /// Whether rates are subtracted or divided.
  package let form: Form
  /// The rates, of which the worst counts.
  package let rates: [GroupRate]
  private let id: String
  private let title: String
  private let summary: String
  private let aliases: [String]

  /// What it says about itself.
  package var card: Card {
    Card(
      id: "\(id)-\(form.rawValue)", aliases: aliases.map { "\($0)-\(form.rawValue)" }, key: key,
      title: "\(title) \(form.rawValue)",
      summary: form == .difference
        ? "\(summary): highest less lowest group." : "\(summary): lowest by highest group.",
      unit: form == .difference ? "share" : "ratio", range: "0…1",
      direction: form == .difference ? .lowerIsBetter : .higherIsBetter,
      formula: formula,
      defaults: [
        .init("smallest-group", "30", reason: "below it a group's rate is mostly chance"),
        .init("level", "0.95", reason: "convention"),
      ],
      undefined: form == .difference
        ? "fewer than two groups have the rate"
        : "fewer than two groups have the rate, or it is 0 in all of them",
      laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
      source: "Fairlearn, fairlearn.metrics (between groups, worst case)")
  }

  private var formula: String {
    let names = rates.map(\.rawValue)
    let each = names.map { form == .difference ? "max \($0) − min \($0)" : "min \($0) / max \($0)" }
    guard each.count > 1 else { return each.joined() }
    return (form == .difference ? "max(" : "min(") + each.joined(separator: ", ") + ")"
  }

  /// Every disparity, in the order of reports.
  package static let all: [Disparity] =
    family(
      "demographicParity", "demographic-parity", "Demographic parity", [.selectionRate],
      "Whether groups are selected alike", aliases: ["selection-rate", "statistical-parity"])
    + family(
      "equalizedOdds", "equalized-odds", "Equalized odds", [.truePositiveRate, .falsePositiveRate],
      "Whether groups with the same truth are called alike")
    + family(
      "equalOpportunity", "equal-opportunity", "Equal opportunity", [.truePositiveRate],
      "Whether those who are positive are found alike", aliases: ["true-positive-rate"])
    + family(
      "predictiveParity", "predictive-parity", "Predictive parity", [.precision],
      "Whether being called positive means the same", aliases: ["precision"])
    + family(
      "falsePositiveRate", "false-positive-rate", "False positive rate", [.falsePositiveRate],
      "Whether negatives are called positive alike", aliases: ["predictive-equality"])
    + family(
      "trueNegativeRate", "true-negative-rate", "True negative rate", [.trueNegativeRate],
      "Whether negatives are recognised alike")
    + family(
      "falseNegativeRate", "false-negative-rate", "False negative rate", [.falseNegativeRate],
      "Whether positives are missed alike")
    + family(
      "negativePredictiveValue", "negative-predictive-value", "Negative predictive value",
      [.negativePredictiveValue], "Whether being called negative means the same")
    + family(
      "falseDiscoveryRate", "false-discovery-rate", "False discovery rate", [.falseDiscoveryRate],
      "Whether positive calls are wrong alike")
    + family(
      "falseOmissionRate", "false-omission-rate", "False omission rate", [.falseOmissionRate],
      "Whether negative calls are wrong alike")
    + family(
      "accuracy", "accuracy", "Accuracy", [.accuracy], "Whether calls are right alike")

  private static func family(
    _ key: String, _ id: String, _ title: String, _ rates: [GroupRate], _ summary: String,
    aliases: [String] = []
  ) -> [Disparity] {
    Form.allCases.map { form in
      Disparity(
        key: key + (form == .difference ? "Difference" : "Ratio"), form: form, rates: rates,
        id: id, title: title, summary: summary, aliases: aliases)
    }
  }

  /// The worst of the rates' disparities.
  ///
  /// - Parameter values: for each of ``rates``, its values in the groups that have it.
  /// - Throws: ``Undefined``.
  package func value(_ values: [[Double]]) throws(Undefined) -> Double {
    var worst: Double?
    for (rate, shares) in zip(rates, values) {
      guard shares.count > 1, let lowest = shares.min(), let highest = shares.max() else {
        throw Undefined("the \(rate.title.lowercased()) is known of fewer than two groups")
      }
      switch form {
      case .difference:
        worst = max(worst ?? 0, highest - lowest)
      case .ratio:
        guard highest > 0 else {
          throw Undefined("the \(rate.title.lowercased()) is 0 in every group")
        }
        worst = min(worst ?? 1, lowest / highest)
      }
    }
    guard let worst else { throw Undefined("there is no rate to compare") }
    return worst
  }
}

/// Every card of fairness that no other catalogue has.
package enum FairnessCatalogue {
  /// Rates, disparities and the interval of a ratio.
  package static var cards: [Card] {
    GroupRate.allCases.filter { !GroupRate.metrics.contains($0) }.map(\.card)
      + Disparity.all.map(\.card) + [IndependentRatio.card, GroupMetricsReport.zeroOneLoss]
  }
}
