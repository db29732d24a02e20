import Foundation
import Testing

/// `assay label import` on the built binary: late, repeated, corrected and contradicting labels.
@Suite struct LabelImportTests {
  private static let predictions = """
    id,at,x,p
    1,2024-01-01T00:00:00,1.5,0.1
    2,2024-01-01T00:00:00,2.5,0.2
    3,2024-01-02T00:00:00,3.5,0.3
    4,2024-01-02T00:00:00,4.5,0.4
    5,2024-01-20T00:00:00,5.5,0.5
    ,2024-01-20T00:00:00,6.5,0.6

    """

  /// 1: twice the same; 2: corrected; 3: two labels at one time; 9: no prediction; two unusable.
  private static let labels = [
    "1,yes,2024-01-03T00:00:00", "1,yes,2024-01-04T00:00:00", "2,no,2024-01-02T00:00:00",
    "2,yes,2024-01-06T00:00:00", "3,no,2024-01-05T00:00:00", "3,yes,2024-01-05T00:00:00",
    "9,no,2024-01-05T00:00:00", ",no,2024-01-05T00:00:00", "4,,2024-01-05T00:00:00",
    "5,no,2024-01-21T00:00:00",
  ]

  private static func folder(_ labels: [String]) throws -> Folder {
    let folder = try Folder()
    try folder.write(predictions, to: "scored.csv")
    try folder.write(
      "id,outcome,decided\n" + labels.joined(separator: "\n") + "\n", to: "labels.csv")
    return folder
  }

  private static func run(_ folder: Folder, out: String = "joined.csv") throws -> [String: Any] {
    let run = try Assay.run(
      [
        "label", "import", "labels.csv", "--predictions", "scored.csv", "--id", "id", "--label",
        "outcome", "--labelled-at", "decided", "--predicted-at", "at", "--out", out, "--json",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.document()
    let schema = try Assay.run(["schema", "label-import"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    return document
  }

  @Test(
    "Every label is counted once: used, repeated, corrected, contradicted, orphaned or unusable")
  func counts() throws {
    let folder = try Self.folder(Self.labels)
    let document = try Self.run(folder)
    let labels = try #require(document["labels"] as? [String: Int])
    #expect(
      labels == [
        "rows": 10, "unusable": 2, "duplicates": 1, "ids": 5, "corrections": 1, "conflicts": 1,
        "orphans": 1,
      ])
    let predictions = try #require(document["predictions"] as? [String: Int])
    #expect(
      predictions == [
        "rows": 6, "missingID": 1, "repeatedID": 0, "labelled": 3, "conflict": 1, "pending": 2,
      ])
    #expect((document["coverage"] as? [String: Any])?["value"] as? Double == 0.5)
    let delay = try #require(document["delay"] as? [String: Any])
    // Label 1 came, last said, after 3 days, 2 was corrected after 5, 5 came after 1.
    #expect(delay["mean"] as? Double == 3)
    #expect((delay["quantiles"] as? [String: Double])?["0.5"] == 3)
    let complete = try #require(document["completeness"] as? [[String: Any]])
    let week = try #require(complete.first { $0["days"] as? Int == 7 })
    #expect(week["rows"] as? Int == 4)
    #expect((week["share"] as? [String: Any])?["value"] as? Double == 0.5)
    let joined = try String(contentsOf: folder.url.appending(path: "joined.csv"), encoding: .utf8)
    let rows = joined.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.first?.last == "label_status")
    #expect(
      rows.dropFirst().map { "\($0[0]) \($0[4]) \($0[6])" } == [
        "1 yes labelled", "2 yes labelled", "3  conflict", "4  pending", "5 no labelled",
        "  pending",
      ])
  }

  @Test("The same labels in any order give the same answer")
  func order() throws {
    let first = try Self.folder(Self.labels)
    let expected = try Self.run(first)
    for turn in [3, 7] {
      let labels = Array((Self.labels[turn...] + Self.labels[..<turn]).reversed())
      let folder = try Self.folder(labels)
      let document = try Self.run(folder)
      #expect(
        try JSONSerialization.data(withJSONObject: document, options: .sortedKeys)
          == JSONSerialization.data(withJSONObject: expected, options: .sortedKeys))
      #expect(
        try Data(contentsOf: folder.url.appending(path: "joined.csv"))
          == Data(contentsOf: first.url.appending(path: "joined.csv")))
    }
  }

  @Test("Whether labelled rows differ from the others is said column by column")
  func selection() throws {
    let folder = try Folder()
    let data = SampleData(rows: 2000, seed: 1, hasLabel: false).csv()
    try folder.write(data, to: "scored.csv")
    // Only customers with a low income have labels.
    let low = data.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
      .filter { (Double($0[3]) ?? 0) < 25 }
    try folder.write(
      "customer,late\n" + low.map { "\($0[0]),1" }.joined(separator: "\n") + "\n", to: "labels.csv")
    let run = try Assay.run(
      [
        "label", "import", "labels.csv", "--predictions", "scored.csv", "--id", "customer",
        "--label", "late", "--json",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let selection = try #require(try run.document()["selection"] as? [String: Any])
    let columns = try #require(selection["columns"] as? [[String: Any]])
    let drifted = columns.filter { $0["drifted"] as? Bool == true }.compactMap {
      $0["name"] as? String
    }
    #expect(drifted.contains("income"))
    #expect(!drifted.contains("sex"))
  }

  @Test(
    "What cannot be joined is said in a sentence, and nothing is written",
    arguments: [
      (["--id", "nowhere", "--label", "outcome"], "nowhere"),
      (["--id", "id", "--label", "x"], "x"),
      (["--id", "id", "--label", "outcome", "--labelled-at", "outcome"], "outcome"),
      (["--id", "id", "--label", "outcome", "--as-of", "2024-02-01"], "--as-of"),
    ])
  func refused(arguments: [String], word: String) throws {
    let folder = try Self.folder(Self.labels)
    let run = try Assay.run(
      ["label", "import", "labels.csv", "--predictions", "scored.csv", "--out", "joined.csv"]
        + arguments, in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains(word), "\(run.errors)")
    #expect(try folder.names() == ["labels.csv", "scored.csv"])
  }
}
