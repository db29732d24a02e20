import Foundation
import Testing

/// Labels in other data than the predictions: what finds its row, what does not, and what is said
/// of it.
@Suite struct OtherLabelsTests {
  private static let model = ["--task", "binary", "--target", "late", "--score", "p"]

  /// Forty predictions and the labels of some ids.
  private static func folder(
    ids: (Int) -> String, labels: [String]
  ) throws -> Folder {
    let folder = try Folder()
    let rows = (0..<40).map { "\(ids($0)),\(Double($0) / 40)" }
    try folder.write("id,p\n" + rows.joined(separator: "\n") + "\n", to: "scored.csv")
    try folder.write("key,late\n" + labels.joined(separator: "\n") + "\n", to: "labels.csv")
    return folder
  }

  private static func run(_ folder: Folder, _ command: [String] = []) throws -> Assay.Run {
    try Assay.run(
      ["metrics", "scored.csv", "--labels", "labels.csv", "--id", "id", "--label-id", "key"]
        + model + command, in: folder.url)
  }

  @Test("Labels of which none finds a row are refused, with the ids and an example of each side")
  func none() throws {
    let folder = try Self.folder(
      ids: { "A\(100 + $0)" }, labels: (0..<40).map { "a\(100 + $0),\($0 % 2)" })
    let run = try Self.run(folder)
    #expect(run.status == 3, "\(run.output)")
    #expect(run.output.isEmpty)
    for word in ["none of the 40 labelled ids", "key", "“a100”", "“A100”", "--label-id"] {
      #expect(run.errors.contains(word), "\(word): \(run.errors)")
    }
  }

  @Test("Ids that look personal stand by their shape")
  func personal() throws {
    let folder = try Self.folder(
      ids: { "zq\($0)@example.org" }, labels: (0..<40).map { "ZQ\($0)@example.org,\($0 % 2)" })
    let run = try Self.run(folder)
    #expect(run.status == 3)
    #expect(run.errors.contains("xx0@xxxxxxx.xxx"), "\(run.errors)")
    #expect(!run.errors.lowercased().contains("zq"), "\(run.errors)")
  }

  @Test("Labels without an id or a label are said so")
  func unusable() throws {
    let folder = try Self.folder(ids: { "\($0)" }, labels: (0..<40).map { "\($0)," })
    let run = try Self.run(folder)
    #expect(run.status == 3, "\(run.output)")
    #expect(run.errors.contains("no row of the labels has both an id and a label"), "\(run.errors)")
  }

  @Test("Contradicting, orphaned and unusable labels are counted, and no query is doubted")
  func counted() throws {
    let folder = try Self.folder(
      ids: { "\($0)" },
      labels: (0..<30).map { "\($0),\($0 % 2)" } + ["3,0", "3,1", "90,1", "91,0", ",1"])
    let run = try Self.run(folder, ["--json"])
    #expect(run.status == 0, "\(run.errors)")
    let warnings = try #require(try run.document()["warnings"] as? [[String: Any]])
    let messages = Dictionary(
      warnings.map { ($0["code"] as? String ?? "", $0["message"] as? String ?? "") },
      uniquingKeysWith: { first, _ in first })
    #expect(messages["conflicting-label"]?.hasPrefix("1 ") == true, "\(messages)")
    #expect(messages["orphan-label"]?.hasPrefix("2 ") == true, "\(messages)")
    #expect(messages["unusable-label"]?.hasPrefix("1 ") == true, "\(messages)")
    #expect(messages["csv-in-query"] == nil)
    #expect(messages["missing-label"]?.contains("11 of 40 rows") == true, "\(messages)")
  }

  @Test("When a label came, and how it stands, are no slices")
  func slices() throws {
    let folder = try Folder()
    let rows = (0..<600).map {
      "\($0),\(Double($0 * 7 % 600) / 600),\(["a", "b"][$0 % 2]),2024-01-0\(1 + $0 % 5)"
    }
    try folder.write("id,p,shop,day\n" + rows.joined(separator: "\n") + "\n", to: "scored.csv")
    let labels = (0..<600).map { "\($0),\($0 * 7 % 600 > 300 ? 1 : 0),2024-02-0\(1 + $0 % 9)" }
    try folder.write("id,late,at\n" + labels.joined(separator: "\n") + "\n", to: "labels.csv")
    let run = try Assay.run(
      [
        "metrics", "scored.csv", "--labels", "labels.csv", "--id", "id", "--labelled-at", "at",
        "--slices", "--json",
      ] + Self.model, in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let search = try #require(try run.document()["sliceSearch"] as? [String: Any])
    let columns = try #require(search["columns"] as? [String])
    #expect(columns == ["id", "shop"], "\(columns)")
    let skipped = (search["skipped"] as? [[String: Any]])?.compactMap { $0["column"] as? String }
    #expect(skipped?.contains("day") == true && skipped?.contains("label_time") == false)
  }
}
