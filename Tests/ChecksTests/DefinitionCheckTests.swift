import Checklist
import Checks
import Testing

@Suite("What the metric is of, in training and in scoring")
struct DefinitionCheckTests {
  private static let common = "positive: \"1\", unit: visit, window: month"

  private func assessed(
    _ training: String, _ scoring: String, primary: String = "rocAUC",
    change: (inout Sample) -> Void = { _ in }
  ) throws -> Assessed {
    var sample = Sample(.binary, rows: 2_000)
    sample.metrics["primary"] = primary
    sample.metrics["goals"] = nil
    sample.metrics["definitions"] =
      "{training: {\(Self.common), metric: \(primary), \(training)}, "
      + "scoring: {\(Self.common), metric: \(primary), \(scoring)}}"
    change(&sample)
    return try Assessed(sample, aspects: [.parity, .metrics])
  }

  @Test("Another share of positive rows is translated, not refused")
  func translated() throws {
    let found = try assessed(
      "sampling: natural", "sampling: natural, prevalence: 0.02, threshold: 0.5",
      primary: "precision")
    let evidence = try #require(found["parity.metric"])
    #expect(
      evidence.finding.contains("At production's 2 % of positive rows"), "\(evidence.finding)")
    let values = evidence.measurements.compactMap(\.value)
    let (test, production) = (try #require(values.first), try #require(values.dropFirst().first))
    // Precision at a share π: π·TPR / (π·TPR + (1 − π)·FPR), far below that of half positives.
    #expect(production < test / 2 && production > 0)
  }

  @Test("A metric that looks at one class at a time keeps its value at another share")
  func unmoved() throws {
    let found = try assessed("sampling: natural", "sampling: natural, prevalence: 0.02")
    let evidence = try #require(found["parity.metric"])
    #expect(evidence.status == .pass, "\(evidence.finding)")
    let values = evidence.measurements.compactMap(\.value)
    #expect(values[0] == values[1])
    #expect(evidence.finding.contains("by chance alone"))
  }

  @Test(
    "What changes the quantity is refused by name",
    arguments: [
      ("averaging: macro", "averaging: micro", "averaging (macro in training, micro in scoring)"),
      (
        "weights: by fare", "sampling: natural",
        "weights (by fare in training, all alike in scoring)"
      ),
      ("definition: of all", "definition: of the seen", "the definition (of all in training"),
      (
        "months: [1, 2]", "months: [7]", "the season (months 1, 2 in training, months 7 in scoring)"
      ),
      ("sampling: resampled, prevalence: 0.5", "sampling: natural", "no share of positive rows"),
    ])
  func refused(training: String, scoring: String, says: String) throws {
    let evidence = try #require(try assessed(training, scoring)["parity.metric"])
    #expect(evidence.status == .fail, "\(evidence.finding)")
    #expect(evidence.finding.contains(says), "\(evidence.finding)")
    #expect(evidence.remedy != nil)
  }

  @Test("A threshold changes metrics of classes and no metric of scores")
  func thresholds() throws {
    let scores = try assessed(
      "sampling: natural, threshold: 0.5", "sampling: natural, threshold: 0.9")
    #expect(scores["parity.metric"]?.status == .pass)
    let classes = try assessed(
      "sampling: natural, threshold: 0.5", "sampling: natural, threshold: 0.9", primary: "f1")
    #expect(classes["parity.metric"]?.finding.contains("the threshold (0.5 in training") == true)
    #expect(classes["metrics.contract"]?.finding.contains("metrics.threshold 0.5") == true)
  }

  @Test("Seasons that overlap in part ask for attention")
  func seasons() throws {
    let found = try assessed(
      "sampling: natural, months: [4, 5]", "sampling: natural, months: [5, 6]")
    #expect(found["parity.metric"]?.status == .attention)
    #expect(found["parity.metric"]?.finding.contains("Seasons overlap in part") == true)
  }

  @Test("What the rest of assay.yaml says otherwise fails")
  func contradictions() throws {
    let found = try assessed("sampling: natural", "sampling: natural") {
      $0.metrics["primary"] = "f1"
    }
    let evidence = try #require(found["metrics.contract"])
    #expect(evidence.status == .fail)
    #expect(
      evidence.finding.contains("the metric is rocAUC and the one that decides f1"),
      "\(evidence.finding)")
  }

  @Test("Without definitions both checks say what to add")
  func undeclared() throws {
    let found = try assessed("", "") { $0.metrics["definitions"] = nil }
    for id in ["parity.metric", "metrics.contract"] {
      #expect(found[id]?.status == .missing)
      #expect(found[id]?.remedy?.contains("`definitions:") == true, "\(found[id]?.remedy ?? "")")
    }
  }
}
