import Foundation
import Testing

/// Performance without labels, from files to exit codes.
@Suite struct EstimateTests {
  private static let roles = ["--target", "late", "--score", "p_late", "--prediction", "predicted"]

  private static func folder(_ current: SampleData) throws -> Folder {
    let folder = try Folder()
    try folder.write(SampleData(rows: 8_000, seed: 1).csv(), to: "reference.csv")
    try folder.write(current.csv(), to: "current.csv")
    return folder
  }

  private static let sets = ["--reference", "reference.csv", "--current", "current.csv"]

  @Test("Windows without labels get every metric with interval and limits, as the contract says")
  func contract() throws {
    let folder = try Self.folder(SampleData(rows: 3_000, seed: 2, hasLabel: false))
    let document = try BuildingBlockTests.document(
      "estimate",
      Self.sets + ["--method", "cbpe"] + Self.roles + [
        "--window", "1000", "--values", "1,-2,-9,5",
      ],
      in: folder)
    #expect(document["method"] as? String == "cbpe")
    let windows = try #require(document["windows"] as? [[String: Any]])
    #expect(
      windows.compactMap { $0["key"] as? String }
        == ["rows 1–1000", "rows 1001–2000", "rows 2001–3000"])
    for window in windows {
      #expect(window["rows"] as? Int == 1_000)
      let metrics = try #require(window["metrics"] as? [String: [String: Any]])
      #expect(
        Set(metrics.keys) == [
          "rocAUC", "averagePrecision", "f1", "precision", "recall", "specificity", "accuracy",
          "businessValue",
        ])
      for (key, metric) in metrics {
        let value = try #require(metric["value"] as? Double, "\(key)")
        let interval = try #require(metric["interval"] as? [String: Any], "\(key)")
        #expect(try #require(interval["low"] as? Double) < value)
        #expect(try #require(interval["high"] as? Double) > value)
        #expect(metric["lowerThreshold"] is Double)
        #expect(metric["upperThreshold"] is Double)
        #expect(metric["alert"] is Bool)
        #expect(metric["realised"] == nil)
      }
      let cells = try #require(window["cells"] as? [String: [String: Any]])
      let rows = cells.values.compactMap { $0["value"] as? Double }.reduce(0, +)
      #expect((rows - 1_000).magnitude < 1e-6)
    }
    let tested = try #require(document["assumptions"] as? [[String: Any]])
    #expect(tested.compactMap { $0["id"] as? String } == ["calibration", "joint-drift"])
  }

  @Test("Labels that came are held against the estimate, and the estimate is near them")
  func record() throws {
    let folder = try Self.folder(SampleData(rows: 6_000, seed: 3, incomeShift: 3))
    let document = try BuildingBlockTests.document(
      "estimate", Self.sets + Self.roles + ["--window", "1000", "--no-joint"], in: folder)
    let record = try #require(document["record"] as? [[String: Any]])
    let accuracy = try #require(record.first { $0["metric"] as? String == "accuracy" })
    #expect((accuracy["windows"] as? [Any])?.count == 6)
    let bias = try #require((accuracy["bias"] as? [String: Any])?["value"] as? Double)
    #expect(bias.magnitude < 0.03)
    #expect((document["withdrawals"] as? [Any])?.isEmpty == true)
  }

  @Test("Calendar windows have their days; one without a time column is refused with 2")
  func calendar() throws {
    let folder = try Self.folder(SampleData(rows: 3_000, seed: 2, hasLabel: false))
    let document = try BuildingBlockTests.document(
      "estimate",
      Self.sets + Self.roles + ["--window", "month", "--timestamp", "at", "--no-joint"],
      in: folder)
    let windows = try #require(document["windows"] as? [[String: Any]])
    #expect(windows.first?["start"] as? String == "2024-01-01T00:00:00Z")
    let run = try Assay.run(
      ["estimate"] + Self.sets + Self.roles + ["--window", "month"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("--timestamp"))
  }

  @Test("A drop alarms: exit code 1 only when asked for")
  func alarm() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 8_000, seed: 1).csv(), to: "reference.csv")
    // Everybody earns about the same: the model is never sure.
    let poor = SampleData(rows: 2_000, seed: 2, hasLabel: false).csv().split(separator: "\n")
      .enumerated().map { index, line -> String in
        guard index > 0 else { return String(line) }
        var fields = line.split(separator: ",").map(String.init)
        let score = Double(fields[6]) ?? 0
        fields[6] = String(format: "%.6f", 0.45 + 0.1 * score)
        fields[7] = score >= 0.5 ? "1" : "0"
        return fields.joined(separator: ",")
      }
    try folder.write(poor.joined(separator: "\n") + "\n", to: "current.csv")
    let arguments = ["estimate"] + Self.sets + Self.roles + ["--window", "1000", "--no-joint"]
    #expect(try Assay.run(arguments, in: folder.url).status == 0)
    let run = try Assay.run(arguments + ["--fail-on", "alert"], in: folder.url)
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.output.contains("outside the limits"))
  }

  @Test(
    "A record that contradicts the estimate withdraws it: exit code 4 when a decision is needed")
  func withdrawn() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 8_000, seed: 1).csv(), to: "reference.csv")
    // Labels that no longer follow the score.
    let turned = SampleData(rows: 4_000, seed: 2).csv().split(separator: "\n").enumerated()
      .map { index, line -> String in
        guard index > 0 else { return String(line) }
        var fields = line.split(separator: ",").map(String.init)
        fields[6] = index % 2 == 0 ? "1" : "0"
        return fields.joined(separator: ",")
      }
    try folder.write(turned.joined(separator: "\n") + "\n", to: "current.csv")
    let arguments =
      ["estimate"] + Self.sets + Self.roles + ["--window", "1000", "--no-joint"]
    let run = try Assay.run(arguments + ["--require", "decided"], in: folder.url)
    #expect(run.status == 4, "\(run.errors)")
    #expect(run.output.contains("withdrawn"))
    let document = try BuildingBlockTests.document(
      "estimate", Array(arguments.dropFirst()), in: folder)
    let windows = try #require(document["windows"] as? [[String: Any]])
    let metrics = try #require(windows.first?["metrics"] as? [String: [String: Any]])
    #expect(metrics["accuracy"]?["value"] is NSNull)
    #expect((metrics["accuracy"]?["note"] as? String)?.contains("withdrawn") == true)
  }

  @Test("Weighted estimates say how many reference rows they rest on, and stay in the contract")
  func weighted() throws {
    let folder = try Self.folder(
      SampleData(rows: 2_000, seed: 2, incomeShift: 4, hasLabel: false))
    let document = try BuildingBlockTests.document(
      "estimate",
      Self.sets + Self.roles
        + ["--method", "iw-cbpe", "--window", "1000", "--columns", "age,income,city,sex"],
      in: folder)
    #expect(document["method"] as? String == "iw-cbpe")
    let windows = try #require(document["windows"] as? [[String: Any]])
    #expect(windows.count == 2)
    for window in windows {
      let tested = try #require(window["assumptions"] as? [[String: Any]])
      #expect(
        tested.compactMap { $0["id"] as? String }
          == ["support", "sample-size", "support-of-columns", "joint-drift"])
    }
  }

  /// Trips with the probabilities of three classes, made without labels where asked.
  private static func trips(_ rows: Int, seed: UInt64, hasLabels: Bool) -> String {
    var generator = Mixer(state: seed)
    let classes = ["bus", "car", "tram"]
    var lines = ["distance,p_bus,p_car,p_tram" + (hasLabels ? ",kind" : "")]
    for _ in 0..<rows {
      let distance = generator.normal()
      let weights = [exp(0.4 + distance), exp(1.2 * generator.normal()), exp(-distance)]
      let total = weights.reduce(0, +)
      var rest = generator.uniform() * total
      var label = 0
      while label < 2, rest >= weights[label] {
        rest -= weights[label]
        label += 1
      }
      let scores = weights.map { String(format: "%.6f", $0 / total) }.joined(separator: ",")
      lines.append("\(distance),\(scores)" + (hasLabels ? ",\(classes[label])" : ""))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let classRoles = [
    "--target", "kind", "--probabilities", "p_bus,p_car,p_tram", "--classes", "bus,car,tram",
  ]

  @Test(
    "Several classes get every metric, their calibrations and expected cells, by either method",
    arguments: ["cbpe", "iw-cbpe"])
  func classes(_ method: String) throws {
    let folder = try Folder()
    try folder.write(Self.trips(3_000, seed: 1, hasLabels: true), to: "reference.csv")
    try folder.write(Self.trips(1_000, seed: 2, hasLabels: false), to: "current.csv")
    let document = try BuildingBlockTests.document(
      "estimate",
      Self.sets + Self.classRoles + ["--window", "500", "--method", method], in: folder)
    #expect(document["method"] as? String == method)
    #expect(document["calibration"] == nil)
    let classes = try #require(document["classes"] as? [[String: Any]])
    #expect(classes.compactMap { $0["class"] as? String } == ["bus", "car", "tram"])
    let windows = try #require(document["windows"] as? [[String: Any]])
    #expect(windows.count == 2)
    for window in windows {
      let metrics = try #require(window["metrics"] as? [String: [String: Any]])
      #expect(
        Set(metrics.keys) == [
          "rocAUC", "weightedRocAUC", "averagePrecision", "accuracy", "macroPrecision",
          "macroRecall", "macroF1", "microPrecision", "microRecall", "microF1",
          "weightedPrecision", "weightedRecall", "weightedF1",
        ])
      for (key, metric) in metrics {
        let value = try #require(metric["value"] as? Double, "\(key)")
        let interval = try #require(metric["interval"] as? [String: Any], "\(key)")
        #expect(try #require(interval["low"] as? Double) < value)
        #expect(metric["lowerThreshold"] is Double)
      }
      let cells = try #require(window["confusion"] as? [[String: Any]])
      let rows = cells.compactMap { $0["value"] as? Double }.reduce(0, +)
      #expect(cells.count == 9)
      #expect((rows - 500).magnitude < 1e-6)
    }
  }

  @Test("Classes and probabilities that contradict other options are refused with 2")
  func classOptions() throws {
    let folder = try Folder()
    try folder.write(Self.trips(300, seed: 1, hasLabels: true), to: "reference.csv")
    try folder.write(Self.trips(100, seed: 2, hasLabels: false), to: "current.csv")
    for (more, word) in [
      (["--target", "kind", "--probabilities", "p_bus,p_car"], "--classes"),
      (Self.classRoles + ["--score", "p_bus"], "--score"),
      (Self.classRoles + ["--values", "1,2,3,4"], "--values"),
      (["--target", "kind", "--probabilities", "p_bus,p_car", "--classes", "bus"], "--classes"),
    ] {
      let run = try Assay.run(["estimate"] + Self.sets + more, in: folder.url)
      #expect(run.status == 2, "\(more): \(run.errors)")
      #expect(run.errors.contains(word), "\(run.errors)")
    }
  }

  @Test("A regression's loss is learned and followed to windows without targets")
  func directLoss() throws {
    let folder = try Folder()
    func houses(_ rows: Int, seed: UInt64, smallest: Double, hasPrice: Bool) -> String {
      var generator = Mixer(state: seed)
      var lines = ["area,age,yhat" + (hasPrice ? ",price" : "")]
      for _ in 0..<rows {
        let area = smallest + (160 - smallest) * generator.uniform()
        let age = 80 * generator.uniform()
        let value = 40 + 2.5 * area - 0.4 * age
        let price = value + generator.normal() * (area - 40) / 5
        lines.append("\(area),\(age),\(value)" + (hasPrice ? ",\(price)" : ""))
      }
      return lines.joined(separator: "\n") + "\n"
    }
    try folder.write(houses(3_000, seed: 1, smallest: 60, hasPrice: true), to: "reference.csv")
    try folder.write(houses(1_000, seed: 2, smallest: 120, hasPrice: false), to: "current.csv")
    let document = try BuildingBlockTests.document(
      "estimate",
      Self.sets + [
        "--method", "dle", "--target", "price", "--prediction", "yhat", "--window", "500",
      ], in: folder)
    #expect(document["method"] as? String == "dle")
    #expect(document["calibration"] == nil)
    let windows = try #require(document["windows"] as? [[String: Any]])
    let metrics = try #require(windows.first?["metrics"] as? [String: [String: Any]])
    #expect(Set(metrics.keys) == ["mae", "rmse", "mse", "mape", "smape"])
    // Houses of 120 to 160 square metres: the mean error is 0.8 times a deviation of about 20.
    let error = try #require(metrics["mae"]?["value"] as? Double)
    #expect((14...18).contains(error), "\(error)")
    #expect(metrics["mae"]?["alert"] as? Bool == true)
    let noPrediction = try Assay.run(
      ["estimate"] + Self.sets + ["--method", "dle", "--target", "price"], in: folder.url)
    #expect(noPrediction.status == 2)
    #expect(noPrediction.errors.contains("--prediction"))
  }

  @Test("A reference without labels cannot decide (4), a missing column is refused (2)")
  func refusals() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 500, seed: 1).csv(), to: "current.csv")
    let text = SampleData(rows: 500, seed: 1).csv().split(separator: "\n").enumerated()
      .map { index, line -> String in
        guard index > 0 else { return String(line) }
        var fields = line.split(separator: ",").map(String.init)
        fields[6] = "1"
        return fields.joined(separator: ",")
      }
    try folder.write(text.joined(separator: "\n") + "\n", to: "reference.csv")
    let oneClass = try Assay.run(["estimate"] + Self.sets + Self.roles, in: folder.url)
    #expect(oneClass.status == 4)
    #expect(oneClass.errors.contains("one class"))
    let noColumn = try Assay.run(
      ["estimate"] + Self.sets + ["--target", "late", "--score", "nothing"], in: folder.url)
    #expect(noColumn.status == 2)
    #expect(noColumn.errors.contains("nothing"))
    let noScore = try Assay.run(
      ["estimate"] + Self.sets + ["--target", "late"], in: folder.url)
    #expect(noScore.status == 2)
    #expect(noScore.errors.contains("--score"))
  }

  @Test("Estimators can be explained", arguments: ["cbpe", "iw-cbpe", "dle", "window-limits"])
  func explained(name: String) throws {
    let folder = try Folder()
    let run = try Assay.run(["explain", name], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Source"))
  }
}
