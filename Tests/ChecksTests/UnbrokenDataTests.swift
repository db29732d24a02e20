import Checklist
import Testing

@Suite("Data with nothing wrong")
struct UnbrokenDataTests {
  @Test("flip no check", arguments: Sample.Task.allCases)
  func allPass(_ task: Sample.Task) throws {
    let assessed = try Assessed(Sample(task))
    #expect(assessed.flipped.isEmpty, "\(assessed.summary)")
    #expect(assessed.evidence.count == 19)
  }
}
