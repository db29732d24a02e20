import Checklist
import Testing

/// Faults of a project that declares everything.
extension MutationTests {
  static let limits = [
    Mutation(
      "a model that is too bad", of: .complete,
      // No choice among candidates of which the limit allows none.
      flips: ["limits.quality": .fail, "limits.tradeoff": .attention],
      says: "beyond its limit"
    ) { $0.extra.replace("quality: {limit: 0.6}", with: "quality: {limit: 0.99}") },
    Mutation(
      "a model that is too slow", of: .complete, flips: ["limits.latency": .fail],
      says: "beyond its limit of 100 ms"
    ) { $0.files["bench.json"] = BenchText(p99: 140, low: 130, high: 150, graphics: 0.5).text },
    Mutation(
      "a model that answers too few rows a second", of: .complete,
      flips: ["limits.throughput": .fail], says: "beyond its limit"
    ) { $0.files["bench.json"] = BenchText(throughput: 400, graphics: 0.5).text },
    Mutation(
      "a model that is too large", of: .complete, flips: ["limits.memory": .fail],
      says: "beyond its limit"
    ) { $0.files["bench.json"] = BenchText(memory: 400_000_000, graphics: 0.5).text },
    Mutation(
      "a model that takes too much of the processor", of: .complete,
      flips: ["limits.cpu": .fail], says: "beyond its limit"
    ) { $0.files["bench.json"] = BenchText(processor: 3, graphics: 0.5).text },
    Mutation(
      "a model that takes too much of the graphics processor", of: .complete,
      flips: ["limits.gpu": .fail], says: "beyond its limit"
    ) { $0.files["bench.json"] = BenchText(graphics: 0.95).text },
    Mutation(
      "a model that is too dear", of: .complete, flips: ["limits.cost": .fail],
      says: "beyond its limit"
    ) { $0.files["bench.json"] = BenchText(graphics: 0.5, cost: 0.05).text },
    Mutation(
      "a candidate that is as good, faster and cheaper", of: .complete,
      flips: ["limits.tradeoff": .attention], says: "is at least as good as sample"
    ) {
      $0.extra.replace(
        "{name: former, column: former, bench: former.json}",
        with: "{name: twin, column: twin, bench: twin.json}")
    },
  ]

  static let model = [
    Mutation(
      "a model that answers otherwise than was saved", of: .complete,
      flips: ["parity.predictions": .fail], says: "of 400 test rows ("
    ) { $0.askModel("--shrink") },
    Mutation(
      "a model that answers without a column that matters", of: .complete,
      flips: ["integration.mode": .attention], says: "Without income the model answers"
    ) { $0.askModel("--lenient") },
    Mutation(
      "a model that ends over a missing value", of: .complete,
      flips: ["responsible.robustness": .fail], says: "cannot convert None to a number"
    ) { $0.askModel("--die-on-missing") },
    Mutation(
      "a model that knows its rows to the last digit", of: .complete,
      flips: ["responsible.robustness": .fail], says: "With noise"
    ) { $0.askModel("--last-digit") },
    Mutation(
      "a fallback whose answer no score can be", of: .complete,
      flips: ["integration.fallback": .fail], says: "The model was down"
    ) { $0.extra.replace("fallback: {value: 0.3,", with: "fallback: {value: 2,") },
    Mutation(
      "a fallback that ends", of: .complete,
      flips: ["integration.fallback": .fail], says: "left 20 rows unanswered"
    ) { $0.extra.replace("{value: 0.3,", with: "{command: [python3, -c, \"exit(1)\"],") },
    Mutation(
      "a model that reads who somebody is", of: .complete,
      flips: ["responsible.importance": .attention], says: "protected gender matters"
    ) { sample in
      do {
        sample = try Sample.complete { plain in
          for role in Array(plain.sets.keys) {
            let genders = plain.sets[role]?["gender"] ?? []
            plain.sets[role]?.change("income") { row, value in
              genders[row] == "f" ? Sample.number(-(Double(value) ?? 0)) : value
            }
          }
        }
      } catch {
        Issue.record(error)
      }
      sample.askModel("--mirror-gender")
    },
  ]

  static let drills = [
    Mutation(
      "a manifest of another division", of: .complete, flips: ["benchmark.split": .fail],
      says: "Made again from its manifest, the split differs"
    ) { sample in
      for other in ["0.4", "0.6"] {
        sample.files["manifest.json"]?.replace(
          /"fraction" ?: ?0\.5/, with: "\"fraction\": \(other)", maxReplacements: 1)
      }
    },
    Mutation(
      "a declared split of another seed", of: .complete, flips: ["benchmark.split": .fail],
      says: "seed 4 and not 1"
    ) { $0.extra.replace("{manifest: manifest.json}", with: "{manifest: manifest.json, seed: 4}") },
    Mutation(
      "a canary that nobody hears", of: .complete, flips: ["performance.canary": .fail],
      says: "no alarm of it arrived"
    ) { $0.plan["canary"] = Sample.canary(raising: "true") },
    Mutation(
      "a fault that cannot be put in", of: .complete, flips: ["performance.canary": .fail],
      says: "no way in"
    ) { $0.plan["canary"] = Sample.canary(raising: "echo no way in >&2; exit 3") },
    Mutation(
      "labels that are too noisy for the goal", of: .complete, flips: ["truth.ceiling": .fail],
      says: "lies beyond what any model could be seen to reach"
    ) { sample in
      sample.files["given.csv"] = Sample.annotations(wrong: 0.4)
      sample.extra.replace("  proxy: clicked", with: "  proxy: clicked\n  agreement: 0.005")
    },
  ]
}
