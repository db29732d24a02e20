import Foundation
import Testing

/// `assay metrics` for classes, forecasts and rankings: figures by hand, the schema, and bad input.
@Suite struct TaskMetricsTests {
  private static func metrics(_ document: [String: Any]) throws -> [String: [String: Any]] {
    try #require(document["metrics"] as? [String: [String: Any]])
  }

  private static let classes = """
    y,a,b,c,g,at
    a,0.6,0.3,0.1,x,2024-01-01
    b,0.5,0.3,0.2,x,2024-01-02
    c,0.2,0.3,0.5,y,2024-02-01
    a,0.3,0.4,0.3,y,2024-02-02

    """

  private static let classArguments = [
    "a.csv", "--task", "multiclass", "--target", "y", "--probabilities", "a,b,c", "--classes",
    "a,b,c",
  ]

  @Test("Multiclass metrics of a small file are scikit-learn's")
  func multiclass() throws {
    let folder = try Folder()
    try folder.write(Self.classes, to: "a.csv")
    let document = try BuildingBlockTests.document(
      "metrics",
      Self.classArguments + ["--by", "g", "--timestamp", "at", "--window", "month"], in: folder)
    let metrics = try Self.metrics(document)
    #expect(metrics["accuracy"]?["value"] as? Double == 0.5)
    #expect(metrics["topKAccuracy"]?["value"] as? Double == 0.75)
    #expect(abs((metrics["weightedRocAUC"]?["value"] as? Double ?? 0) - 0.7083333333333334) < 1e-12)
    #expect(abs((metrics["brier"]?["value"] as? Double ?? 0) - 0.54) < 1e-12)
    #expect((document["classes"] as? [[String: Any]])?.count == 3)
    #expect((document["parameters"] as? [String: Any])?["k"] as? Double == 2)
    let groups = try #require(document["groups"] as? [[String: Any]])
    #expect(groups.compactMap { $0["key"] as? String } == ["2024-01 × x", "2024-02 × y"])
  }

  private static func days(_ rows: Range<Int>) -> String {
    var text = "shop,day,y,f,low,high\n"
    for day in rows {
      for shop in 0..<2 {
        let actual = 10 * shop + day % 7
        text += "s\(shop),2024-0\(1 + day / 28)-\(String(format: "%02d", 1 + day % 28)),"
        text += "\(actual),\(actual + 2),\(actual - 1),\(actual + 3)\n"
      }
    }
    return text
  }

  private static let seasonArguments = [
    "b.csv", "--task", "forecast", "--target", "y", "--prediction", "f", "--timestamp", "day",
    "--series", "shop", "--quantiles", "low=0.1,high=0.9",
  ]

  @Test("A forecast is scaled by the training data's naive error, series by series")
  func forecast() throws {
    let folder = try Folder()
    try folder.write(Self.days(0..<28), to: "a.csv")
    try folder.write(Self.days(28..<56), to: "b.csv")
    let document = try BuildingBlockTests.document(
      "metrics", Self.seasonArguments + ["--train", "a.csv", "--by", "shop", "--window", "month"],
      in: folder)
    let metrics = try Self.metrics(document)
    // Within a week 6 steps of 1, then one of 6 back: 27 differences, of which 3 are 6.
    let scale = (24.0 + 18) / 27
    #expect(abs((metrics["mase"]?["value"] as? Double ?? 0) - 2 / scale) < 1e-12)
    #expect(metrics["mae"]?["value"] as? Double == 2)
    #expect(metrics["coverage"]?["value"] as? Double == 1)
    #expect((document["quantiles"] as? [Any])?.count == 2)
    #expect((document["intervals"] as? [Any])?.count == 1)
    // With the season of a week the naive forecast is exact in training: no scale.
    let exact = try BuildingBlockTests.document(
      "metrics", Self.seasonArguments + ["--train", "a.csv", "--season", "7"], in: folder)
    #expect(try Self.metrics(exact)["mase"]?["value"] is NSNull)
  }

  private static let queryArguments = [
    "c.csv", "--task", "ranking", "--target", "rel", "--score", "s", "--entity", "q", "--k", "2",
  ]

