import Checklist

extension MutationTests {
  static let production = [
    Mutation(
      "no expected drift", flips: ["drift.strategy": .missing],
      says: "Nothing says which changes of the data are expected."
    ) { $0.drift["expected"] = nil },
    Mutation(
      "a season that is trained away", .regression, flips: ["drift.strategy": .fail],
      says: "To retrain does not suit the recurring change of income: it will be over again."
    ) {
      $0.drift["expected"] =
        "[{kind: recurring, columns: [income], period: 4 weeks, action: retrain}]"
    },
    Mutation(
      "an expected drift of a column that nobody has", flips: ["drift.strategy": .fail],
      says: "names fare, which train does not have"
    ) { $0.drift["expected"] = "[{kind: gradual, columns: [fare], action: adapt}]" },
    Mutation(
      "an expected drift of a column that is not watched", flips: ["drift.strategy": .fail],
      says: "shows in customer, which no monitor of inputs watches"
    ) { $0.drift["expected"] = "[{kind: abrupt, columns: [customer], action: adapt}]" },
    Mutation(
      "an expected drift without an action", flips: ["drift.strategy": .attention],
      says: "The label change has no action"
    ) { $0.drift["expected"] = "[{kind: label}]" },
    Mutation(
      "a season longer than train", flips: ["drift.strategy": .attention],
      says: "Train covers 87 days, less than a round"
    ) { $0.drift["expected"] = "[{kind: recurring, period: 52 weeks, action: wait}]" },
    Mutation(
      "a concept that changes without labels to show it",
      flips: ["drift.strategy": .attention], says: "shows only once labels are there"
    ) { $0.plan["labels"] = nil },
    Mutation(
      "runs too small to notice anything", .regression, flips: ["drift.strategy": .attention],
      says: "shows no shift of less than half of the rows in"
    ) { $0.plan["every"] = "12 hours" },
    Mutation(
      "no policy at all", flips: ["performance.policy": .missing],
      says: "Nothing says who answers alarms"
    ) { sample in
      sample.plan["owners"] = nil
      sample.plan["retraining"] = nil
    },
    Mutation(
      "nobody on call", flips: ["performance.policy": .attention],
      says: "1 fact is not declared: who is on call"
    ) { $0.plan["owners"] = "[{role: model, name: Ada}]" },
    Mutation(
      "a cool-down longer than the schedule", .regression, flips: ["performance.policy": .fail],
      says: "at the latest after 30 days and not sooner than after 40 days"
    ) {
      $0.plan["retraining"] =
        "{every: 30 days, least-rows: 100, cool-down: 40 days, approver: Ada}"
    },
    Mutation(
      "a threshold that test is beyond", flips: ["performance.policy": .fail],
      says: "it would start at once"
    ) {
      $0.plan["retraining"] =
        "{threshold: 0.99, least-rows: 100, cool-down: 40 days, approver: Ada}"
    },
    Mutation(
      "fewer new rows than are needed to train", flips: ["performance.policy": .attention],
      says: "90 days bring about 4,500 labelled rows, fewer than the 9,000"
    ) {
      $0.plan["retraining"] =
        "{every: 90 days, least-rows: 9000, cool-down: 14 days, approver: Ada}"
    },
    Mutation(
      "windows with too few rows for the drop that matters",
      flips: ["performance.thresholds": .attention], says: "but 0.15 already matters"
    ) { sample in
      sample.plan["rows-per-day"] = "1"
      sample.plan["every"] = "90 days"
      sample.plan["retraining"] =
        "{every: 90 days, least-rows: 50, cool-down: 14 days, approver: Ada}"
    },
  ]
}
