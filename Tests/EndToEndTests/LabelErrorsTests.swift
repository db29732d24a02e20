import Foundation
import Testing

/// `assay label errors`, weighted metrics and the comparison of groups, on the built binary.
@Suite struct LabelErrorsTests {
  private static func document(
    _ arguments: [String], schema name: String, in folder: Folder
  ) throws -> [String: Any] {
    let run = try Assay.run(arguments + ["--json"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.document()
    let schema = try Assay.run(["schema", name], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    return document
  }

  /// Every tenth of 1,000 rows has the wrong label; the score is nearly sure of the right one.
  private static func noisy() throws -> Folder {
    let folder = try Folder()
    var lines = ["id,label,p_cat,p_dog,p_cow"]
    for row in 0..<1_000 {
      let truth = row % 3
      let label = row % 10 == 4 ? (truth + 1) % 3 : truth
      let sure = 0.8 + Double(row % 7) / 100
      let shares = (0..<3).map { $0 == truth ? sure : (1 - sure) / 2 }
      lines.append(
        "r\(row),\(["cat", "dog", "cow"][label])," + shares.map { "\($0)" }.joined(separator: ","))
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "data.csv")
    return folder
  }

  @Test("Labels that were changed are found, counted by class, and lower the ceiling")
  func errors() throws {
    let folder = try Self.noisy()
    let document = try Self.document(
      [
        "label", "errors", "data.csv", "--target", "label", "--probabilities", "p_cat,p_dog,p_cow",
        "--classes", "cat,dog,cow", "--id", "id", "--limit", "200", "--out", "suspicious.csv",
      ], schema: "label-errors", in: folder)
    #expect(document["candidates"] as? Int == 100)
    let listed = try #require(document["listed"] as? [[String: Any]])
    let rows = listed.compactMap { $0["row"] as? Int }.sorted()
    #expect(rows == (0..<1_000).filter { $0 % 10 == 4 }.map { $0 + 1 })
    #expect(
      ((document["noise"] as? [String: Any])?["value"] as? Double).map { abs($0 - 0.1) < 0.02 }
        == true)
    #expect(
      ((document["ceiling"] as? [String: Any])?["value"] as? Double).map { abs($0 - 0.9) < 0.02 }
        == true)
    let file = try String(contentsOf: folder.url.appending(path: "suspicious.csv"), encoding: .utf8)
    #expect(file.split(separator: "\n").count == 101)
    #expect(file.hasPrefix("row_number,id,label,likely,probability,likely_probability\n"))
  }

  @Test(
    "What label errors cannot use is said in a sentence",
    arguments: [
      (["--target", "label"], "--score or --probabilities"),
      (["--target", "label", "--probabilities", "p_cat,p_dog"], "--classes"),
      (["--target", "label", "--probabilities", "p_cat,p_dog", "--classes", "cat"], "--classes"),
      (["--target", "label", "--score", "p_cat"], "label"),
      (["--target", "nowhere", "--score", "p_cat"], "nowhere"),
      (["--target", "label", "--score", "p_cat", "--limit", "0"], "--limit"),
    ])
  func refused(arguments: [String], word: String) throws {
    let folder = try Self.noisy()
    let run = try Assay.run(["label", "errors", "data.csv"] + arguments, in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains(word), "\(run.errors)")
  }

  @Test("A queue that people labelled gives metrics of all rows, with intervals that hold them")
  func queueToMetrics() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 6000, seed: 3).csv(), to: "data.csv")
    let model = ["--task", "binary", "--target", "late", "--score", "p_late"]
    let all = try Self.document(["metrics", "data.csv"] + model, schema: "metrics", in: folder)
    let queue = try Assay.run(
      [
        "label", "sample", "data.csv", "--size", "800", "--method", "margin", "--score", "p_late",
        "--seed", "4", "--out", "queue.parquet",
      ], in: folder.url)
    #expect(queue.status == 0, "\(queue.errors)")
    let weighted = try Self.document(
      ["metrics", "queue.parquet"] + model + [
        "--inclusion-probability", "inclusion_probability", "--level", "0.999",
      ], schema: "metrics", in: folder)
    for key in ["accuracy", "recall", "precision", "f1", "rocAUC", "logLoss", "brier"] {
      let truth = try #require(
        ((all["metrics"] as? [String: Any])?[key] as? [String: Any])?["value"] as? Double)
      let interval = try #require(
        ((weighted["metrics"] as? [String: Any])?[key] as? [String: Any])?["interval"]
          as? [String: Any])
      let low = try #require(interval["low"] as? Double)
      let high = try #require(interval["high"] as? Double)
      #expect(low <= truth && truth <= high, "\(key): \(truth) is not in \(low)…\(high)")
    }
    let bad = try Assay.run(
      ["metrics", "data.csv"] + model + ["--inclusion-probability", "age"], in: folder.url)
    #expect(bad.status == 2)
    #expect(bad.errors.contains("row 1"), "\(bad.errors)")
  }

  @Test("Where people judged items, metrics show the accuracy that their labels leave reachable")
  func ceiling() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 300, seed: 3).csv(), to: "data.csv")
    // Two annotators agree on 82 of 100 items with two classes: each is right 90 % of the time.
    let judgements = (0..<100).flatMap { item in
      ["\(item),a,\(item % 2)", "\(item),b,\(item < 82 ? item % 2 : 1 - item % 2)"]
    }
    try folder.write("item,who,label\n" + judgements.joined(separator: "\n") + "\n", to: "j.csv")
    let model = ["--task", "binary", "--target", "late", "--score", "p_late"]
    let document = try Self.document(
      ["metrics", "data.csv"] + model + [
        "--annotations", "j.csv", "--annotation-columns", "item,who,label",
      ], schema: "metrics", in: folder)
    let ceiling = try #require(document["reachableAccuracy"] as? [String: Any])
    #expect((ceiling["value"] as? Double).map { abs($0 - 0.9) < 1e-9 } == true)
    let alone = try Assay.run(
      ["metrics", "data.csv"] + model + ["--annotations", "j.csv"], in: folder.url)
    #expect(alone.status == 2)
    #expect(alone.errors.contains("--annotation-columns"))
  }

  @Test("Groups are compared in any metric, of classes and of values")
  func groupMetrics() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 2000, seed: 1).csv(), to: "scored.csv")
    let classes = try Self.document(
      [
        "fairness", "scored.csv", "--target", "late", "--prediction", "predicted", "--score",
        "p_late", "--by", "sex,city", "--intersections",
      ], schema: "fairness", in: folder)
    let attributes = try #require(classes["attributes"] as? [[String: Any]])
    #expect(attributes.count == 3)
    for attribute in attributes {
      let metrics = try #require(attribute["metrics"] as? [String: [String: Any]])
      for key in ["balancedAccuracy", "f1", "zeroOneLoss", "rocAUC", "logLoss"] {
        let metric = try #require(metrics[key], "\(key)")
        #expect((metric["difference"] as? [String: Any])?["interval"] != nil, "\(key)")
        #expect((metric["groups"] as? [Any])?.count == (attribute["groups"] as? [Any])?.count)
      }
    }
    let groups = try #require(attributes[0]["groups"] as? [[String: Any]])
    let compared = groups.compactMap { $0["parities"] as? [String: Any] }
    #expect(compared.count == 1)
    #expect(compared[0].count == 16)
    let values = try Self.document(
      [
        "fairness", "scored.csv", "--task", "regression", "--target", "income", "--prediction",
        "age", "--by", "sex",
      ], schema: "fairness", in: folder)
    let first = try #require((values["attributes"] as? [[String: Any]])?.first)
    #expect((first["metrics"] as? [String: Any])?["r2"] != nil)
    let refused = try Assay.run(
      ["fairness", "scored.csv", "--task", "regression", "--target", "income", "--by", "sex"],
      in: folder.url)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("--prediction"))
  }
}
