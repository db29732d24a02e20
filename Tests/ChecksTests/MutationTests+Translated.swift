import Checklist

extension MutationTests {
  /// What a figure of test does not say of production: another share of classes, mix of groups or
  /// unit.
  static let translated = [
    Mutation(
      "a class that is rare in production",
      // Test has as many positives as train, so that its figure is not production's either.
      flips: [
        "metrics.sampling": .fail, "metrics.contract": .attention, "parity.metric": .attention,
      ],
      says: "2 % in production"
    ) { sample in
      sample.metrics["primary"] = "precision"
      sample.metrics["goals"] = "{precision: 0.5}"
      sample.metrics["definitions"] = Sample.definitions(
        "metric: precision, positive: \"1\"",
        scoring:
          "metric: precision, positive: \"1\", unit: visit, sampling: natural, window: month, prevalence: 0.02"
      )
    },
    Mutation(
      "a group that test does not have",
      // Train does not have it either.
      flips: [
        "metrics.mix": .attention, "parity.inputs": .fail,
        "distribution.representation": .attention,
      ],
      says: "20 % of production has values of region that test does not have (abroad)"
    ) { sample in
      sample.sets["scoring"]?.change("region") { row, value in row % 5 == 0 ? "abroad" : value }
    },
    Mutation(
      "pieces of which a few spoil the whole",
      // What production's side leaves out is missed by the others.
      flips: [
        "metrics.unit": .fail, "metrics.sampling": .missing, "metrics.contract": .attention,
        "metrics.subgroups": .undecided, "parity.metric": .fail,
      ],
      says: "Training counts visit and production customer."
    ) { sample in
      sample.metrics["primary"] = "specificity"
      sample.metrics["goals"] = "{specificity: 0.7}"
      sample.metrics["definitions"] = Sample.definitions(
        "metric: specificity", scoring: "metric: specificity, unit: customer, window: month")
      for role in sample.sets.keys {
        sample.sets[role]?.change("customer") { row, _ in "\(role)-\(row / 8)" }
        sample.sets[role]?.change("truth") { row, _ in row / 8 % 2 == 0 ? "1" : "0" }
        sample.sets[role]?.change("model") { row, _ in
          row / 8 % 2 == 0 ? "0.9" : row % 10 == 0 ? "0.8" : "0.1"
        }
      }
    },
    Mutation(
      "sets too small for the change that matters", .regression,
      flips: [
        "metrics.small": .attention, "metrics.chance": .attention, "metrics.window": .undecided,
        "metrics.subgroups": .undecided, "performance.thresholds": .attention,
      ], says: "which takes about"
    ) { $0.metrics["smallest-drop"] = "0.0001" },
  ]
}
