import Foundation
import Testing

/// `explain` with an assessment: the bins and counts behind its numbers.
@Suite struct ExplainResultTests {
  private static func assessed() throws -> Folder {
    let folder = try AssessmentTests.project(rows: 1_000)
    _ = try Assay.run(AssessmentTests.initArguments, in: folder.url)
    let run = try Assay.run(["assess"], in: folder.url)
    #expect([0, 1].contains(run.status), "\(run.errors)")
    return folder
  }

  private static func figures(_ document: [String: Any]) throws -> [[String: Any]] {
    let result = try #require(document["result"] as? [String: Any])
    let checks = try #require(result["checks"] as? [[String: Any]])
    return checks.flatMap { $0["figures"] as? [[String: Any]] ?? [] }
  }

  @Test("A metric is told with its numbers and the counts that it can be computed from again")
  func metric() throws {
    let folder = try Self.assessed()
    let file = "assay-report/report.json"
    let text = try Assay.run(["explain", "rocAUC", "--result", file], in: folder.url)
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("rocAUC on test"), "\(text.output)")
    #expect(text.output.contains("Scores of positives and negatives on test"), "\(text.output)")
    let run = try Assay.run(["explain", "accuracy", "--result", file, "--json"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.document()
    let schema = try Assay.run(["schema", "explain"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    let cells = try #require(
      Self.figures(document).first { $0["title"] as? String == "Calls and truth on test" })
    let sets = try #require(cells["sets"] as? [[String: Any]])
    let counts = try #require(sets.first?["counts"] as? [Int])
    // Accuracy from the cells is the accuracy of the report.
    let checks = try #require((document["result"] as? [String: Any])?["checks"] as? [[String: Any]])
    let measured = try #require(
      checks.flatMap { $0["measurements"] as? [[String: Any]] ?? [] }
        .first { $0["name"] as? String == "accuracy on test" }?["value"] as? Double)
    let accuracy = Double(counts[0] + counts[3]) / Double(counts.reduce(0, +))
    #expect((accuracy - measured).magnitude < 1e-12)
  }

  @Test(
    "A check is told with its bins: as many counts a set as there are bins, the shares beside them")
  func check() throws {
    let folder = try Self.assessed()
    let run = try Assay.run(
      ["explain", "parity.inputs", "--result", "assay-report/report.json", "--json"],
      in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let figures = try Self.figures(try run.document())
      .filter { $0["kind"] as? String == "distribution" }
    #expect(!figures.isEmpty)
    for figure in figures {
      let bins = try #require(figure["bins"] as? [Any])
      for set in try #require(figure["sets"] as? [[String: Any]]) {
        let counts = try #require(set["counts"] as? [Int])
        let shares = try #require(set["shares"] as? [Double])
        #expect(counts.count == bins.count && shares.count == bins.count)
        #expect(counts.reduce(0, +) <= (set["rows"] as? Int ?? 0))
        #expect((shares.reduce(0, +) - 1).magnitude < 0.1)
      }
    }
  }

  @Test("What the assessment did not measure, and a file that is none, are refused")
  func refused() throws {
    let folder = try Self.assessed()
    for (arguments, says) in [
      (["explain", "psi", "--result", "assay-report/report.json"], "has no number of “psi”"),
      (["explain", "psi", "--result", "gone.json"], "there is no assessment at gone.json"),
      (["explain", "psi", "--result", "train.csv"], "is no assessment"),
      (["explain", "--result", "assay-report/report.json"], "--result needs a NAME"),
      (["explain", "--json"], "--json needs a NAME"),
    ] {
      let run = try Assay.run(arguments, in: folder.url)
      #expect(run.status == 2, "\(arguments): \(run.errors)")
      #expect(run.errors.contains(says), "\(run.errors)")
    }
  }

  @Test("Without an assessment JSON has the card alone")
  func card() throws {
    let folder = try Folder()
    let schema = try Assay.run(["schema", "explain"], in: folder.url).document()
    for name in ["psi", "parity.inputs", "ml-test-score"] {
      let document = try Assay.run(["explain", name, "--json"], in: folder.url).document()
      #expect(SchemaCheck(root: schema).problems(document) == [], "\(name)")
      #expect(document["result"] is NSNull)
    }
  }
}

/// The assessment's page and the plan lead to one another.
@Suite struct PlanLinkTests {
  @Test("The report leads to the plan once it is there, and again after another assessment")
  func bothWays() throws {
    let folder = try AssessmentTests.project(rows: 500)
    _ = try Assay.run(AssessmentTests.initArguments, in: folder.url)
    func page(_ name: String) throws -> String {
      try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }
    _ = try Assay.run(["assess"], in: folder.url)
    #expect(try !page("assay-report/index.html").contains("production-plan.html"))
    let plan = try Assay.run(["plan"], in: folder.url)
    #expect([0, 1].contains(plan.status), "\(plan.errors)")
    #expect(try page("production-plan.html").contains("assay-report/index.html"))
    #expect(
      try page("assay-report/index.html").contains("href=\"../production-plan.html\""))
    _ = try Assay.run(["assess"], in: folder.url)
    #expect(
      try page("assay-report/index.html").contains("href=\"../production-plan.html\""))
  }
}
