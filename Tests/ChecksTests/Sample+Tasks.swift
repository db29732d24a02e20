import Foundation
import Statistics

/// Samples of the tasks with columns of their own; they too have nothing wrong.
extension Sample {
  /// The lines of assay.yaml that say what the columns are.
  mutating func describeTask() {
    switch task {
    case .binary, .regression: break
    case .multiclass:
      columns["prediction"] = "model"
      columns["probabilities"] = "[p_a, p_b, p_c]"
      columns["classes"] = "[a, b, c]"
      metrics["primary"] = "accuracy"
      metrics["definitions"] = Self.definitions("metric: accuracy")
      metrics["goals"] = "{accuracy: 0.6}"
      metrics["smallest-drop"] = "0.15"
      baseline["human-accuracy"] = "0.5"
      contract = """
        version: 1
        stages: [raw, features]
        environments: [training, scoring]
        columns: {at: {required: true, not-null: true}}
        """
    case .forecast:
      columns["prediction"] = "model"
      columns["series"] = "[shop]"
      columns["entity"] = nil
      columns["protected"] = "[]"
      drift["expected"] = "[{kind: abrupt, columns: [weather], action: retrain}]"
      columns["quasi-identifiers"] = "[region]"
      metrics["goals"] = "{mae: 1.2, mase: 0.9}"
      metrics["window"] = "quarter"
      metrics["definitions"] = Self.definitions("metric: mae", window: "quarter")
      metrics["season"] = "7"
      metrics["horizon"] = "1"
    case .ranking:
      columns["score"] = "model"
      columns["item"] = "film"
      metrics["primary"] = "ndcg"
      metrics["definitions"] = Self.definitions("metric: ndcg")
      metrics["goals"] = "{ndcg: 0.7}"
      metrics["smallest-drop"] = "0.15"
      metrics["places"] = "3"
    }
  }

  /// The truth is one of three classes, by the sign of the signal; the model knows the
  /// probabilities.
  static func classes(_ table: SampleTable, _ generator: inout SeededGenerator) -> SampleTable {
    var table = table
    let names = ["a", "b", "c"]
    var probabilities = [[Double]](repeating: [], count: 3)
    var (truths, calls, old): ([String], [String], [String]) = ([], [], [])
    for text in table["model"] ?? [] {
      let signal = Double(text) ?? 0
      let weights = [exp(signal), 1, exp(-signal)]
      let sum = weights.reduce(0, +)
      let shares = weights.map { ($0 / sum * 1e6).rounded() / 1e6 }
      for place in shares.indices { probabilities[place].append(shares[place]) }
      let drawn = generator.uniform()
      truths.append(drawn < shares[0] ? "a" : drawn < shares[0] + shares[1] ? "b" : "c")
      calls.append(names[shares.indices.max { shares[$0] < shares[$1] } ?? 0])
      old.append(names[Int(generator.uniform() * 3)])
    }
    table["truth"] = truths
    table["model"] = calls
    table["old"] = old
    for (place, name) in names.enumerated() {
      table["p_\(name)"] = probabilities[place].map(number)
    }
    return table
  }

  /// Eight films a customer, of which some are liked; the model knows how probable that is.
  static func queries(_ table: SampleTable, _ generator: inout SeededGenerator) -> SampleTable {
    var table = table
    let regions = ["north", "south", "east", "west"]
    let set = table["customer"]?.first?.split(separator: "-").first ?? "c"
    table.change("customer") { row, _ in "\(set)-\(row / 8)" }
    table.change("region") { row, _ in regions[row / 8 % 4] }
    table.change("gender") { row, _ in row / 8 % 8 < 4 ? "f" : "m" }
    table["film"] = (0..<table.rowCount).map { row in
      "film\(row % 8 * 5 + Int(generator.uniform() * 5))"
    }
    table.change("truth") { _, text in
      generator.uniform() < 1 / (1 + exp(-(Double(text) ?? 0))) ? "1" : "0"
    }
    return table
  }

  /// Twelve shops of three a region, day after day with a weekly season; the model knows all but
  /// the noise.
  static func series(
    _ rows: Int, firstMonth: Int, _ generator: inout SeededGenerator
  ) -> SampleTable {
    let names = ["id", "at", "shop", "region", "weather", "model", "old", "truth"]
    var cells = [[String]](repeating: [], count: names.count)
    let regions = ["north", "south", "east", "west"]
    let shops = 12
    let days = rows / shops
    // Train, test and scoring follow one another; the test days are those from New Year on.
    let place = firstMonth == 1 ? -1 : firstMonth == 4 ? 0 : 1
    for day in 0..<days {
      let number = place * days + day
      let date = Date(timeIntervalSince1970: 1_735_689_600 + Double(number) * 86_400)
      for shop in 0..<shops {
        let season = 3 * sin(Double(number) * 2 * .pi / 7)
        let mean = 20 + Double(shop) + season
        let values = [
          "\(number)-\(shop)", date.formatted(.iso8601.year().month().day()), "shop\(shop)",
          regions[shop % 4], Self.number(generator.normal()),
          Self.number(mean + 0.3 * generator.normal()),
          Self.number(mean + 3 * generator.normal()), Self.number(mean + generator.normal()),
        ]
        for place in values.indices { cells[place].append(values[place]) }
      }
    }
    return SampleTable(columns: zip(names, cells).map { ($0, $1) })
  }
}
