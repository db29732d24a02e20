import Foundation
import Testing

@Suite("assay baseline for every kind of model")
struct BaselineTests {
  private static func baseline(
    _ arguments: [String], in folder: Folder, status: Int32 = 0
  ) throws -> [String: Any] {
    try BuildingBlockTests.document(
      "baseline", ["--train", "train.csv", "--test", "test.csv"] + arguments, in: folder,
      status: status)
  }

  private static func verdicts(_ document: [String: Any]) -> [String: String] {
    var verdicts: [String: String] = [:]
    for baseline in document["baselines"] as? [[String: Any]] ?? [] {
      guard let name = baseline["name"] as? String else { continue }
      verdicts[name] = baseline["verdict"] as? String ?? "none"
    }
    return verdicts
  }

  private static func notes(_ document: [String: Any]) -> String {
    (document["notes"] as? [String] ?? []).joined(separator: "\n")
  }

  /// Flowers of three kinds that two columns tell apart, and a model that knows how.
  private static func flowers() throws -> Folder {
    let folder = try Folder()
    for (name, seed) in [("train.csv", 11 as UInt64), ("test.csv", 12)] {
      var generator = Mixer(state: seed)
      var text = "length,width,kind,p_a,p_b,p_c,called\n"
      for row in 0..<600 {
        let kind = row % 3
        let noise = (generator.uniform() - 0.5) * 3
        let length = (kind == 0 ? 0 : 4) + noise
        let width = (kind == 2 ? 4 : 0) + (generator.uniform() - 0.5) * 3
        let isSure = generator.uniform() < 0.98
        let called = isSure ? kind : (kind + 1) % 3
        let shares = (0..<3).map { $0 == called ? 0.96 : 0.02 }
        text += "\(length),\(width),\(["a", "b", "c"][kind]),"
        text += shares.map { "\($0)" }.joined(separator: ",") + ",\(["a", "b", "c"][called])\n"
      }
      try folder.write(text, to: name)
    }
    return folder
  }

