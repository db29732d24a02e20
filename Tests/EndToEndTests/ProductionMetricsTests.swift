import Foundation
import Testing

/// What `assay metrics` says beyond a number a group: slices, entities, prevalence, mixes, power,
/// series, comparisons.
@Suite struct ProductionMetricsTests {
  private static let model = ["--task", "binary", "--target", "y", "--score", "p"]

  /// Rows of 300 videos of ten segments; the model is wrong half of the time on dark ones by night.
  private static func videos(seed: UInt64 = 1) -> String {
    var generator = Mixer(state: seed)
    var lines = ["video,at,light,time,y,p"]
    for video in 0..<300 {
      let light = ["dark", "dim", "bright"][video % 3]
      let time = video % 2 == 0 ? "night" : "day"
      for segment in 0..<10 {
        let isPositive = video % 5 == 0 && segment < 2
        let isWeak = light == "dark" && time == "night"
        let isRight = generator.uniform() < (isWeak ? 0.5 : 0.95)
        let score = (isPositive == isRight ? 0.6 : 0.1) + generator.uniform() * 0.3
        let day = String(format: "2024-%02d-%02d", 1 + video / 50, 1 + video % 28)
        lines.append(
          "v\(video),\(day),\(light),\(time),\(isPositive ? 1 : 0),\(String(format: "%.4f", score))"
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func document(
    _ arguments: [String], in folder: Folder, status: Int32 = 0
  ) throws -> [String: Any] {
    try BuildingBlockTests.document(
      "metrics", ["videos.csv"] + model + arguments, in: folder, status: status)
  }

  private static func folder() throws -> Folder {
    let folder = try Folder()
    try folder.write(videos(), to: "videos.csv")
    return folder
  }

  @Test("A weak slice is found, said in words, and the same for one seed")
  func slices() throws {
    let folder = try Self.folder()
    let arguments = ["--slices", "--slice-columns", "light,time", "--seed", "3"]
    let document = try Self.document(arguments, in: folder)
    let slices = try #require(document["slices"] as? [[String: Any]])
    let conditions = try #require(slices.first?["conditions"] as? [[String: Any]])
    #expect(conditions.compactMap { $0["value"] as? String } == ["dark", "night"])
    #expect(slices.count == 1)
    #expect(slices.first?["rows"] as? Int == 500)
    #expect((slices.first?["loss"] as? Double ?? 0) > 0.35)
    let search = try #require(document["sliceSearch"] as? [String: Any])
    #expect(search["loss"] as? String == "errorRate")
    let run = try Assay.run(["metrics", "videos.csv"] + Self.model + arguments, in: folder.url)
    #expect(run.output.contains("light = dark, time = night"))
    let again = try Assay.run(["metrics", "videos.csv"] + Self.model + arguments, in: folder.url)
    #expect(run.output == again.output)
  }

  @Test("Entities have metrics of their own, and rows wider intervals")
  func entities() throws {
    let folder = try Self.folder()
    let document = try Self.document(
      ["--entity", "video", "--aggregate", "any", "--pieces", "40", "--entity-prevalence", "0.1"],
      in: folder)
    let entities = try #require(document["entities"] as? [String: Any])
    #expect(entities["entities"] as? Int == 300)
    #expect(entities["positiveEntities"] as? Int == 60)
    let expected = try #require(entities["expected"] as? [String: Any])
    #expect(expected["pieces"] as? Int == 40)
    let metrics = try #require(document["metrics"] as? [String: [String: Any]])
    let interval = try #require(metrics["accuracy"]?["interval"] as? [String: Any])
    #expect(interval["method"] as? String == "clusterJackknife")
  }

  @Test("A declared share of positives moves precision and leaves the ranking")
  func prevalence() throws {
    let folder = try Self.folder()
    let document = try Self.document(["--prevalence", "0.001"], in: folder)
    let moved = try #require(document["atPrevalence"] as? [String: Any])
    let there = try #require(moved["metrics"] as? [String: [String: Any]])
    let here = try #require(document["metrics"] as? [String: [String: Any]])
    #expect(there["rocAUC"]?["value"] as? Double == here["rocAUC"]?["value"] as? Double)
    #expect((there["precision"]?["value"] as? Double ?? 1) < 0.05)
    let warnings = try #require(document["warnings"] as? [[String: Any]])
    #expect(warnings.contains { $0["code"] as? String == "prevalence-differs" })
  }

  @Test("Groups are mixed as in another data set or as declared; absent ones are named")
  func mix() throws {
    let folder = try Self.folder()
    try folder.write("light\ndark\ndark\ndark\nbright\nblack\n", to: "week.csv")
    let counted = try Self.document(["--by", "light", "--mix", "week.csv"], in: folder)
    let mix = try #require(counted["mix"] as? [String: Any])
    #expect(abs((mix["absentShare"] as? Double ?? 0) - 0.2) < 1e-12)
    let warnings = try #require(counted["warnings"] as? [[String: Any]])
    #expect(warnings.contains { $0["code"] as? String == "group-not-measured" })
    let declared = try Self.document(
      ["--by", "light", "--mix-shares", "dark=0.75,bright=0.25"], in: folder)
    let own = try #require(declared["mix"] as? [String: Any])
    func accuracy(_ mix: [String: Any]) -> Double? {
      (mix["metrics"] as? [String: [String: Any]])?["accuracy"]?["value"] as? Double
    }
    let value = try #require(accuracy(own))
    #expect(abs(value - (accuracy(mix) ?? 0)) < 1e-12)
    let groups = try #require(declared["groups"] as? [[String: Any]])
    func group(_ key: String) -> Double {
      let found = groups.first { $0["key"] as? String == key }
      return (found?["metrics"] as? [String: [String: Any]])?["accuracy"]?["value"] as? Double ?? 0
    }
    #expect(abs(value - (0.75 * group("dark") + 0.25 * group("bright"))) < 1e-12)
  }

  @Test("A drop that matters is judged per group, and undecided ones say how many rows they need")
  func power() throws {
    let folder = try Self.folder()
    let document = try Self.document(
      ["--by", "light", "--smallest-drop", "accuracy=0.02"], in: folder)
    let power = try #require(document["power"] as? [String: Any])
    let judged = try #require(power["judged"] as? [String: Any])
    let groups = try #require(judged["groups"] as? [[String: Any]])
    #expect(
      groups.map { $0["verdict"] as? String } == ["asGood", "worse", "asGood"])
    let run = try Assay.run(
      ["metrics", "videos.csv"] + Self.model + ["--by", "time", "--smallest-drop", "f1=0.05"],
      in: folder.url)
    #expect(run.status == 0)
    let unknown = try Assay.run(
      ["metrics", "videos.csv"] + Self.model + ["--smallest-drop", "mae=0.05"], in: folder.url)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("not measured here"))
  }

  @Test("Windows roll, and the model's age is counted from its training")
  func series() throws {
    let folder = try Self.folder()
    let document = try Self.document(
      [
        "--timestamp", "at", "--window", "month", "--rolling", "3", "--trained-at", "2024-01-01",
      ], in: folder)
    let rolling = try #require(document["rolling"] as? [[String: Any]])
    #expect(
      rolling.map { $0["key"] as? String } == [
        "2024-01 to 2024-03", "2024-02 to 2024-04", "2024-03 to 2024-05", "2024-04 to 2024-06",
      ])
    #expect(rolling.allSatisfy { $0["rows"] as? Int == 1_500 })
    let ages = try #require(document["ages"] as? [[String: Any]])
    #expect(ages.compactMap { $0["rows"] as? Int }.reduce(0, +) == 3_000)
    #expect(ages.last?["rowsSoFar"] as? Int == 3_000)
    for arguments in [["--rolling", "3"], ["--trained-at", "2024-01-01"]] {
      let run = try Assay.run(["metrics", "videos.csv"] + Self.model + arguments, in: folder.url)
      #expect(run.status == 2)
      #expect(run.errors.contains("--window"))
    }
    let run = try Assay.run(
      ["metrics", "videos.csv"] + Self.model + ["--trained-at", "2024-02-31"], in: folder.url)
    #expect(run.status == 2)
  }

  @Test("Like is compared with like, the unlike refused with its reason")
  func comparison() throws {
    let folder = try Self.folder()
    let base = ["metrics", "videos.csv"] + Self.model
    let first = try Assay.run(base + ["--json"], in: folder.url)
    try folder.write(first.output, to: "before.json")
    try folder.write(Self.videos(seed: 2), to: "videos.csv")
    let document = try Self.document(["--against", "before.json"], in: folder)
    let against = try #require(document["against"] as? [String: Any])
    #expect(against["comparable"] as? Bool == true)
    let rows = try #require(against["metrics"] as? [[String: Any]])
    let area = try #require(rows.first { $0["metric"] as? String == "rocAUC" })
    let difference = try #require(area["difference"] as? [String: Any])
    let interval = try #require(difference["interval"] as? [String: Any])
    func value(_ side: String) -> Double {
      (area[side] as? [String: Any])?["value"] as? Double ?? .nan
    }
    let change = try #require(difference["value"] as? Double)
    #expect(abs(change - (value("here") - value("there"))) < 1e-12)
    #expect((interval["low"] as? Double ?? 1) < change)
    #expect((interval["high"] as? Double ?? -1) > change)

    // Another threshold: metrics of classes are refused, the ranking is not.
    let other = try Self.document(["--threshold", "0.3", "--against", "before.json"], in: folder)
    let refused = try #require(
      (other["against"] as? [String: Any])?["metrics"] as? [[String: Any]])
    let accuracy = try #require(refused.first { $0["metric"] as? String == "accuracy" })
    #expect((accuracy["reason"] as? String)?.contains("threshold") == true)
    #expect(refused.first { $0["metric"] as? String == "rocAUC" }?["comparable"] as? Bool == true)

    // Another positive label: nothing is the same.
    let none = try Assay.run(
      base + ["--positive", "0", "--against", "before.json"], in: folder.url)
    #expect(none.status == 1)
    #expect(none.output.contains("positive label"))

    let broken = try Assay.run(base + ["--against", "videos.csv"], in: folder.url)
    #expect(broken.status == 2)
    #expect(try Assay.run(base + ["--against", "none.json"], in: folder.url).status == 3)
  }

