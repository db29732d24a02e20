import Foundation
import Testing

/// `assay label sample` on the built binary: the queue, its document, what is refused.
@Suite struct LabelSampleTests {
  private static func sample(
    _ arguments: [String], in folder: Folder
  ) throws -> (document: [String: Any], rows: [[String]]) {
    let out = "queue.csv"
    let run = try Assay.run(
      ["label", "sample", "data.csv"] + arguments + ["--out", out, "--json"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.document()
    let schema = try Assay.run(["schema", "label-sample"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    let text = try String(contentsOf: folder.url.appending(path: out), encoding: .utf8)
    return (
      document,
      text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    )
  }

  static let methods = [
    ["random"], ["stratified", "--by", "city"], ["least-confident", "--score", "p_late"],
    ["margin", "--score", "p_late"], ["entropy", "--score", "p_late"],
    ["diversity", "--features", "age,income,city"],
  ]

  @Test(
    "Every method writes as many rows as asked for, each with its probability", arguments: methods)
  func queue(method: [String]) throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 1500, seed: 1).csv(), to: "data.csv")
    let arguments =
      ["--size", "120", "--columns", "customer,late", "--seed", "5", "--method"] + method
    let (document, rows) = try Self.sample(arguments, in: folder)
    #expect(rows.first == ["row_number", "customer", "late", "inclusion_probability", "method"])
    #expect(rows.count == 121)
    #expect(document["rows"] as? Int == 1500)
    #expect(document["size"] as? Int == 120)
    let probabilities = rows.dropFirst().compactMap { Double($0[3]) }
    #expect(probabilities.count == 120)
    #expect(probabilities.allSatisfy { $0 > 0 && $0 <= 1 })
    // The rows stand for all rows: 1,500, give or take what one draw may be off.
    let weight = probabilities.reduce(0) { $0 + 1 / $1 }
    #expect(weight > 1_000 && weight < 2_000)
    #expect(rows.dropFirst().allSatisfy { $0[1] == "c1-\((Int($0[0]) ?? 0) - 1)" })
    #expect(try Self.sample(arguments, in: folder).rows == rows)
  }

  @Test("A Parquet queue holds the same rows as a CSV one, with their types")
  func parquet() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 400, seed: 2).csv(), to: "data.csv")
    let arguments = ["label", "sample", "data.csv", "--size", "50", "--out"]
    for out in ["queue.csv", "queue.parquet"] {
      #expect(try Assay.run(arguments + [out], in: folder.url).status == 0)
    }
    let profiles = try ["queue.csv", "queue.parquet"].map { file in
      let document = try Assay.run(["profile", file, "--json"], in: folder.url).document()
      return try JSONSerialization.data(
        withJSONObject: document["columns"] as Any, options: .sortedKeys)
    }
    #expect(profiles[0] == profiles[1])
    #expect(try folder.names() == ["data.csv", "queue.csv", "queue.parquet"])
  }

  @Test(
    "What cannot be done is said in a sentence, and nothing is written",
    arguments: [
      (["--size", "0"], "--size"), (["--size", "5", "--method", "stratified"], "--by"),
      (["--size", "5", "--method", "margin"], "--score or --probabilities"),
      (["--size", "5", "--random-share", "0"], "--random-share"),
      (["--size", "5", "--method", "margin", "--score", "city"], "city"),
      (["--size", "5", "--columns", "nowhere"], "nowhere"),
      (["--size", "5", "--by", "city"], "--by"),
      (["--size", "5", "--method", "stratified", "--by", "Ctiy"], "Ctiy"),
    ])
  func refused(arguments: [String], word: String) throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 50, seed: 1).csv(), to: "data.csv")
    let run = try Assay.run(
      ["label", "sample", "data.csv", "--out", "queue.csv"] + arguments, in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains(word), "\(run.errors)")
    #expect(try folder.names() == ["data.csv"])
  }

  @Test("An ending that is neither CSV nor Parquet is refused")
  func ending() throws {
    let folder = try Folder()
    try folder.write("a\n1\n", to: "data.csv")
    let run = try Assay.run(
      ["label", "sample", "data.csv", "--size", "1", "--out", "queue.xlsx"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains(".parquet"))
  }
}
