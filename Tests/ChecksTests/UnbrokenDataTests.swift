import Checklist
import Checks
import Testing

@Suite("Data with nothing wrong")
struct UnbrokenDataTests {
  @Test("flip no check", arguments: Sample.Task.allCases)
  func allPass(_ task: Sample.Task) throws {
    let assessed = try Assessed(Sample(task))
    #expect(assessed.flipped.isEmpty, "\(assessed.summary)")
    #expect(assessed.evidence.count == CheckRegistry.cards.count)
  }

  @Test("served by both pipelines alike flip no check")
  func servedAlike() throws {
    var sample = Sample(.binary)
    sample.files["train.yaml"] = "mean: 1"
    sample.extra = """
      parity:
        features: {offline: train.csv, online: train.csv, key: [id], columns: [income, age, visits]}
        transform: {training: train.yaml, scoring: train.yaml}
      """
    let assessed = try Assessed(sample, aspects: [.parity])
    #expect(assessed.flipped.isEmpty, "\(assessed.summary)")
    #expect(assessed["parity.features"]?.status == .pass)
    #expect(assessed["parity.transform"]?.status == .pass)
  }
}