  @Test("Another share of positives is translated, not compared as it is")
  func translation() throws {
    let folder = try Self.folder()
    let base = ["metrics", "videos.csv"] + Self.model
    let first = try Assay.run(base + ["--json"], in: folder.url)
    try folder.write(first.output, to: "before.json")
    // The same rows, but of the negatives only every fifth: as after undersampling.
    let lines = Self.videos().split(separator: "\n")
    let kept = lines.enumerated().filter { $0.offset % 5 == 1 || !$0.element.contains(",0,") }
    try folder.write(
      kept.map { String($0.element) }.joined(separator: "\n") + "\n", to: "videos.csv")
    let document = try Self.document(["--against", "before.json"], in: folder)
    let rows = try #require(
      (document["against"] as? [String: Any])?["metrics"] as? [[String: Any]])
    let precision = try #require(rows.first { $0["metric"] as? String == "precision" })
    #expect((precision["translation"] as? String)?.contains("positive rows") == true)
    let difference = try #require(precision["difference"] as? [String: Any])
    #expect(abs(difference["value"] as? Double ?? 1) < 0.08)
  }

  @Test(
    "Options that need each other say so",
    arguments: [
      (["--aggregate", "any"], "--entity"),
      (["--mix-shares", "a=1"], "--by"),
      (["--prevalence", "2"], "--prevalence"),
      (["--slices", "--slice-loss", "squaredError"], "--slice-loss"),
      (["--slices", "--slice-columns", "nowhere"], "nowhere"),
      (["--entity", "nowhere"], "nowhere"),
      (["--entity", "video", "--aggregate", "most"], "--aggregate"),
      (["--by", "light", "--mix-shares", "dark=0.4"], "--mix-shares"),
    ])
  func usage(arguments: [String], says: String) throws {
    let folder = try Self.folder()
    let run = try Assay.run(["metrics", "videos.csv"] + Self.model + arguments, in: folder.url)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(says), "\(run.errors)")
  }

  @Test("Tables fit 80 columns")
  func width() throws {
    let folder = try Self.folder()
    let base = ["metrics", "videos.csv"] + Self.model
    let first = try Assay.run(base + ["--json"], in: folder.url)
    try folder.write(first.output, to: "before.json")
    for arguments in [
      ["--slices", "--entity", "video", "--pieces", "40", "--prevalence", "0.02"],
      ["--by", "light,time", "--smallest-drop", "0.01", "--mix", "videos.csv"],
      [
        "--timestamp", "at", "--window", "day", "--by", "light", "--rolling", "7", "--trained-at",
        "2023-12-01", "--against", "before.json", "--threshold", "0.4",
      ],
    ] {
      let run = try Assay.run(
        base + arguments, in: folder.url, environment: ["COLUMNS": "80"])
      #expect(run.status == 0, "\(run.errors)")
      for line in run.output.split(separator: "\n") {
        #expect(line.count <= 80, "too wide: \(line)")
      }
    }
  }
}