  @Test("A ranking is averaged over its queries")
  func ranking() throws {
    let folder = try Folder()
    try folder.write("q,rel,s\nu,0,3\nv,1,9\nu,1,2\nv,0,1\nw,0,4\n", to: "c.csv")
    let document = try BuildingBlockTests.document(
      "metrics", Self.queryArguments + ["--by", "q"], in: folder)
    let metrics = try Self.metrics(document)
    #expect(metrics["mrr"]?["value"] as? Double == 0.75)
    #expect(metrics["hitRate"]?["value"] as? Double == 1)
    #expect(document["queries"] as? Int == 2)
    #expect(document["queriesWithoutRelevant"] as? Int == 1)
    let warnings = document["warnings"] as? [[String: Any]]
    #expect(warnings?.compactMap { $0["code"] as? String } == ["query-without-relevant"])
  }

  @Test("Tables for people show classes, quantiles and queries within 80 columns")
  func tables() throws {
    let folder = try Folder()
    try folder.write(Self.classes, to: "a.csv")
    try folder.write(Self.days(28..<56), to: "b.csv")
    try folder.write("q,rel,s\nu,0,3\nv,1,9\nu,1,2\nv,0,1\n", to: "c.csv")
    for (arguments, says) in [
      (Self.classArguments, "classes"), (Self.seasonArguments, "quantiles"),
      (Self.queryArguments, "queries: 2"),
    ] {
      let run = try Assay.run(
        ["metrics"] + arguments, in: folder.url, environment: ["COLUMNS": "80"])
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains(says), "\(run.output)")
      #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.output)")
    }
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let says: String
    var testDescription: String { says }
  }

  @Test(
    "What cannot be measured is one clear sentence and exit code 2",
    arguments: [
      Bad(
        arguments: ["a.csv", "--task", "multiclass", "--target", "y", "--probabilities", "a,b,c"],
        says: "--classes is missing"),
      Bad(
        arguments: classArguments.dropLast() + ["a,b"], says: "one for each of the 3 columns"),
      Bad(
        arguments: classArguments.dropLast() + ["u,v,w"],
        says: "the predicted classes (u, v, w) are not the labels' (a, b, c)"),
      Bad(
        arguments: ["a.csv", "--task", "multiclass", "--target", "y"],
        says: "--prediction or --probabilities is missing"),
      Bad(arguments: classArguments + ["--k", "0"], says: "--k 0 is out of range"),
      Bad(
        arguments: ["a.csv", "--task", "binary", "--target", "y", "--score", "a", "--k", "3"],
        says: "--k has no meaning for --task binary"),
      Bad(
        arguments: ["b.csv", "--task", "forecast", "--target", "y"], says: "--prediction is missing"
      ),
      Bad(
        arguments: [
          "b.csv", "--task", "forecast", "--target", "y", "--prediction", "f", "--series", "shop",
        ], says: "--timestamp is missing"),
      Bad(arguments: seasonArguments + ["--season", "0"], says: "--season 0 is out of range"),
      Bad(
        arguments: seasonArguments.dropLast() + ["low=2"],
        says: "--quantiles low=2.0 is out of range"),
      Bad(arguments: seasonArguments.dropLast() + ["low"], says: "--quantiles"),
      Bad(arguments: seasonArguments + ["--train", "a.csv"], says: "has no column shop"),
      Bad(
        arguments: ["c.csv", "--task", "ranking", "--target", "rel", "--score", "s"],
        says: "--entity is missing"),
      Bad(
        arguments: ["c.csv", "--task", "ranking", "--target", "rel", "--entity", "q"],
        says: "--score or --prediction is missing"),
      Bad(
        arguments: [
          "c.csv", "--task", "ranking", "--target", "s", "--score", "rel", "--entity", "q",
        ],
        says: "relevance is 0 or more"),
      Bad(arguments: queryArguments + ["--by", "nowhere"], says: "has no column nowhere"),
    ])
  func refused(_ bad: Bad) throws {
    let folder = try Folder()
    try folder.write(Self.classes, to: "a.csv")
    try folder.write(Self.days(0..<28), to: "b.csv")
    try folder.write("q,rel,s\nu,0,3\nv,1,-9\n", to: "c.csv")
    let run = try Assay.run(["metrics"] + bad.arguments, in: folder.url)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(bad.says), "\(run.errors)")
    #expect(run.output.isEmpty)
  }
}
