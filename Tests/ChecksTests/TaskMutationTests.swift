import Checklist
import Statistics
import Testing

@Suite("Faults of single tasks flip the checks that look for them, and no other")
struct TaskMutationTests {
  @Test("each fault is found", arguments: all)
  func found(_ mutation: Mutation) throws {
    try mutation.expect()
  }

  /// Every fault of this suite.
  static let all = classes + series + queries

  static let classes = [
    Mutation(
      "a feature that is the class", .multiclass,
      flips: ["parity.leakage": .fail],
      says: "refund (1) alone nearly decides the label"
    ) { sample in
      for role in ["train", "test", "scoring"] { sample.copy(role, "truth", to: "refund") }
    },
    Mutation(
      "a goal that is missed", .multiclass,
      flips: ["benchmark.metrics": .fail, "responsible.inclusiveness": .fail],
      says: "misses its goal of 95 %"
    ) { $0.metrics["goals"] = "{accuracy: 0.95}" },
    Mutation(
      "a weak group", .multiclass,
      // With less skill in all, a fifth of it is less than the rows can tell.
      flips: [
        "metrics.subgroups": .fail, "benchmark.gap": .undecided,
        "responsible.fairness": .undecided,
      ], says: "region = north"
    ) { sample in
      sample.metrics["goals"] = "{accuracy: 0.55}"
      var generator = SeededGenerator(seed: 9)
      for role in ["train", "test"] {
        sample.sets[role]?.change("model") { row, value in
          row % 4 == 0 && generator.uniform() < 0.6
            ? ["a", "b", "c"][Int(generator.uniform() * 3)] : value
        }
      }
    },
    Mutation(
      "classes that are spelled otherwise", .multiclass,
      flips: [
        "benchmark.metrics": .fail, "benchmark.gap": .attention, "metrics.window": .attention,
        "metrics.chance": .attention, "metrics.subgroups": .attention,
        "metrics.slices": .attention, "metrics.mix": .attention, "metrics.small": .attention,
        "parity.metric": .attention, "performance.thresholds": .attention,
        "responsible.inclusiveness": .attention, "responsible.fairness": .attention,
      ], says: "write both alike"
    ) { $0.columns["classes"] = "[A, B, C]" },
    Mutation(
      "people who are always right", .multiclass, flips: ["baseline.people": .attention],
      says: "human"
    ) { $0.baseline["human-accuracy"] = "0.99" },
  ]

  static let series = [
    Mutation(
      "test rows whose truth is not known yet", .regression,
      flips: ["distribution.sets": .attention],
      says: "1,000 of 3,000 test rows the label is missing"
    ) { sample in
      sample.sets["test"]?.change("truth") { row, value in row % 3 == 0 ? "" : value }
    },
    Mutation(
      "a forecast that last week beats", .forecast,
      flips: [
        "baseline.past": .fail, "baseline.previous": .fail, "benchmark.metrics": .fail,
      ], says: "does not beat the seasonal naive forecast"
    ) { sample in
      var generator = SeededGenerator(seed: 9)
      sample.metrics["smallest-drop"] = "2"
      for role in ["train", "test"] {
        sample.sets[role]?.change("model") { _, value in
          Sample.number((Double(value) ?? 0) + 8 * generator.normal())
        }
      }
    },
    Mutation(
      "a weak region", .forecast, flips: ["metrics.subgroups": .fail], says: "region = north"
    ) { sample in
      var generator = SeededGenerator(seed: 9)
      sample.metrics["goals"] = "{mae: 1.5}"
      sample.metrics["smallest-drop"] = "0.5"
      for role in ["train", "test"] {
        sample.sets[role]?.change("model") { row, value in
          Sample.number((Double(value) ?? 0) + (row % 12 % 4 == 0 ? 2 * generator.normal() : 0))
        }
      }
    },
    Mutation(
      "days that stand in train and in test", .forecast,
      flips: [
        "benchmark.overlap": .fail, "baseline.past": .attention, "baseline.previous": .attention,
      ],
      says: "are copies of train rows"
    ) { sample in
      if let train = sample.sets["train"] { sample.sets["test"]?.replaceFirst(600, by: train) }
      sample.metrics["window"] = "\"1500\""
    },
    Mutation(
      "series that are not told apart", .forecast,
      flips: [
        "baseline.past": .attention, "baseline.previous": .attention,
        "benchmark.metrics": .attention,
      ],
      says: "columns.series"
    ) { sample in
      sample.columns["series"] = nil
      sample.columns["ignore"] = "[shop]"
    },
    Mutation(
      "a feature that is known too late", .forecast, flips: ["parity.leakage": .fail],
      says: "weather is read by the model but declared unknown at scoring time"
    ) { sample in
      sample.columns["features"] = "[shop, region, weather]"
      sample.columns["unavailable-at-scoring"] = "[weather]"
    },
  ]

  static let queries = [
    Mutation(
      "a ranking in any order", .ranking,
      flips: [
        "baseline.random": .undecided, "baseline.constant": .undecided,
        "baseline.previous": .fail, "benchmark.metrics": .fail,
        "responsible.inclusiveness": .fail,
      ], says: "misses its goal"
    ) { sample in
      for (place, role) in ["train", "test"].enumerated() {
        var generator = SeededGenerator(seed: UInt64(place))
        sample.sets[role]?.change("model") { _, _ in Sample.number(generator.uniform()) }
      }
    },
    Mutation(
      "no word on the item", .ranking, flips: ["baseline.constant": .missing],
      says: "which item each row is about"
    ) { $0.columns["item"] = nil },
    Mutation(
      "a group that divides queries", .ranking, flips: ["metrics.subgroups": .attention],
      says: "divides the rows of one query"
    ) { sample in
      for role in ["train", "test", "scoring"] {
        sample.sets[role]?["genre"] = (0..<3_000).map { $0 % 8 < 4 ? "old" : "new" }
      }
      sample.columns["segments"] = "[region, genre]"
    },
    Mutation(
      "a weak region", .ranking, flips: ["metrics.subgroups": .fail], says: "region = north"
    ) { sample in
      var generator = SeededGenerator(seed: 9)
      for role in ["train", "test"] {
        sample.sets[role]?.change("model") { row, value in
          row / 8 % 4 == 0 ? Sample.number(generator.uniform()) : value
        }
      }
    },
  ]
}