  @Test("Several classes: guess, most frequent, stump and regression, with the questions answered")
  func multiclass() throws {
    let folder = try Self.flowers()
    let columns = ["--task", "multiclass", "--target", "kind", "--columns", "length,width"]
    let byClass = try Self.baseline(
      columns + ["--prediction", "called", "--baselines", "random,mostFrequent,threshold"],
      in: folder)
    #expect(byClass["primary"] as? String == "accuracy")
    #expect(
      Self.verdicts(byClass)
        == ["random": "better", "mostFrequent": "better", "threshold": "better"])
    #expect((byClass["answers"] as? [Any])?.count == 3)
    let byProbability = try Self.baseline(
      columns + [
        "--probabilities", "p_a,p_b,p_c", "--classes", "a,b,c", "--primary", "logLoss",
        "--human-accuracy", "0.5",
      ], in: folder, status: 1)
    // Two lines part these flowers better than a model that is wrong, and sure, on 2 % of the rows.
    #expect(Self.verdicts(byProbability)["logisticRegression"] == "notBetter")
    #expect(Self.verdicts(byProbability)["random"] == "better")
    #expect(Self.verdicts(byProbability)["human"] == "better")
  }

  /// Noise of 6 × 6 pixels; of class 1 with a bright square somewhere; the model guesses.
  private static func images(share: Double, rows: Int) throws -> Folder {
    let folder = try Folder()
    for (name, seed) in [("train.csv", 21 as UInt64), ("test.csv", 22)] {
      var generator = Mixer(state: seed)
      var text = (0..<36).map { "px_\($0)" }.joined(separator: ",") + ",spot,p\n"
      for row in 0..<rows {
        var image = (0..<36).map { _ in generator.uniform() }
        let hasSpot = Double(row % 10) < share * 10
        if hasSpot {
          let corner = Int(generator.uniform() * 5) * 6 + Int(generator.uniform() * 5)
          for place in [corner, corner + 1, corner + 6, corner + 7] { image[place] += 1.5 }
        }
        text += image.map { String(format: "%.3f", $0) }.joined(separator: ",")
        text += ",\(hasSpot ? 1 : 0),\(String(format: "%.3f", generator.uniform()))\n"
      }
      try folder.write(text, to: name)
    }
    return folder
  }

  private static let pixels = [
    "--target", "spot", "--score", "p", "--task", "binary", "--pixels", "px_*", "--image", "6x6",
  ]

  @Test("Balanced images: the small network is there, and beats a model that guesses")
  func balancedImages() throws {
    let folder = try Self.images(share: 0.5, rows: 400)
    let document = try Self.baseline(Self.pixels, in: folder, status: 1)
    let verdicts = Self.verdicts(document)
    #expect(verdicts["convNet"] == "notBetter")
    #expect(verdicts["mostFrequent"] != nil)
    #expect(verdicts["logisticRegression"] == nil)
    #expect(Self.notes(document).contains("balanced"))
    let again = try Self.baseline(Self.pixels, in: folder, status: 1)
    #expect(NSDictionary(dictionary: document) == NSDictionary(dictionary: again))
  }

  @Test("Unbalanced images: always the most frequent class; the network when asked for")
  func unbalancedImages() throws {
    let folder = try Self.images(share: 0.2, rows: 300)
    // A model that guesses cannot be told from always the same class.
    let document = try Self.baseline(Self.pixels, in: folder, status: 4)
    #expect(Self.verdicts(document)["convNet"] == nil)
    #expect(Self.verdicts(document)["mostFrequent"] != nil)
    #expect(Self.notes(document).contains("unbalanced"))
    let asked = try Self.baseline(
      Self.pixels + ["--baselines", "convNet,mostFrequent"], in: folder, status: 1)
    #expect(Set(Self.verdicts(asked).keys) == ["convNet", "mostFrequent"])
  }

  /// Two shops with a weekly pattern; the model knows the pattern.
  private static func demand(trainDays: Int) throws -> Folder {
    let folder = try Folder()
    var generator = Mixer(state: 31)
    var texts = ["train.csv": "day,shop,units,yhat\n", "test.csv": "day,shop,units,yhat\n"]
    for day in 0..<trainDays + 60 {
      for (shop, level) in [("north", 100.0), ("south", 40)] {
        let truth = level + 10 * Double(day % 7)
        let units = truth + 4 * (generator.uniform() - 0.5)
        // The first day is 2024-01-01.
        let date = Date(timeIntervalSince1970: Double(19_723 + day) * 86_400)
          .formatted(.iso8601.year().month().day())
        texts[day < trainDays ? "train.csv" : "test.csv"]?
          .append("\(date),\(shop),\(units),\(truth)\n")
      }
    }
    for (name, text) in texts { try folder.write(text, to: name) }
    return folder
  }

  private static let forecast = [
    "--task", "forecast", "--target", "units", "--prediction", "yhat", "--timestamp", "day",
    "--series", "shop",
  ]

  @Test("Forecasts: naive, seasonal naive and drift, with what was known said")
  func forecasts() throws {
    let folder = try Self.demand(trainDays: 84)
    let document = try Self.baseline(Self.forecast + ["--season", "7"], in: folder)
    #expect(document["primary"] as? String == "mae")
    #expect(
      Self.verdicts(document) == ["naive": "better", "seasonalNaive": "better", "drift": "better"])
    #expect(Self.notes(document).contains("--origin end"))
    let rolling = try Self.baseline(
      Self.forecast + ["--season", "7", "--origin", "rolling"], in: folder)
    #expect(Self.notes(rolling).contains("--origin rolling"))
    let ahead = try Self.baseline(
      Self.forecast + ["--season", "7", "--horizon", "7"], in: folder)
    #expect(Self.notes(ahead).contains("up to 7 steps before"))
    // Seven days ahead the last value that is known is that of last week, which is told once.
    let baselines = try #require(ahead["baselines"] as? [[String: Any]])
    let names = baselines.compactMap { $0["name"] as? String }
    #expect(names.count { ["naive", "seasonalNaive"].contains($0) } == 1, "\(names)")
  }

  @Test("A season longer than every series leaves the answer open, with the reason")
  func shortSeries() throws {
    let folder = try Self.demand(trainDays: 14)
    let document = try Self.baseline(
      Self.forecast + ["--season", "90"], in: folder, status: 4)
    let seasonal = (document["baselines"] as? [[String: Any]])?.first {
      $0["name"] as? String == "seasonalNaive"
    }
    #expect(seasonal?["available"] as? Bool == false)
    #expect((seasonal?["description"] as? String)?.contains("the longest has 14") == true)
  }

  /// Users who like films of one genre; the model knows which.
  private static func films() throws -> Folder {
    let folder = try Folder()
    for (name, seed) in [("train.csv", 41 as UInt64), ("test.csv", 42)] {
      var generator = Mixer(state: seed)
      var text = "user,film,clicked,s\n"
      for user in 0..<80 {
        for film in 0..<12 {
          let likes = film % 2 == user % 2
          let clicked = generator.uniform() < (likes ? 0.5 : 0.02) ? 1 : 0
          let score = (likes ? 1 : 0) + generator.uniform() / 10
          text += "\(name == "test.csv" ? user + 10 : user),\(film),\(clicked),\(score)\n"
        }
      }
      try folder.write(text, to: name)
    }
    return folder
  }

  @Test("Rankings: any order and the most popular, user by user; unseen users are said")
  func rankings() throws {
    let document = try Self.baseline(
      [
        "--task", "ranking", "--target", "clicked", "--score", "s", "--entity", "user", "--item",
        "film", "--k", "5",
      ], in: try Self.films())
    #expect(document["primary"] as? String == "ndcg")
    #expect(Self.verdicts(document) == ["random": "better", "mostPopular": "better"])
    #expect(Self.notes(document).contains("10 users of the test rows are not among"))
  }

  @Test(
    "What cannot be compared is refused with one sentence",
    arguments: [
      (["--task", "binary", "--score", "p", "--pixels", "px_*", "--image", "7x7"], "49 pixels"),
      (["--task", "binary", "--score", "p", "--pixels", "px_*"], "belong together"),
      (["--task", "binary", "--score", "p", "--pixels", "q*", "--image", "2x2"], "no column"),
      (["--task", "binary", "--score", "p", "--pixels", "word", "--image", "1x1"], "no numbers"),
      (["--task", "binary", "--score", "p", "--image", "big", "--pixels", "px_*"], "no shape"),
      (["--task", "forecast", "--prediction", "p"], "--timestamp"),
      (["--task", "forecast", "--prediction", "p", "--timestamp", "p"], "no dates"),
      (
        ["--task", "forecast", "--prediction", "p", "--timestamp", "p", "--season", "1"],
        "no season"
      ),
      (
        ["--task", "forecast", "--prediction", "p", "--timestamp", "p", "--horizon", "0"],
        "--horizon 0 is out of range"
      ),
      (
        ["--task", "ranking", "--score", "p", "--entity", "spot", "--horizon", "3"],
        "--task forecast"
      ),
      (["--task", "ranking", "--score", "p"], "--entity"),
      (["--task", "multiclass", "--probabilities", "p"], "belong together"),
      (["--task", "multiclass", "--prediction", "p", "--series", "px_0"], "--task forecast"),
      (["--task", "binary", "--score", "p", "--baselines", "magic"], "no baseline magic"),
    ])
  func refused(arguments: [String], words: String) throws {
    let folder = try Folder()
    let text = "px_0,px_1,word,spot,p\n0,1,x,0,0.4\n1,0,y,1,0.6\n"
    for name in ["train.csv", "test.csv"] { try folder.write(text, to: name) }
    let run = try Assay.run(
      ["baseline", "--train", "train.csv", "--test", "test.csv", "--target", "spot"] + arguments,
      in: folder.url)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.output.isEmpty)
  }
}
