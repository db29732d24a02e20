import Checklist
import Testing

extension MutationTests {
  static let truth = [
    Mutation(
      "labels of every second prediction", flips: ["truth.coverage": .fail],
      says: "At least 90 %"
    ) { sample in
      sample.extra = "truth: {labels: {data: labels.csv, key: id}}"
      let ids = sample.sets["scoring"]?["id"] ?? []
      sample.files["labels.csv"] =
        "id,truth\n"
        + ids.enumerated().filter { $0.offset % 2 == 0 }.map { "\($0.element),1\n" }.joined()
    },
    Mutation(
      "a proxy that knows nothing of the truth", flips: ["truth.proxy": .fail], says: "clicked"
    ) { sample in
      sample.extra = "truth: {proxy: clicked}"
      for role in ["train", "test"] {
        let rows = sample.sets[role]?.rowCount ?? 0
        sample.sets[role]?["clicked"] = (0..<rows).map { $0 % 7 < 3 ? "1" : "0" }
      }
    },
    Mutation(
      "annotators who disagree about every third item", flips: ["truth.agreement": .fail],
      says: "below the 0.667"
    ) { sample in
      sample.extra =
        "truth: {annotations: {data: given.csv, item: item, annotator: who, label: label}}"
      sample.files["given.csv"] =
        "item,who,label\n"
        + (0..<900).map { item in
          "\(item),ann,\(item % 2)\n\(item),bob,\(item % 6 < 2 ? 1 - item % 2 : item % 2)\n"
        }.joined()
    },
  ]

  static let integration = [
    Mutation(
      "a threshold that is too high for dear misses", flips: ["integration.cost": .attention],
      says: "saves"
    ) {
      $0.extra = "integration: {costs: {false-positive: 1, false-negative: 2, tolerance: 0.02}}"
    },
    Mutation(
      "calls that cost more than none", flips: ["integration.cost": .fail],
      says: "more than calling no row positive"
    ) { $0.extra = "integration: {costs: {false-positive: 30, false-negative: 1}}" },
    Mutation(
      "errors below that cost more than those above", .regression,
      flips: ["integration.cost": .attention], says: "to every prediction saves"
    ) { $0.extra = "integration: {costs: {over: 1, under: 20}}" },
    Mutation(
      "a prediction out of its promised range", flips: ["integration.output": .fail],
      says: "1.5 as its highest value"
    ) { sample in
      sample.extra = "integration: {output: {min: 0, max: 1}}"
      sample.sets["scoring"]?.change("model") { row, value in row == 40 ? "1.5" : value }
    },
    Mutation(
      "more positives than were promised", flips: ["integration.output": .fail],
      says: "are called positive"
    ) { $0.extra = "integration: {output: {positives: {max: 0.2}}}" },
  ]
}
